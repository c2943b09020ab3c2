import type { Lead } from "#api/contract/leads.ts";
import type { LeadStatus } from "#api/contract/statuses.ts";
import { onPersonReset } from "#dashboard/ui/state/person-reset.ts";
import { sharedState } from "#dashboard/ui/state/shared-state.ts";

/**
 * Status changes made on this page, so that no answer takes a lead back in time: neither one that
 * was read before a change and came in after it, nor one that comes in while a change is under way.
 */
interface OwnChange {
  /** What the screen shows. */
  readonly shown: LeadStatus;
  /** What the server last said the lead has. */
  readonly confirmed: LeadStatus;
  /** When that was, by the server's clock; missing until it answered a change. */
  readonly confirmedAt: string | undefined;
  /** How many changes there were, and how many of them are not answered yet. */
  readonly begun: number;
  readonly pending: number;
  /** What the server has told of the lead by itself meanwhile. */
  readonly told?: Lead | undefined;
}

const changes = sharedState<ReadonlyMap<string, OwnChange>>(new Map());

onPersonReset(() => changes.set(new Map()));

const remember = (leadId: string, change: OwnChange) =>
  changes.set(new Map(changes.get()).set(leadId, change));

/** A lead as it is by now, whatever an older answer says about its status. */
export function asChangedHere<L extends Lead>(lead: L): L {
  const change = changes.get().get(lead.id);
  if (!change) return lead;
  const isNewer = change.pending > 0 || (change.confirmedAt ?? "") > lead.updated_at;
  return isNewer && change.shown.id !== lead.status.id ? { ...lead, status: change.shown } : lead;
}

/** The same, kept up while it changes. */
export function useAsChangedHere<L extends Lead>(lead: L | undefined): L | undefined {
  changes.use();
  return lead && asChangedHere(lead);
}

/** How many changes of a lead were made on this page, whatever became of them. */
export const changesBegun = (leadId: string): number => changes.get().get(leadId)?.begun ?? 0;

/** A change begins: the screen shows it from now on. */
export function beginChange(leadId: string, from: LeadStatus, to: LeadStatus): void {
  const before = changes.get().get(leadId);
  const isWaiting = before !== undefined && before.pending > 0;
  remember(leadId, {
    shown: to,
    confirmed: isWaiting ? before.confirmed : from,
    confirmedAt: before?.confirmedAt,
    begun: changesBegun(leadId) + 1,
    pending: (before?.pending ?? 0) + 1,
    told: before?.told,
  });
}

/**
 * Whether what the server tells of a lead by itself is no news, because a change made here was
 * answered with that or something later. While one is under way, it waits for the answer.
 */
export function isSettledHere(lead: Lead): boolean {
  const change = changes.get().get(lead.id);
  if (!change) return false;
  if (change.pending > 0) remember(lead.id, { ...change, told: later(change.told, lead) });
  return change.pending > 0 || (change.confirmedAt ?? "") >= lead.updated_at;
}

const later = (a: Lead | undefined, b: Lead | undefined) =>
  (a?.updated_at ?? "") > (b?.updated_at ?? "") ? a : b;

/** What the server last said the lead has; a change that waited its turn starts from there. */
export const confirmedStatus = (leadId: string): LeadStatus | undefined =>
  changes.get().get(leadId)?.confirmed;

/**
 * A change was answered with the lead as it is now, or failed (no lead): the screen shows that,
 * unless a later change is still under way. Says what it shows, the lead as it is by then where
 * that is known, and whether this was the last change.
 */
export function endChange(
  leadId: string,
  answer?: Lead,
): { shown: LeadStatus; lead: Lead | undefined; isLast: boolean } | undefined {
  const change = changes.get().get(leadId);
  if (!change) return undefined;
  const pending = change.pending - 1;
  const lead = later(change.told, answer);
  const confirmed = lead?.status ?? change.confirmed;
  const shown = pending > 0 ? change.shown : confirmed;
  const confirmedAt = lead?.updated_at ?? change.confirmedAt;
  const told = pending > 0 ? change.told : undefined;
  remember(leadId, { shown, confirmed, confirmedAt, begun: change.begun, pending, told });
  return { shown, lead, isLast: pending === 0 };
}

/** Whether any change is still under way: leaving the page now might lose it. */
export const isChangePending = (): boolean =>
  changes
    .get()
    .values()
    .some(({ pending }) => pending > 0);
