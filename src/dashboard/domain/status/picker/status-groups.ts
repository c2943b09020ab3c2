import type { Status } from "#api/contract/leads/statuses.ts";
import { byFunnel, isForLeads, sentenceCase } from "#api/contract/vocabulary.ts";

/** The statuses of one role, under its name. */
export interface StatusGroup {
  readonly value: string;
  readonly items: Status[];
}

/** The statuses a lead may be given, by role in funnel order. Those of deals are left out. */
export function statusGroups(statuses: readonly Status[]): StatusGroup[] {
  const forLeads = statuses.filter(isForLeads).toSorted(byFunnel);
  return [...Map.groupBy(forLeads, ({ role }) => role)].map(([role, items]) => ({
    value: sentenceCase(role),
    items,
  }));
}
