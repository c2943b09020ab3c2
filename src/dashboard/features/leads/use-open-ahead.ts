import { useCallback, useState } from "react";
import { afterNextPaint } from "#dashboard/lib/tasks.ts";

/**
 * Opens a lead before the address says so: its drawer is rendered already and only needs showing,
 * and the address, which moves the router and all that listens to it, follows when it is painted.
 *
 * @param isReady whether a lead's drawer is there; the same function for good
 * @returns the lead to show
 */
export function useOpenAhead(
  openLead: string | undefined,
  onOpen: (leadId: string) => void,
  isReady: (leadId: string) => boolean,
) {
  const [opening, setOpening] = useState<string>();
  const [before, setBefore] = useState(openLead);
  // The address has moved on, to this lead or elsewhere: from now on it alone counts.
  if (before !== openLead) {
    setBefore(openLead);
    setOpening(undefined);
  }

  const openAhead = useCallback(
    (leadId: string) => {
      if (!isReady(leadId)) return onOpen(leadId);
      setOpening(leadId);
      afterNextPaint(() => onOpen(leadId));
    },
    [onOpen, isReady],
  );
  return { shownLead: opening ?? openLead, openAhead };
}
