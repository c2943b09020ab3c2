import { useEffect, useEffectEvent, useLayoutEffect, useRef } from "react";

interface OpenRowOptions {
  readonly openLead: string | undefined;
  /** Its row, once that is known. */
  readonly openRow: number | undefined;
  readonly active: number;
  readonly showRow: (row: number) => void;
  readonly activate: (row: number) => void;
  readonly focusRow: (row: number) => void;
}

/** Brings the open lead's row into view, and gives it the focus when the drawer closes. */
export function useOpenRow(options: OpenRowOptions) {
  const { openLead, openRow } = options;
  const isKnown = openRow !== undefined;

  const bringIntoView = useEffectEvent(() => {
    if (openRow === undefined) return;
    options.activate(openRow);
    options.showRow(openRow);
  });
  useLayoutEffect(() => {
    if (openLead !== undefined && isKnown) bringIntoView();
  }, [openLead, isKnown]);

  const wasOpen = useRef(false);
  // Where the lead has no row, the first one takes the focus: it mustn't be lost.
  const giveFocusBack = useEffectEvent(() => options.focusRow(Math.max(options.active, 0)));
  useEffect(() => {
    if (wasOpen.current && openLead === undefined) giveFocusBack();
    wasOpen.current = openLead !== undefined;
  }, [openLead]);
}
