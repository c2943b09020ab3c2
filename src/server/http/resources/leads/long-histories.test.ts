import { beforeAll, expect, test } from "vitest";
import type { Client } from "#api/client.ts";
import * as history from "#api/contract/leads/lead-history.ts";
import * as views from "#api/contract/leads/lead-views.ts";
import { listStatuses } from "#api/contract/leads/statuses.ts";
import { OPPORTUNITY } from "#api/contract/vocabulary.ts";
import { addOptIns } from "#server/store/additions.ts";
import { removeLead } from "#server/store/mirrored/removal/gone.ts";
import { listOptInsOfLead } from "#server/store/opt-ins/opt-ins.ts";
import { present, withTestServer } from "#server/test-server.ts";

/** Whatever a lead has gathered: no answer grows with it, and every answer says how much there is. */

const server = withTestServer({ sampleLeads: 20 });
let viewer: Client;
let ids: string[];

beforeAll(async () => {
  viewer = server().client(await server().as("viewer"));
  const { data } = await viewer.call(views.listLeadsView);
  ids = data.map(({ id }) => id);
});

/** Far more than any workspace has. */
const MOST_FORMS = 500;

/** Gives a lead so many opt-ins more, each a second after the one before. */
async function addTouches(id: string, count: number): Promise<void> {
  await server().store.write(async (tx) => {
    const { seq } = await tx
      .selectFrom("leads")
      .select("seq")
      .where("id", "=", id)
      .executeTakeFirstOrThrow();
    const touches = Array.from({ length: count }, (_, at) => ({
      id: crypto.randomUUID(),
      lead: seq,
      source: "OTHER",
      provider_form_name: `touch ${at % MOST_FORMS}`,
      created_at: Date.UTC(2030, 0, 1) + at * 1_000,
    }));
    await addOptIns(tx, touches);
  });
}

test("opt-ins come by pages, newest first, with their total", async () => {
  const id = present(ids[0]);
  const params = { id };
  await addTouches(id, 230);
  const { data, pagination } = await viewer.call(history.listLeadOptIns, { params });
  expect(data).toHaveLength(history.LATEST);
  expect(data[0]?.provider_form_name).toBe("touch 229");
  expect(data.at(-1)?.provider_form_name).toBe("touch 180");
  const { total, totalPages } = pagination;
  expect(total).toBeGreaterThanOrEqual(231);

  const fresh = await viewer.call(history.getFreshLead, { params });
  expect(fresh).toMatchObject({ opt_ins: data, total_opt_ins: total });

  const all = [];
  for (let page = 1; page <= totalPages; page += 1) {
    all.push(...(await viewer.call(history.listLeadOptIns, { params, query: { page } })).data);
  }
  expect(all.toReversed()).toEqual(await listOptInsOfLead(server().store, id));
  const first = await viewer.call(history.listLeadOptIns, {
    params,
    query: { page: total, limit: 1 },
  });
  expect(first.data).toEqual([all.at(-1)]);

  await removeLead(server().store, id);
  const second = { params, query: { page: 2 } };
  expect((await viewer.call(history.listLeadOptIns, second)).data).toEqual(all.slice(50, 100));
});

test("a page is as long as was asked for, up to 100", async () => {
  const headers = await server().as("viewer");
  const path = `/api/dashboard/leads/${present(ids[1])}/opt-ins`;
  const { status, body } = await server().ask(`${path}?limit=101`, { headers });
  const message = "limit must be a whole number from 1 to 100";
  expect([status, body]).toEqual([400, { status: "error", message }]);
  expect((await server().ask(`${path}?limit=1`, { headers })).body).toMatchObject({
    pagination: { limit: 1 },
  });
});

test("a lead with more opt-ins than a query takes values can be read and removed", async () => {
  const id = present(ids[2]);
  await addTouches(id, 33_000);
  expect((await viewer.call(history.listLeadOptIns, { params: { id } })).data).toHaveLength(50);
  expect((await listOptInsOfLead(server().store, id))?.length).toBeGreaterThan(33_000);
  expect(await removeLead(server().store, id)).toBe(true);
});

test("activity comes by pages as well", async () => {
  const params = { id: present(ids[3]) };
  const member = server().client(await server().as("member"));
  const statuses = await server()
    .client(await server().withKey())
    .call(listStatuses);
  const [one, other] = statuses.filter(({ type }) => type !== OPPORTUNITY);
  for (let round = 0; round < 60; round += 1) {
    const body = { status_id: present(round % 2 ? one : other).id };
    await member.call(history.changeLeadStatus, { params, body });
  }
  const { data, pagination } = await member.call(history.listLeadActivity, { params });
  expect(data).toHaveLength(50);
  const rest = await member.call(history.listLeadActivity, { params, query: { page: 2 } });
  expect(data.length + rest.data.length).toBe(pagination.total);
  const times = [...data, ...rest.data].map(({ at }) => at);
  expect(times).toEqual(times.toSorted().toReversed());
});
