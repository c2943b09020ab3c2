import type { QueryClient } from "@tanstack/react-query";
import * as z from "zod/mini";
import { changeLeadStatus, StatusConflict } from "#api/contract/lead-views.ts";
import type { Lead } from "#api/contract/leads.ts";
import type { LeadStatus } from "#api/contract/statuses.ts";
import { ApiError, isOtherPerson, isSignedOut, isUnanswered } from "#api/errors.ts";
import { api } from "#dashboard/connection/api.ts";
import { leadQueries } from "#dashboard/domain/lead/queries.ts";
import { expectedStatus, type StatusTarget } from "./own-changes.ts";

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

/** Sends a part when its lead's turn has come. @throws {ApiError} */
export async function sendPart(part: ChangePart): Promise<Outcome> {
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

/** What a part changes its lead to; of Undo, what the server had before. */
export const statusToSend = ({ to, undoes }: ChangePart): LeadStatus =>
  undoes?.outcome?.kind === "changed" ? undoes.outcome.from : to;

/** Whether the server has made what a part asked, or may have. */
export const mayBeMade = (outcome: Outcome): boolean =>
  outcome.kind === "changed" ||
  outcome.kind === "found" ||
  (outcome.kind === "failed" && outcome.mayBeMade);

/** What a part came to that the server didn't do. */
export function outcomeOf(error: unknown): Outcome {
  const conflict = conflictIn(error);
  if (conflict) return { kind: "conflict", conflict };
  if (isSignedOut(error) || isOtherPerson(error)) return { kind: "unsaved" };
  return { kind: "failed", error, mayBeMade: isOutcomeUnknown(error) };
}

function conflictIn(error: unknown): StatusConflict | undefined {
  if (!(error instanceof ApiError) || error.status !== 409) return undefined;
  return z.safeParse(StatusConflict, error.details).data;
}

/** Whether the server may have done what it was asked, for all that this page knows. */
const isOutcomeUnknown = (error: unknown) =>
  !(error instanceof ApiError && error.kind === "http" && (error.status ?? 0) < 500);

/** Whether what a part came to says nothing of its lead, but of the server: the next meets the same. */
export const isOutage = (outcome: Outcome): boolean =>
  outcome.kind === "failed" &&
  (isUnanswered(outcome.error) ||
    (outcome.error instanceof ApiError && [429, 503].includes(outcome.error.status ?? 0)));

/** The lead of a part as it is by now. @throws {ApiError} */
export const lookUp = (queryClient: QueryClient, { lead }: ChangePart): Promise<Lead> =>
  queryClient.query({ ...leadQueries.details(lead.id), staleTime: 0 });
