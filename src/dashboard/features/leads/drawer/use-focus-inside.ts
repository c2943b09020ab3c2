import { type RefObject, useEffect, useRef } from "react";

/** A lead that is opened gets the focus, unless it is inside already: going on keeps its button. */
export function useFocusInside(dialog: RefObject<HTMLElement | null>, leadId: string): void {
  const focused = useRef<string>(undefined);
  useEffect(() => {
    if (focused.current === leadId) return;
    focused.current = leadId;
    if (!dialog.current?.contains(document.activeElement)) {
      dialog.current?.focus({ preventScroll: true });
    }
  }, [dialog, leadId]);
}
