import { type RefObject, useEffect } from "react";

/** A lead that is opened gets the focus, unless it is inside already: going on keeps its button. */
export function useFocusInside(dialog: RefObject<HTMLElement | null>, leadId: string): void {
  useEffect(() => {
    if (!dialog.current?.contains(document.activeElement)) {
      dialog.current?.focus({ preventScroll: true });
    }
  }, [dialog, leadId]);
}
