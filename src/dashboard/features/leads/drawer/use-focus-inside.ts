import { type RefObject, useEffect, useRef } from "react";

/** A lead that is opened gets the focus, unless it is inside already: going on keeps its button. */
export function useFocusInside(dialog: RefObject<HTMLElement | null>, leadId: string): void {
  const focused = useRef<string>(undefined);
  useEffect(() => {
    if (focused.current !== leadId && !dialog.current?.contains(document.activeElement)) {
      dialog.current?.focus({ preventScroll: true });
    }
    focused.current = leadId;
    return () => {
      // Hidden and shown again, it is opened anew.
      focused.current = undefined;
    };
  }, [dialog, leadId]);
}
