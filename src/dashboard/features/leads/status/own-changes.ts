import type { Lead } from "#api/contract/leads.ts";
import type { LeadStatus } from "#api/contract/statuses.ts";
import { sharedState } from "#dashboard/lib/shared-state.ts";

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
  /** Changes that are not answered yet. */
  readonly pending: number;
}

const changes = sharedState<ReadonlyMap<string, OwnChange>>(new Map());

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

/** A change begins: the screen shows it from now on. */
export function beginChange(leadId: string, from: LeadStatus, to: LeadStatus): void {
  const before = changes.get().get(leadId);
  const isWaiting = before !== undefined && before.pending > 0;
  remember(leadId, {
    shown: to,
    confirmed: isWaiting ? before.confirmed : from,
    confirmedAt: before?.confirmedAt,
    pending: (before?.pending ?? 0) + 1,
  });
}

/** What the server last said the lead has; a change that waited its turn starts from there. */
export const confirmedStatus = (leadId: string): LeadStatus | undefined =>
  changes.get().get(leadId)?.confirmed;

/**
 * A change was answered with the lead as it is now, or failed (no lead): the screen shows that,
 * unless a later change is still under way. Says what it shows, and whether this was the last one.
 */
export function endChange(
  leadId: string,
  answer?: Lead,
): { shown: LeadStatus; isLast: boolean } | undefined {
  const change = changes.get().get(leadId);
  if (!change) return undefined;
  const pending = change.pending - 1;
  const confirmed = answer?.status ?? change.confirmed;
  const shown = pending > 0 ? change.shown : confirmed;
  const confirmedAt = answer?.updated_at ?? change.confirmedAt;
  remember(leadId, { shown, confirmed, confirmedAt, pending });
  return { shown, isLast: pending === 0 };
}

/** Whether any change is still under way: leaving the page now might lose it. */
export const isChangePending = (): boolean =>
  changes
    .get()
    .values()
    .some(({ pending }) => pending > 0);
