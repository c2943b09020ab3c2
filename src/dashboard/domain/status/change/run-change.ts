import type { QueryClient } from "@tanstack/react-query";
import pLimit, { type LimitFunction } from "p-limit";
import { showLead, showStatuses } from "#dashboard/domain/lead/lead-caches.ts";
import { endChange, isChangePending } from "./own-changes.ts";
import {
  type ChangePart,
  isOutage,
  leadIn,
  type Outcome,
  outcomeOf,
  sendPart,
  statusToSend,
} from "./send-part.ts";
import { forgetUnsaved, keepUnsaved } from "./unsaved-changes.ts";

/** So many requests for one change are under way at once. */
export const MOST_REQUESTS = 4;

/** A change of some leads' statuses, from the moment it is made on the screen to what it came to. */
export interface Change {
  /** Names it in notices, and in what is kept of it when the session ends. */
  readonly id: string;
  readonly isUndo: boolean;
  /** By lead. */
  readonly parts: Map<string, ChangePart>;
  readonly limit: LimitFunction;
  isTakenBack: boolean;
  /** How many parts in a row met an outage. */
  outages: number;
  /** What parts that are no longer sent come to. */
  stoppedBy?: Outcome | undefined;
}

let made = 0;

export const newChange = (isUndo: boolean): Change => ({
  // It may be kept in the tab and outlive the page, so it differs from page to page, too.
  id: `status change ${Date.now()}.${(made += 1)}`,
  isUndo,
  parts: new Map(),
  limit: pLimit({ concurrency: MOST_REQUESTS, rejectOnClear: true }),
  isTakenBack: false,
  outages: 0,
});

/**
 * Sends parts of a change, each as soon as earlier changes to its lead are answered, and shows what
 * they come to.
 * @param onFinish all parts of the change are answered
 */
export function run(
  queryClient: QueryClient,
  change: Change,
  parts: readonly ChangePart[],
  onFinish: () => void,
): void {
  window.addEventListener("beforeunload", askWhilePending);
  for (const part of parts) {
    const end = (outcome: Outcome) => {
      settle(queryClient, change, part, outcome);
      if (change.parts.values().every((other) => other.outcome)) onFinish();
    };
    const mutation = queryClient.getMutationCache().build<Outcome, Error, void, void>(queryClient, {
      mutationFn: () => change.limit(() => send(change, part)),
      scope: { id: `status of ${part.lead.id}` },
      // Before the lead's next change begins: it starts from what this one came to.
      onSuccess: end,
      onError: (error) => end(failure(change, error)),
    });
    // By then the failure has been dealt with.
    mutation.execute().catch(() => undefined);
  }
}

/** What would meet the same outage isn't sent: nobody waits for hundreds of timeouts. */
async function send(change: Change, part: ChangePart): Promise<Outcome> {
  try {
    const outcome = await sendPart(part);
    change.outages = 0;
    return outcome;
  } catch (error) {
    const outcome = outcomeOf(error);
    change.outages = isOutage(outcome) ? change.outages + 1 : 0;
    if (outcome.kind === "unsaved" || change.outages >= MOST_REQUESTS) {
      change.stoppedBy ??= outcome.kind === "failed" ? { ...outcome, mayBeMade: false } : outcome;
      change.limit.clearQueue();
    }
    throw error;
  }
}

/** Asks before the page is left while a change isn't answered: it might be lost. */
function askWhilePending(event: BeforeUnloadEvent): void {
  if (isChangePending()) event.preventDefault();
  else window.removeEventListener("beforeunload", askWhilePending);
}

/** What waited for its turn when the queue was cleared wasn't sent. */
function failure(change: Change, error: Error): Outcome {
  const isCleared = error instanceof DOMException && error.name === "AbortError";
  return isCleared ? (change.stoppedBy ?? { kind: "dropped" }) : outcomeOf(error);
}

/** Shows what a part came to, unless a later change of its lead is under way. */
function settle(
  queryClient: QueryClient,
  change: Change,
  part: ChangePart,
  outcome: Outcome,
): void {
  const { id } = part.lead;
  part.outcome = outcome;
  const settled = endChange(part, leadIn(outcome), "lead" in outcome);
  if (settled?.lead && settled.isLast) showLead(queryClient, settled.lead);
  else if (settled) showStatuses(queryClient, new Map([[id, settled.shown]]));
  if (settled) part.shown = settled.shown;
  if (outcome.kind === "unsaved") {
    keepUnsaved({ lead: id, status: statusToSend(part).id, change: change.id });
  } else if (outcome.kind !== "failed") forgetUnsaved([id]);
}
