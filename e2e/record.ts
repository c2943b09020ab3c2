import type { Client } from "#api/client.ts";
import { getLeadView } from "#api/contract/leads/lead-views.ts";
import {
  getLead,
  type Lead,
  type LeadDetails,
  listLeads,
  updateLeadStatus,
} from "#api/contract/leads/leads.ts";
import { listOptIns, type OptIn } from "#api/contract/opt-ins/opt-ins.ts";
import { type Submission, submitOptIn } from "#api/contract/opt-ins/submission.ts";
import { listStatuses } from "#api/contract/leads/statuses.ts";
import type { LeadFilterName } from "#api/contract/vocabulary.ts";

/** What the documented API says about the leads: the truth that the screen is held against. */

/** Every lead there is, in the API's order, a page after the other. */
export async function everyLead(api: Client): Promise<Lead[]> {
  const leads: Lead[] = [];
  for (let page = 1; ; page += 1) {
    const { data, pagination } = await api.call(listLeads, { query: { page, limit: 100 } });
    leads.push(...data);
    if (!pagination.hasNext) return leads;
  }
}

/** The same of every opt-in. */
export async function everyOptIn(api: Client): Promise<OptIn[]> {
  const optIns: OptIn[] = [];
  for (let page = 1; ; page += 1) {
    const { data, pagination } = await api.call(listOptIns, { query: { page, limit: 100 } });
    optIns.push(...data);
    if (!pagination.hasNext) return optIns;
  }
}

/** What a filter looks at; `null` is an owner that isn't there. */
export const VALUE_OF: Record<LeadFilterName, (lead: Lead) => string | null> = {
  source: (lead) => lead.source,
  status: (lead) => lead.status.id,
  setter: (lead) => lead.assigned_setter,
  closer: (lead) => lead.assigned_closer,
  triager: (lead) => lead.assigned_triager,
};

export type FilterChoice = {
  readonly [F in LeadFilterName]?: readonly (string | null)[] | undefined;
};

/** The leads that have one of the chosen values under every filter. */
export const matching = (leads: readonly Lead[], choice: FilterChoice): Lead[] =>
  leads.filter((lead) =>
    FILTERS.every((filter) => choice[filter]?.includes(VALUE_OF[filter](lead)) ?? true),
  );

const FILTERS = ["source", "status", "setter", "closer", "triager"] as const;

/** How many leads have each value of a filter, under the other filters. */
export function countsOf(
  leads: readonly Lead[],
  filter: LeadFilterName,
  choice: FilterChoice = {},
): Map<string | null, number> {
  const others = matching(leads, { ...choice, [filter]: undefined });
  const groups = Map.groupBy(others, VALUE_OF[filter]);
  return new Map([...groups].map(([value, group]) => [value, group.length]));
}

let submitted = 0;

/** A new lead of one's own, at the top of the list, by the documented submit endpoint. */
export async function submitLead(api: Client, fields: Partial<Submission> = {}): Promise<Lead> {
  submitted += 1;
  const { lead_id } = await api.call(submitOptIn, {
    body: {
      email: `quill.${submitted}.${process.pid}@example.com`,
      first_name: "Quill",
      last_name: `Aster ${submitted}`,
      source: "MANUAL",
      ...fields,
    },
  });
  return api.call(getLead, { params: { id: lead_id } });
}

/** The same, already moved on to a status. */
export async function newLeadIn(api: Client, status: string): Promise<Lead> {
  const lead = await submitLead(api);
  await setStatus(api, lead, status);
  return api.call(getLead, { params: { id: lead.id } });
}

/** The name of a lead's status. */
export const statusOf = async (api: Client, { id }: Lead): Promise<string> =>
  (await api.call(getLead, { params: { id } })).status.name;

/** Someone changes a lead with a key, behind the back of whoever looks at it. */
export async function setStatus(api: Client, { id }: Lead, name: string): Promise<void> {
  const status = (await api.call(listStatuses)).find((one) => one.name === name);
  if (!status) throw new Error(`There is no status ${name}`);
  await api.call(updateLeadStatus, { params: { id }, body: { status_id: status.id } });
}

/**
 * The oldest lead without billing details that the mirror knows from lists only. A new one won't
 * do: its opt-in may be listed before it, and then the mirror asks for the whole lead.
 */
export async function unreadLead(hermon: Client, mirror: Client): Promise<LeadDetails> {
  for (const { id } of (await everyLead(hermon)).toReversed()) {
    const lead = await hermon.call(getLead, { params: { id } });
    const { details_as_of } = await mirror.call(getLeadView, { params: { id } });
    if (!lead.billing_details && details_as_of === null) return lead;
  }
  throw new Error("The sample has no such lead");
}
