import type { QueryClient } from "@tanstack/react-query";
import * as z from "zod/mini";
import { changeLeadStatus, StatusConflict } from "#api/contract/lead-views.ts";
import type { Lead } from "#api/contract/leads.ts";
import type { LeadStatus } from "#api/contract/statuses.ts";
import { ApiError, isOtherPerson, isSignedOut } from "#api/errors.ts";
import { api } from "#dashboard/lib/api.ts";
import { forgetUnsaved, keepUnsaved } from "#dashboard/lib/unsaved-changes.ts";
import { withdrawNotice } from "#dashboard/ui/notices.ts";
import { leadQueries } from "../queries.ts";
import { awaitEarlyUndo } from "./early-undo.ts";
import { guardLeaving } from "./guard-leaving.ts";
import { followStatus, showLead, showStatus } from "./lead-caches.ts";
import { beginChange, changesBegun, confirmedStatus, endChange } from "./own-changes.ts";
import { about, sayChanged, sayConflict, sayFailed, sayUndoRefused } from "./status-notices.ts";

/** What a person wants a lead's status to be. */
export interface StatusWish {
  /** As it is on the screen: its status is what the change is made from. */
  readonly lead: Lead;
  readonly to: LeadStatus;
  /** The change that this one takes back. */
  readonly undoOf?: string | undefined;
}

type Answer = Awaited<ReturnType<typeof send>>;

/**
 * Sets a lead's status: on the screen at once, on the server as soon as earlier changes to the same
 * lead are answered. What it came to is said in a notice. It belongs to no component, so closing
 * what it was started from doesn't lose it.
 */
export function changeStatus(queryClient: QueryClient, wish: StatusWish): void {
  const { lead, to } = wish;
  withdrawNotice(about(lead));
  forgetUnsaved(lead.id);
  beginChange(lead.id, lead.status, to);
  showStatus(queryClient, lead.id, to);
  guardLeaving();
  const earlyUndo = wish.undoOf === undefined ? awaitEarlyUndo() : undefined;
  const change = queryClient
    .getMutationCache()
    .build<Answer, Error, StatusWish, void>(queryClient, {
      mutationFn: send,
      scope: { id: about(lead) },
      // Told before the lead's next change begins: it starts from what this one came to.
      onSuccess: (answer) => {
        const isUnwanted = earlyUndo?.end().isWanted ?? false;
        succeeded(queryClient, wish, answer, isUnwanted);
      },
      onError: (error) => {
        const isUnwanted = earlyUndo?.end().isWanted ?? false;
        if (isSignedOut(error) || isOtherPerson(error)) endedUnsaved(queryClient, wish, isUnwanted);
        else failed(queryClient, wish, error);
      },
    });
  // By then the failure has been told.
  change.execute(wish).catch(() => undefined);
}

async function send({ lead, to, undoOf }: StatusWish) {
  const before = confirmedStatus(lead.id) ?? lead.status;
  const body = {
    status_id: to.id,
    expected_status_id: before.id,
    ...(undoOf !== undefined && { undo_of: undoOf }),
  };
  const answer = await api.call(changeLeadStatus, { params: { id: lead.id }, body });
  return { ...answer, before };
}

function succeeded(
  queryClient: QueryClient,
  { to, undoOf }: StatusWish,
  answer: Answer,
  isUnwanted: boolean,
): void {
  const { change, before, lead } = answer;
  if (!settle(queryClient, lead.id, lead)) return;
  const undo = () => changeStatus(queryClient, { lead, to: before, undoOf: change?.id });
  if (change && isUnwanted) return undo();
  sayChanged(lead, to, change && undoOf === undefined ? undo : undefined);
}

/**
 * The session has ended, or is someone else's. The page says so by itself; the change is offered
 * again once the same person is back.
 */
function endedUnsaved(queryClient: QueryClient, wish: StatusWish, isUnwanted: boolean): void {
  settle(queryClient, wish.lead.id, undefined);
  if (!isUnwanted) keepUnsaved({ lead: wish.lead.id, status: wish.to.id });
}

function failed(queryClient: QueryClient, wish: StatusWish, error: unknown): void {
  const { lead, to, undoOf } = wish;
  const conflict = conflictIn(error);
  const shown = settle(queryClient, lead.id, conflict?.lead);
  if (!shown) return;
  const again = () =>
    changeStatus(queryClient, { lead: { ...(conflict?.lead ?? lead), status: shown }, to });
  if (conflict && undoOf !== undefined) return sayUndoRefused(conflict);
  if (conflict) return sayConflict(conflict, to, again);
  sayFailed(lead, error, again);
  if (isOutcomeUnknown(error)) void lookUp(queryClient, wish);
}

/**
 * Shows what a change came to: the lead as the server has it now, or as it was. Gives the status on
 * the screen; nothing while a later change to the lead is under way, which will speak for both.
 */
function settle(
  queryClient: QueryClient,
  leadId: string,
  answer: Lead | undefined,
): LeadStatus | undefined {
  const settled = endChange(leadId, answer);
  if (!settled) return undefined;
  const { lead, isLast } = settled;
  if (lead && isLast) showLead(queryClient, lead);
  else showStatus(queryClient, leadId, settled.shown);
  if (!isLast) return undefined;
  void followStatus(queryClient, leadId);
  return settled.shown;
}

/**
 * A change whose answer got lost may have been made all the same: the lead itself says. Should it be
 * changed once more before that is known, what this comes to will be said, and nothing of the first.
 */
async function lookUp(queryClient: QueryClient, { lead, to }: StatusWish): Promise<void> {
  const begun = changesBegun(lead.id);
  const query = { ...leadQueries.details(lead.id), staleTime: 0 };
  const now = await queryClient.query(query).catch(() => undefined);
  if (now?.status.id !== to.id || changesBegun(lead.id) !== begun) return;
  showLead(queryClient, now);
  void followStatus(queryClient, lead.id);
  sayChanged(now, to, undefined);
}

/** Whether the server may have done what it was asked, for all that this page knows. */
const isOutcomeUnknown = (error: unknown) =>
  !(error instanceof ApiError && error.kind === "http" && (error.status ?? 0) < 500);

function conflictIn(error: unknown): StatusConflict | undefined {
  if (!(error instanceof ApiError) || error.status !== 409) return undefined;
  return z.safeParse(StatusConflict, error.details).data;
}
