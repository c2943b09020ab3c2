import { expect } from "vitest";
import type { Client } from "#api/client.ts";
import { getLead, type Lead, listLeads } from "#api/contract/leads/leads.ts";
import { getOptIn, listOptIns, type OptIn } from "#api/contract/opt-ins/opt-ins.ts";
import { listStatuses } from "#api/contract/leads/statuses.ts";

const LIMIT = 100;

/** Details of so many leads, and about so many opt-ins from all over the list, are held against each other. */
const LEADS_WITH_DETAILS = 5;
const OPT_INS_WITH_DETAILS = 50;

async function allPages<T>(read: (page: number) => Promise<{ data: T[] }>): Promise<T[]> {
  const rows: T[] = [];
  for (let page = 1; ; page += 1) {
    const { data } = await read(page);
    rows.push(...data);
    if (data.length < LIMIT) return rows;
  }
}

export const allLeads = (api: Client): Promise<Lead[]> =>
  allPages((page) => api.call(listLeads, { query: { page, limit: LIMIT } }));

export const allOptIns = (api: Client): Promise<OptIn[]> =>
  allPages((page) => api.call(listOptIns, { query: { page, limit: LIMIT } }));

async function sortedStatuses(api: Client) {
  const statuses = await api.call(listStatuses);
  return statuses.toSorted((a, b) => a.id.localeCompare(b.id));
}

/**
 * Expects two servers to have the same, row by row and field by field, each row once; of details only
 * some, as asking two servers for each takes a minute where others keep the cores busy.
 */
export async function expectSame(mirror: Client, upstream: Client): Promise<void> {
  const leads = await allLeads(upstream);
  const optIns = await allOptIns(upstream);
  expect(await allLeads(mirror)).toStrictEqual(leads);
  expect(await allOptIns(mirror)).toStrictEqual(optIns);
  expect(new Set(leads.map(({ id }) => id)).size).toBe(leads.length);

  expect(await sortedStatuses(mirror)).toStrictEqual(await sortedStatuses(upstream));

  const step = Math.ceil(optIns.length / OPT_INS_WITH_DETAILS);
  for (const { id } of optIns.filter((_, at) => at % step === 0)) {
    const params = { id };
    expect(await mirror.call(getOptIn, { params })).toStrictEqual(
      await upstream.call(getOptIn, { params }),
    );
  }
  for (const { id } of leads.slice(0, LEADS_WITH_DETAILS)) {
    const params = { id };
    expect(await mirror.call(getLead, { params })).toStrictEqual(
      await upstream.call(getLead, { params }),
    );
  }
}
