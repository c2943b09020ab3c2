import { useEffectEvent, useLayoutEffect } from "react";

interface OpenRowOptions {
  readonly openLead: string | undefined;
  /** Its row, once that is known. */
  readonly openRow: number | undefined;
  readonly showRow: (row: number) => void;
  readonly activate: (row: number) => void;
}

/** Brings the open lead's row into view, and puts it into the tab order. */
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
}
