import { type RefObject, useEffectEvent, useLayoutEffect, useRef } from "react";
import { wasKey } from "#dashboard/ui/browser/last-press.ts";
import { goOn } from "#dashboard/ui/state/preferences.ts";
import type { Neighbours, OpenLead } from "../open-lead-moves.ts";

/**
 * Goes on to the next lead once a status was set by keyboard, if that is wanted: to the one that was
 * next when it was set, whatever becomes of the order by it. The focus stays with the status.
 * @returns what is to be called when a status was set
 */
export function useGoOn(
  dialog: RefObject<HTMLElement | null>,
  leadId: string,
  { next }: Neighbours,
  open: (lead: OpenLead) => void,
): () => void {
  /** The lead that is to be left as soon as it is known which one is next. */
  const leaving = useRef<string>(undefined);
  const left = useRef<string>(undefined);

  const goOnIfKnown = () => {
    if (leaving.current !== leadId || next === undefined) return;
    leaving.current = undefined;
    if (next === null) return;
    left.current = leadId;
    open(next);
  };
  const onNext = useEffectEvent(goOnIfKnown);
  useLayoutEffect(() => {
    if (next !== undefined) onNext();
  }, [next]);

  useLayoutEffect(() => {
    leaving.current = undefined;
    if (left.current === undefined || left.current === leadId) return;
    left.current = undefined;
    dialog.current?.querySelector<HTMLElement>(".badge-button")?.focus({ preventScroll: true });
  }, [dialog, leadId]);

  return () => {
    if (goOn.get() !== "yes" || !wasKey()) return;
    leaving.current = leadId;
    goOnIfKnown();
  };
}
