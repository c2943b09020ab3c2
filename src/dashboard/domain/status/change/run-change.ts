import type { QueryClient } from "@tanstack/react-query";
import pLimit, { type LimitFunction } from "p-limit";
import * as z from "zod/mini";
import { changeLeadStatus, StatusConflict } from "#api/contract/leads/lead-history.ts";
import type { Lead } from "#api/contract/leads/leads.ts";
import type { LeadStatus } from "#api/contract/leads/statuses.ts";
import { ApiError, isOtherPerson, isSignedOut, isUnanswered } from "#api/errors.ts";
import { api } from "#dashboard/connection/api.ts";
import { showLead, showStatuses } from "#dashboard/domain/lead/lead-caches.ts";
import { endChange, expectedStatus, isChangePending, type StatusTarget } from "./own-changes.ts";
import { forgetUnsaved, keepUnsaved } from "./unsaved-changes.ts";

/** How many requests for one change are under way at once. */
export const MOST_REQUESTS = 4;

/** A change of some leads' statuses, from the moment it is made on the screen to what it came to. */
export interface Change {
  readonly queryClient: QueryClient;
  /** Names it in notices, and in what is kept of it when the session ends. */
  readonly id: string;
  /** By lead. */
  readonly parts: Map<string, ChangePart>;
  readonly limit: LimitFunction;
  isTakenBack: boolean;
  /** How many parts in a row met an outage. */
  outages: number;
  /** What parts that are no longer sent come to. */
  stoppedBy?: Outcome | undefined;
}

/** One lead's part in a change, and what became of it. */
export interface ChangePart extends StatusTarget {
  /** The part that this one takes back, answered or still on its way. */
  readonly undoes?: ChangePart | undefined;
  /** Missing until it is known. */
  outcome?: Outcome;
  /** The status on the screen once it was known. */
  shown?: LeadStatus;
}

/**
 * - `changed`: by this part, as the server made it;
 * - `unchanged`: the lead had that status already;
 * - `found`: the answer was lost, but the lead has the status;
 * - `conflict`: someone else was quicker, and nothing was changed;
 * - `failed`: it wasn't changed, for all that is known; it may have been where the answer was lost;
 * - `unsaved`: the session had ended, or is someone else's;
 * - `dropped`: it was taken back before it was sent, or there was nothing to take back.
 */
export type Outcome =
  | { kind: "changed"; lead: Lead; from: LeadStatus; changeId: string }
  | { kind: "unchanged" | "found"; lead: Lead }
  | { kind: "conflict"; conflict: StatusConflict }
  | { kind: "failed"; error: unknown; mayBeMade: boolean }
  | { kind: "unsaved" | "dropped" };

/** The lead as the server has it, where the outcome says so. */
export function leadIn(outcome: Outcome): Lead | undefined {
  if ("lead" in outcome) return outcome.lead;
  return outcome.kind === "conflict" ? outcome.conflict.lead : undefined;
}

/** Whether the server has made what a part asked, or may have. */
export const mayBeMade = (outcome: Outcome): boolean =>
  outcome.kind === "changed" ||
  outcome.kind === "found" ||
  (outcome.kind === "failed" && outcome.mayBeMade);

/** What a part changes its lead to; of Undo, what the server had before. */
export const statusToSend = ({ to, undoes }: ChangePart): LeadStatus =>
  undoes?.outcome?.kind === "changed" ? undoes.outcome.from : to;

let made = 0;

export const newChange = (queryClient: QueryClient): Change => ({
  queryClient,
  // It may be kept in the tab and outlive the page, so it differs from page to page, too.
  id: `status change ${Date.now()}.${(made += 1)}`,
  parts: new Map(),
  limit: pLimit({ concurrency: MOST_REQUESTS, rejectOnClear: true }),
  isTakenBack: false,
  outages: 0,
});

/** Sends a change's parts, each after earlier ones of its lead; calls back when all are answered. */
export function run(change: Change, parts: readonly ChangePart[], onFinish: () => void): void {
  const { queryClient } = change;
  window.addEventListener("beforeunload", askWhilePending);
  for (const part of parts) {
    const end = (outcome: Outcome) => {
      settle(change, part, outcome);
      if (change.parts.values().every((other) => other.outcome)) onFinish();
    };
    const mutation = queryClient.getMutationCache().build<Outcome, Error, void, void>(queryClient, {
      mutationFn: () => change.limit(() => sendOrStop(change, part)),
      scope: { id: `status of ${part.lead.id}` },
      // Before the lead's next change begins: it starts from what this one came to.
      onSuccess: end,
      onError: (error) => end(outcomeOf(change, error)),
    });
    // By then the failure has been dealt with.
    mutation.execute().catch(() => undefined);
  }
}

/** Asks before the page is left while a change isn't answered: it might be lost. */
function askWhilePending(event: BeforeUnloadEvent): void {
  if (isChangePending()) event.preventDefault();
  else window.removeEventListener("beforeunload", askWhilePending);
}

/** What would meet the same outage isn't sent: nobody waits for hundreds of timeouts. */
async function sendOrStop(change: Change, part: ChangePart): Promise<Outcome> {
  try {
    const outcome = await send(part);
    change.outages = 0;
    return outcome;
  } catch (error) {
    const outcome = outcomeOf(change, error);
    change.outages = isOutage(error) ? change.outages + 1 : 0;
    if (outcome.kind === "unsaved" || change.outages >= MOST_REQUESTS) {
      change.stoppedBy ??= outcome.kind === "failed" ? { ...outcome, mayBeMade: false } : outcome;
      change.limit.clearQueue();
    }
    throw error;
  }
}

/** Sends a part when its lead's turn has come. @throws {ApiError} */
async function send(part: ChangePart): Promise<Outcome> {
  const { lead, undoes } = part;
  const undone = undoes?.outcome;
  if (undone?.kind === "unchanged") {
    return { kind: "conflict", conflict: { lead: undone.lead, latest_change: null } };
  }
  if (undone && !mayBeMade(undone)) return { kind: "dropped" };
  const from = undoes?.to ?? expectedStatus(lead.id) ?? lead.status;
  const { lead: now, change } = await api.call(changeLeadStatus, {
    params: { id: lead.id },
    body: {
      status_id: statusToSend(part).id,
      expected_status_id: from.id,
      ...(undone?.kind === "changed" && { undo_of: undone.changeId }),
    },
  });
  return change
    ? { kind: "changed", lead: now, from, changeId: change.id }
    : { kind: "unchanged", lead: now };
}

/** What a part came to that the server didn't do. */
function outcomeOf(change: Change, error: unknown): Outcome {
  // It waited for its turn when the queue was cleared.
  const isCleared = error instanceof DOMException && error.name === "AbortError";
  if (isCleared) return change.stoppedBy ?? { kind: "dropped" };
  if (isSignedOut(error) || isOtherPerson(error)) return { kind: "unsaved" };
  const refusal = error instanceof ApiError && error.kind === "http" ? error : undefined;
  const conflict = z.safeParse(StatusConflict, refusal?.details).data;
  if (refusal?.status === 409 && conflict) return { kind: "conflict", conflict };
  // Otherwise the server may have done it, for all that this page knows.
  const isRefused = refusal?.status !== undefined && refusal.status < 500;
  return { kind: "failed", error, mayBeMade: !isRefused };
}

/** Whether an error says nothing of the lead, but of the server: the next part meets the same. */
const isOutage = (error: unknown): boolean =>
  isUnanswered(error) || (error instanceof ApiError && [429, 503].includes(error.status ?? 0));

/** Shows what a part came to, unless a later change of its lead is under way. */
function settle({ queryClient, id: change }: Change, part: ChangePart, outcome: Outcome): void {
  const { id } = part.lead;
  part.outcome = outcome;
  const isLost = outcome.kind === "failed" && outcome.mayBeMade;
  const settled = endChange(part, leadIn(outcome), isLost ? "unknown" : "lead" in outcome);
  if (settled?.lead && settled.isLast) showLead(queryClient, settled.lead);
  else if (settled) showStatuses(queryClient, new Map([[id, settled.shown]]));
  if (settled) part.shown = settled.shown;
  if (outcome.kind === "unsaved") keepUnsaved({ lead: id, status: statusToSend(part).id, change });
  else if (outcome.kind !== "failed") forgetUnsaved([id]);
}
