import { useEffect, useRef } from "react";

/** What floats above the drawer has the first claim to Escape. */
const FLOATING = "[role=listbox], [role=tooltip], :popover-open";

/** Escape closes the drawer from wherever the focus is, unless something above it is open. */
export function useCloseByEscape(onClose: () => void): void {
  const close = useRef(onClose);
  useEffect(() => {
    close.current = onClose;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || event.isComposing || event.defaultPrevented) return;
      if (!document.querySelector(FLOATING)) close.current();
    };
    // On the way down: on the way up, what floats would be closed already and no longer be found.
    document.addEventListener("keydown", onKeyDown, true);
    return () => document.removeEventListener("keydown", onKeyDown, true);
  }, []);
}
