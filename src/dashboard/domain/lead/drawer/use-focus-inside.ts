import { type RefObject, useEffect, useRef } from "react";

/**
 * A lead that is opened gets the focus, unless it is inside already: going on keeps its button. One
 * that is gone takes with it what may have had the focus: the status picker, the ways on.
 */
export function useFocusInside(
  dialog: RefObject<HTMLElement | null>,
  leadId: string,
  isGone: boolean,
): void {
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
  useEffect(() => {
    if (isGone && document.activeElement === document.body) {
      dialog.current?.focus({ preventScroll: true });
    }
  }, [dialog, isGone]);
}
