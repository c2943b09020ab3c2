import { expect, test } from "vitest";
import { countLeads, getLeadView } from "#api/contract/leads/lead-views.ts";
import { getLead, listLeads, updateLeadStatus } from "#api/contract/leads/leads.ts";
import { getOptIn } from "#api/contract/opt-ins/opt-ins.ts";
import { submitOptIn } from "#api/contract/opt-ins/submission.ts";
import { syncNow } from "#api/contract/sync.ts";
import { ApiError } from "#api/errors.ts";
import { readLead } from "#server/mirror/rows/read-lead.ts";
import { valueOf } from "#server/mirror/rows/test-rows.ts";
import { removeLead } from "#server/store/mirrored/removal/gone.ts";
import { storeLeads } from "#server/store/mirrored/rows/leads.ts";
import { activityOf, changesOf, until, untilScanned, withLive } from "./test-live.ts";
import { after, altered, type Passer } from "./test-proxy.ts";
import { allLeads, expectSame } from "./test-same.ts";

const live = withLive({ leads: 210 });

const isLeadPage = ({ path }: Passer, page: number) =>
  path.startsWith("/api/external/leads?") &&
  new URLSearchParams(path.split("?")[1]).get("page") === String(page);

const asksFor = (id: string) => (passer: Passer) =>
  passer.method === "GET" && passer.path === `/api/external/leads/${id}`;

const isThere = async (id: string) =>
  (await allLeads(live().sender)).some((lead) => lead.id === id);

test("status changes made in Hermon arrive from any page, with the time in which they were made", async () => {
  const { hermon, ada, sender } = live();
  const begin = Date.now();
  await untilScanned(ada);
  const leads = await Promise.all([3, 150, 209].map((place) => hermon.leadAt(place)));
  const before = Date.now();
  const made = await Promise.all(
    leads.map(async (lead) => {
      const status_id = await hermon.otherStatus(lead);
      const params = { id: lead.id };
      await hermon.api.call(updateLeadStatus, { params, body: { status_id } });
      return { id: lead.id, from: lead.status.id, to: status_id };
    }),
  );
  const afterwards = Date.now();
  for (const { id, from, to } of made) {
    await until(async () => (await sender.call(getLead, { params: { id } })).status.id === to);
    const [change, ...others] = await changesOf(ada, id);
    expect(others).toEqual([]);
    expect(change).toMatchObject({
      from: { id: from },
      to: { id: to },
      by: { kind: "hermon", name: "Hermon" },
    });
    expect(Date.parse(change?.at ?? "")).toBeGreaterThanOrEqual(before);
    expect(Date.parse(change?.not_before ?? "")).toBeLessThanOrEqual(afterwards);
    expect(Date.parse(change?.not_before ?? "")).toBeGreaterThanOrEqual(begin);
  }
  await untilScanned(ada);
  for (const { id } of made) expect(await activityOf(ada, id)).toHaveLength(1);
  await expectSame(sender, hermon.api);
});

test("what is submitted to Hermon arrives with its answers, for new leads and known ones", async () => {
  const { hermon, sender } = live();
  const { email, first_name } = await hermon.leadAt(200);
  const questions_answers = [{ question: "How soon?", answer: "At once" }];
  for (const address of ["newcomer@example.com", email]) {
    const body = { email: address, first_name, source: "OTHER", questions_answers } as const;
    const { opt_in_id: id } = await hermon.api.call(submitOptIn, { body });
    const there = await hermon.api.call(getOptIn, { params: { id } });
    await until(() => sender.call(getOptIn, { params: { id } }).then(() => true, isNotFound));
    expect(await sender.call(getOptIn, { params: { id } })).toStrictEqual(there);
  }
});

const isNotFound = (error: unknown) => {
  if (error instanceof ApiError && error.status === 404) return false;
  throw error;
};

test("a lead deleted in Hermon is asked for by id, kept in history, and comes back with it", async () => {
  const { hermon, store, ada, sender } = live();
  const lead = await hermon.leadAt(130);
  const params = { id: lead.id };
  const status_id = await hermon.otherStatus(lead);
  await sender.call(updateLeadStatus, { params, body: { status_id } });
  const row = await hermon.api.call(getLead, { params });
  const activity = await activityOf(ada, lead.id);
  const { all } = await ada.call(countLeads, { query: {} });
  hermon.proxy.rule = () => undefined;
  const asked = hermon.proxy.requests.filter(asksFor(lead.id)).length;

  await removeLead(hermon.store, lead.id);
  await until(async () => !(await isThere(lead.id)));
  expect(hermon.proxy.requests.filter(asksFor(lead.id)).length).toBeGreaterThan(asked);
  await expect(sender.call(getLead, { params })).rejects.toMatchObject({ status: 404 });
  const { gone_at } = await ada.call(getLeadView, { params });
  expect(Date.parse(gone_at ?? "")).toBeLessThanOrEqual(Date.now());
  expect(await activityOf(ada, lead.id)).toEqual(activity);
  expect(await ada.call(countLeads, { query: {} })).toMatchObject({ all: all - 1 });
  const kept = await store.db.selectFrom("gone").selectAll().where("id", "=", lead.id).execute();
  expect(kept).toMatchObject([{ kind: "lead" }]);
  expect(kept[0]?.record).toContain(activity[0]?.to);
  await expectSame(sender, hermon.api);

  const reading = { sentAt: Date.now(), seenAt: () => undefined };
  await hermon.store.write((tx) => storeLeads(tx, [valueOf(readLead(row))], reading));
  await until(() => isThere(lead.id));
  expect(await activityOf(ada, lead.id)).toEqual(activity);
  expect(await ada.call(getLeadView, { params })).not.toHaveProperty("gone_at");
  await expectSame(sender, hermon.api);
});

test("a scan in which the total changes takes nothing away", async () => {
  const { hermon, ada } = live();
  const { id } = await hermon.leadAt(140);
  const without = (others: number) =>
    altered((text) => {
      const { data, pagination, ...rest } = listLeads.answer.parse(JSON.parse(text));
      const rows = data.filter((lead) => lead.id !== id);
      return {
        ...rest,
        data: rows,
        pagination: { ...pagination, total: pagination.total - others },
      };
    });
  const unsteady = [without(1), without(2)];
  hermon.proxy.rule = (passer) => {
    const page = [1, 2, 3].find((number) => isLeadPage(passer, number));
    return page === undefined ? undefined : unsteady[page === 1 ? 0 : 1];
  };
  const asked = hermon.proxy.requests.filter(asksFor(id)).length;
  await untilScanned(ada);
  await untilScanned(ada);
  expect(await isThere(id)).toBe(true);
  expect(hermon.proxy.requests.filter(asksFor(id))).toHaveLength(asked);

  // Steady, but the lead is there when it is asked for.
  hermon.proxy.rule = (passer) =>
    [1, 2, 3].some((page) => isLeadPage(passer, page)) ? without(1) : undefined;
  await until(() => hermon.proxy.requests.filter(asksFor(id)).length > asked);
  await untilScanned(ada);
  expect(await isThere(id)).toBe(true);
  hermon.proxy.rule = () => undefined;
});

test("leads that move between pages during a scan are neither lost nor doubled", async () => {
  const { hermon, ada, sender } = live();
  const [first, second] = (await allLeads(hermon.api)).map(({ id }) => id);
  const moves = [
    // All move one place towards the end, then two towards the start.
    () =>
      hermon.api.call(submitOptIn, {
        body: { email: "mover@example.com", first_name: "Mo", source: "OTHER" },
      }),
    async () => {
      await removeLead(hermon.store, first ?? "");
      await removeLead(hermon.store, second ?? "");
    },
  ];
  for (const move of moves) {
    let isMoved = false;
    hermon.proxy.rule = (passer) => {
      if (isMoved || !isLeadPage(passer, 2)) return undefined;
      isMoved = true;
      return after(move);
    };
    await ada.call(syncNow);
    await until(() => isMoved);
    await untilScanned(ada);
    expect(await allLeads(sender)).toStrictEqual(await allLeads(hermon.api));
  }
  const kept = live().store.db.selectFrom("gone").select("id").where("kind", "=", "lead");
  const gone = await kept.execute();
  expect(new Set(gone.map(({ id }) => id))).toEqual(new Set([first, second]));
  await expectSame(sender, hermon.api);
});
