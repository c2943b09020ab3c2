import type { Lead } from "#api/contract/leads/leads.ts";
import type { LeadStatus } from "#api/contract/leads/statuses.ts";
import { onPersonReset } from "#dashboard/ui/state/person-reset.ts";
import { sharedState } from "#dashboard/ui/state/shared-state.ts";

/** What a person wants a lead's status to be. Each object is one attempt, which is known by it. */
export interface StatusTarget {
  /** As the person saw it: its status is what the change is made from. */
  readonly lead: Lead;
  readonly to: LeadStatus;
}

/**
 * The optimistic updates of one lead, so that no answer takes it back in time: neither one that was
 * read before a change and came in after it, nor one that comes in while a change is under way.
 */
interface OwnChange {
  /** What the screen shows. */
  readonly shown: LeadStatus;
  /** What the server last said the lead has: what a rollback leads to. */
  readonly confirmed: LeadStatus;
  /** When that was, by the server's clock; missing until it answered a change. */
  readonly confirmedAt?: string | undefined;
  /** What the person knows the lead to have on the server, by the changes made here so far. */
  readonly expected: LeadStatus;
  /** The answer to a change was lost, and none to a later one has come since: it may have been made. */
  readonly isUncertain?: boolean;
  readonly latest: StatusTarget;
  /** Those not answered yet, in order. */
  readonly pending: readonly StatusTarget[];
  /** The newest that answers and events brought meanwhile; it waits for the last answer. */
  readonly received?: Lead | undefined;
}

const changes = sharedState<ReadonlyMap<string, OwnChange>>(new Map());

onPersonReset(() => changes.set(new Map()));

const changeOf = (leadId: string) => changes.get().get(leadId);

const remember = (leadId: string, change: OwnChange) =>
  changes.set(new Map(changes.get()).set(leadId, change));

/** A lead as it is by now, whatever an older answer says about its status. */
export function withOwnChange<L extends Lead>(lead: L): L {
  const change = changeOf(lead.id);
  if (!change) return lead;
  const isNewer = change.pending.length > 0 || (change.confirmedAt ?? "") > lead.updated_at;
  return isNewer && change.shown.id !== lead.status.id ? { ...lead, status: change.shown } : lead;
}

/** The same, kept up while it changes. */
export function useOwnChange<L extends Lead>(lead: L | undefined): L | undefined {
  changes.use();
  return lead && withOwnChange(lead);
}

/** The last attempt to change a lead's status here, whatever became of it. */
export const latestTarget = (leadId: string): StatusTarget | undefined => changeOf(leadId)?.latest;

/** Whether nobody here has changed the lead since. */
export const isLatest = (target: StatusTarget): boolean => latestTarget(target.lead.id) === target;

/** Changes begin. What the screen shows by now may be newer than what was decided on. */
export function beginChanges(
  targets: readonly StatusTarget[],
  current: (lead: Lead) => LeadStatus = ({ status }) => status,
): void {
  const next = new Map(changes.get());
  for (const target of targets) {
    const { lead, to } = target;
    const before = next.get(lead.id);
    const start = { ...before, confirmed: current(lead), expected: lead.status };
    next.set(lead.id, {
      ...(before?.pending.length ? before : start),
      shown: to,
      latest: target,
      pending: [...(before?.pending ?? []), target],
    });
  }
  changes.set(next);
}

/**
 * What a change whose turn it is expects the lead to have: what the change before it came to. What
 * someone else made of the lead meanwhile isn't on the screen yet, and must not be overwritten.
 */
export const expectedStatus = (leadId: string): LeadStatus | undefined =>
  changeOf(leadId)?.expected;

/** Whether an event is no news: a change made here was answered with that, or is under way. */
export function isOutdatedEvent(lead: Lead): boolean {
  const change = changeOf(lead.id);
  if (!change) return false;
  if ((change.confirmedAt ?? "") >= lead.updated_at) return true;
  if (change.pending.length === 0) return false;
  remember(lead.id, { ...change, received: newer(change.received, lead) });
  return true;
}

const newer = (a: Lead | undefined, b: Lead | undefined) =>
  (a?.updated_at ?? "") > (b?.updated_at ?? "") ? a : b;

/**
 * A change was answered, or failed: the screen shows what it came to, unless a later one is under way.
 * @param answer the lead as the server has it by now, where it said so
 * @param isMade whether the server did what it was asked; "unknown" where its answer was lost
 * @returns what the screen shows, the lead where that is known, and whether this was the last change
 */
export function endChange(
  target: StatusTarget,
  answer?: Lead,
  isMade: boolean | "unknown" = false,
): { shown: LeadStatus; lead: Lead | undefined; isLast: boolean } | undefined {
  const change = changeOf(target.lead.id);
  if (!change?.pending.includes(target)) return undefined;
  const pending = change.pending.filter((other) => other !== target);
  const isLast = pending.length === 0;
  const lead = newer(change.received, answer);
  const confirmed = lead?.status ?? change.confirmed;
  const shown = isLast ? confirmed : change.shown;
  remember(target.lead.id, {
    ...change,
    shown,
    confirmed,
    confirmedAt: lead?.updated_at ?? change.confirmedAt,
    expected: (isMade && answer?.status) || change.expected,
    isUncertain: !answer && (change.isUncertain || isMade === "unknown"),
    pending,
    received: isLast ? undefined : lead,
  });
  return { shown, lead, isLast };
}

/** Whether the server may have something else for a lead than it last said. */
export const isUncertain = (leadId: string): boolean => changeOf(leadId)?.isUncertain ?? false;

/** Whether any change is still under way: leaving the page now might lose it. */
export const isChangePending = (): boolean =>
  changes
    .get()
    .values()
    .some(({ pending }) => pending.length > 0);
