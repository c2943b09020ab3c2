import { expect, test } from "vitest";
import { getLead, listLeads } from "#api/contract/leads/leads.ts";
import { getOptIn, listOptIns } from "#api/contract/opt-ins/opt-ins.ts";
import { listStatuses } from "#api/contract/leads/statuses.ts";
import * as hermon from "#server/mirror/rows/hermon-endpoints.ts";
import { readStatus } from "#server/mirror/rows/read-status.ts";
import {
  leadAgain,
  leadDetailsAgain,
  optInAgain,
  optInDetailsAgain,
  valueOf,
} from "#server/mirror/rows/test-rows.ts";
import { withTestServer } from "#server/test-server.ts";

/** Our own API speaks as Hermon does: a mirror of it reads every row unchanged. */

const server = withTestServer();
const query = { limit: 100 };

test("leads", async () => {
  const api = server().client(await server().withKey());
  const own = await api.call(listLeads, { query });
  const { data, pagination } = await api.call(hermon.listLeadRows, { query });
  expect({ data: data.map(leadAgain), pagination }).toStrictEqual(own);
  for (const { id } of own.data) {
    const row = await api.call(hermon.getLeadRow, { params: { id } });
    expect(leadDetailsAgain(row)).toStrictEqual(await api.call(getLead, { params: { id } }));
  }
});

test("opt-ins", async () => {
  const api = server().client(await server().withKey());
  const own = await api.call(listOptIns, { query });
  const { data, pagination } = await api.call(hermon.listOptInRows, { query });
  expect({ data: data.map(optInAgain), pagination }).toStrictEqual(own);
  for (const { id } of own.data) {
    const row = await api.call(hermon.getOptInRow, { params: { id } });
    expect(optInDetailsAgain(row)).toStrictEqual(await api.call(getOptIn, { params: { id } }));
  }
});

test("statuses", async () => {
  const api = server().client(await server().withKey());
  const rows = await api.call(hermon.listStatusRows);
  const own = await api.call(listStatuses);
  expect(rows.map((row) => valueOf(readStatus(row)))).toStrictEqual(own);
});
