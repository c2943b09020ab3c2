import type { Mutation, QueryClient } from "@tanstack/react-query";
import * as z from "zod/mini";
import { changeLeadStatus, type StatusChange, StatusConflict } from "#api/contract/lead-views.ts";
import type { Lead } from "#api/contract/leads.ts";
import type { LeadStatus } from "#api/contract/statuses.ts";
import { ApiError, isOtherPerson, isSignedOut } from "#api/errors.ts";
import { api } from "#dashboard/connection/api.ts";
import { followStatus, showLead, showStatus } from "#dashboard/domain/lead/lead-caches.ts";
import { leadQueries } from "#dashboard/domain/lead/queries.ts";
import { withdrawNotice } from "#dashboard/ui/notices/notices.ts";
import { guardLeaving } from "./guard-leaving.ts";
import { beginChange, changesBegun, confirmedStatus, endChange } from "./own-changes.ts";
import {
  about,
  notifyChanged,
  notifyChanging,
  notifyConflict,
  notifyFailed,
  notifyUndoRefused,
} from "./status-notices.ts";
import { forgetUnsaved, keepUnsaved } from "./unsaved-changes.ts";

/** What a person wants a lead's status to be. */
export interface StatusWish {
  /** As it is on the screen: its status is what the change is made from. */
  readonly lead: Lead;
  readonly to: LeadStatus;
  /** The change that this one takes back, answered or still on its way. */
  readonly undoes?: StatusMutation | undefined;
}

/** A change as the server made it: from which status to which. */
interface Saved {
  readonly lead: Lead;
  readonly from: LeadStatus;
  readonly to: LeadStatus;
  /** Nothing where the lead had that status already. */
  readonly change: StatusChange | null;
}

type StatusMutation = Mutation<Saved | undefined, Error, StatusWish, void>;

/**
 * Sets a lead's status: on the screen at once, on the server as soon as earlier changes to the same
 * lead are answered. A notice says so from the start, with Undo. It belongs to no component, so
 * closing what it was started from doesn't lose it.
 */
export function changeStatus(queryClient: QueryClient, wish: StatusWish): void {
  const { lead, to, undoes } = wish;
  const undo = () => {
    const from = mutation.state.data?.from ?? lead.status;
    changeStatus(queryClient, { lead: { ...lead, status: to }, to: from, undoes: mutation });
  };
  const undoOnce = undoes ? undefined : undo;
  const mutation: StatusMutation = queryClient.getMutationCache().build(queryClient, {
    mutationFn: send,
    scope: { id: about(lead) },
    // Told before the lead's next change begins: it starts from what this one came to.
    onSuccess: (saved) => succeeded(queryClient, wish, saved, undoOnce),
    onError: (error) => {
      if (isSignedOut(error) || isOtherPerson(error)) endedUnsaved(queryClient, wish);
      else failed(queryClient, wish, error);
    },
  });
  forgetUnsaved(lead.id);
  beginChange(lead.id, lead.status, to);
  showStatus(queryClient, lead.id, to);
  notifyChanging(lead, to, undoOnce);
  guardLeaving();
  // By then the failure has been told.
  mutation.execute(wish).catch(() => undefined);
}

/** Sends a change, and gives what was saved: nothing where there is nothing to take back. */
async function send({ lead, to: wanted, undoes }: StatusWish): Promise<Saved | undefined> {
  const undone = undoes?.state;
  if (undone && !canBeUndone(undone)) return undefined;
  const from = undone?.variables?.to ?? confirmedStatus(lead.id) ?? lead.status;
  const to = undone?.data?.from ?? wanted;
  const undoOf = undone?.data?.change?.id;
  const body = {
    status_id: to.id,
    expected_status_id: from.id,
    ...(undoOf !== undefined && { undo_of: undoOf }),
  };
  const answer = await api.call(changeLeadStatus, { params: { id: lead.id }, body });
  return { ...answer, from, to };
}

/** Whether a change was made; one whose answer got lost may have been. */
const canBeUndone = ({ data, error }: StatusMutation["state"]) =>
  error ? isOutcomeUnknown(error) : data?.change !== null;

function succeeded(
  queryClient: QueryClient,
  { lead, undoes }: StatusWish,
  saved: Saved | undefined,
  undo: (() => void) | undefined,
): void {
  if (!saved) forgetUnsaved(lead.id);
  if (!settle(queryClient, lead.id, saved?.lead)) return;
  if (saved) return notifyChanged(saved.lead, saved.to, saved.change ? undo : undefined);
  // Either nothing was changed, or someone else had set the same status.
  const theirs = undoes?.state.data?.lead;
  if (theirs) notifyUndoRefused({ lead: theirs, latest_change: null });
  else withdrawNotice(about(lead));
}

/**
 * The session has ended, or is someone else's. The page says so by itself; the change is offered
 * again once the same person is back.
 */
function endedUnsaved(queryClient: QueryClient, { lead, to }: StatusWish): void {
  if (settle(queryClient, lead.id, undefined)) withdrawNotice(about(lead));
  keepUnsaved({ lead: lead.id, status: to.id });
}

function failed(queryClient: QueryClient, wish: StatusWish, error: unknown): void {
  const { lead, to, undoes } = wish;
  const conflict = conflictIn(error);
  const shown = settle(queryClient, lead.id, conflict?.lead);
  if (!shown) return;
  const again = () =>
    changeStatus(queryClient, { ...wish, lead: { ...(conflict?.lead ?? lead), status: shown } });
  if (conflict && undoes) return notifyUndoRefused(conflict);
  if (conflict) return notifyConflict(conflict, to, again);
  notifyFailed(lead, error, again);
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
  notifyChanged(now, to, undefined);
}

/** Whether the server may have done what it was asked, for all that this page knows. */
const isOutcomeUnknown = (error: unknown) =>
  !(error instanceof ApiError && error.kind === "http" && (error.status ?? 0) < 500);

function conflictIn(error: unknown): StatusConflict | undefined {
  if (!(error instanceof ApiError) || error.status !== 409) return undefined;
  return z.safeParse(StatusConflict, error.details).data;
}
