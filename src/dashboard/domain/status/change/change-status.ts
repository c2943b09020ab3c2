import type { QueryClient } from "@tanstack/react-query";
import pLimit from "p-limit";
import type { Lead } from "#api/contract/leads/leads.ts";
import type { LeadStatus } from "#api/contract/leads/statuses.ts";
import { followStatuses, showNews, showStatuses } from "#dashboard/domain/lead/lead-caches.ts";
import { knownLead, leadQueries } from "#dashboard/domain/lead/queries.ts";
import { withdrawNotice } from "#dashboard/ui/notices/notices.ts";
import { beginChanges, isLatest, isUncertain, type StatusTarget } from "./own-changes.ts";
import {
  type Change,
  type ChangePart,
  leadIn,
  mayBeMade,
  MOST_REQUESTS,
  newChange,
  run,
  statusToSend,
} from "./run-change.ts";
import { type ChangeNotice, notifyChanging, notifyOutcome } from "./status-notices.ts";
import { forgetUnsaved } from "./unsaved-changes.ts";

/**
 * Sets leads' status: on the screen at once, on the server as soon as earlier changes to the same
 * lead are answered. One notice says so from the start, with one Undo for all. It belongs to no
 * component, so closing what it was started from doesn't lose it.
 * @param leads as they are on the screen: what someone else has changed meanwhile is not overwritten
 */
export function changeStatus(
  queryClient: QueryClient,
  leads: readonly Lead[],
  to: LeadStatus,
): void {
  const targets = leads.map((lead) => ({ lead, to }));
  changeStatuses(queryClient, targets);
}

/** The same where not all get the same status. */
export const changeStatuses = (queryClient: QueryClient, targets: readonly StatusTarget[]): void =>
  begin(newChange(queryClient), targets);

/** Those that are the last one here of some lead, as far as nothing else has begun since. */
const changes = new Set<Change>();

/** Begins a change, or parts of it anew. */
function begin(change: Change, wanted: readonly ChangePart[]): void {
  const { queryClient } = change;
  const parts = [...new Map(wanted.map((part) => [part.lead.id, { ...part }])).values()];
  if (parts.length === 0) return;
  changes.add(change);
  for (const part of parts) change.parts.set(part.lead.id, part);
  forgetUnsaved(parts.map(({ lead }) => lead.id));
  beginChanges(parts, (lead) => (knownLead(queryClient, lead.id) ?? lead).status);
  showStatuses(queryClient, new Map(parts.map(({ lead, to }) => [lead.id, to])));
  withdrawOvertaken();
  notifyChanging(noticeOf(change, parts));
  run(change, parts, () => finish(change));
}

/** A change whose leads were all changed once more says nothing any longer. */
function withdrawOvertaken(): void {
  for (const change of changes) {
    if (latestParts(change).length > 0) continue;
    changes.delete(change);
    withdrawNotice(change.id);
  }
}

/** The parts whose leads nobody here has changed since: of the others, a later change speaks. */
const latestParts = ({ parts }: Change) => [...parts.values()].filter(isLatest);

const noticeOf = (change: Change, parts: readonly ChangePart[]): ChangeNotice => ({
  about: change.id,
  parts,
  undo: () => undo(change),
  again: (some) => again(change, some),
});

/** Says what a change came to, and finds out where that isn't known. */
function finish(change: Change): void {
  const ids = latestParts(change).map(({ lead }) => lead.id);
  if (ids.length === 0) return;
  void followStatuses(change.queryClient, ids);
  showOutcome(change);
  void lookUpLost(change);
}

function showOutcome(change: Change): void {
  if (!change.isTakenBack) notifyOutcome(noticeOf(change, latestParts(change)));
}

/** Takes a change back, for the leads that nobody here has changed since. */
function undo(change: Change): void {
  change.isTakenBack = true;
  const made = latestParts(change).filter(({ outcome }) => !outcome || mayBeMade(outcome));
  begin(newChange(change.queryClient), made.map(reversed));
  // What wasn't sent yet needn't be.
  change.limit.clearQueue();
}

/**
 * Takes back the latest change made here, for as long as it is its lead's latest: the notice with its
 * Undo may be gone. What others have changed meanwhile, the server says.
 * @returns whether there was one
 */
export function undoLatest(): boolean {
  const change = [...changes].findLast(canBeTakenBack);
  if (!change) return false;
  withdrawNotice(change.id);
  undo(change);
  return true;
}

const canBeTakenBack = (change: Change): boolean =>
  !change.isTakenBack &&
  latestParts(change).some(({ outcome, undoes }) => !undoes && (!outcome || mayBeMade(outcome)));

function reversed(part: ChangePart): ChangePart {
  const { lead, to, outcome } = part;
  const from = outcome?.kind === "changed" ? outcome.from : lead.status;
  return { lead: { ...lead, status: to }, to: from, undoes: part };
}

/** Begins parts anew, from what they came to. */
function again(change: Change, parts: readonly ChangePart[]): void {
  change.outages = 0;
  change.stoppedBy = undefined;
  const anew = parts.filter(isLatest).map(({ lead, shown, to, undoes, outcome }) => {
    const now = (outcome && leadIn(outcome)) ?? lead;
    return { lead: { ...now, status: shown ?? now.status }, to, undoes };
  });
  begin(change, anew);
}

/**
 * A change whose answer got lost may have been made all the same: the leads themselves say. Where one
 * is changed once more before that is known, only what this comes to is said.
 */
async function lookUpLost(change: Change): Promise<void> {
  const { queryClient } = change;
  const lost = latestParts(change).filter(({ lead }) => isUncertain(lead.id));
  // Apart from the change's own requests, which don't wait for it when it is tried again.
  const read = await pLimit(MOST_REQUESTS).map(lost, async (part) => {
    const details = { ...leadQueries.details(part.lead.id), staleTime: 0 };
    const lead = await queryClient.query(details).catch(() => undefined);
    return lead && { part, lead };
  });
  const known = read.filter((one) => one !== undefined).filter(({ part }) => isLatest(part));
  if (known.length === 0) return;
  for (const { part, lead } of known) {
    const isMade = part.outcome?.kind === "failed" && lead.status.id === statusToSend(part).id;
    if (isMade) part.outcome = { kind: "found", lead };
    showNews(queryClient, lead);
  }
  const ids = known.map(({ part }) => part.lead.id);
  void followStatuses(queryClient, ids);
  if (known.some(({ part }) => part.outcome?.kind === "found")) showOutcome(change);
}
