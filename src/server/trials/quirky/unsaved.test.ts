import { sql } from "kysely";
import { expect, test } from "vitest";
import { getLead, updateLeadStatus } from "#api/contract/leads/leads.ts";
import type { Store } from "#server/store/open.ts";
import { clearDisk, fillDisk } from "#server/store/sqlite/test-disk.ts";
import {
  becomesEqual,
  comesTrue,
  copied,
  endsWithTest,
  isEqual,
  leadDetails,
  mirrorOf,
} from "./test-mirror.ts";
import { isRow, startTestHermon } from "./test-hermon.ts";
import { leadId, madeLead, statusId } from "./test-rows.ts";

/** A mirror whose own disk is full: it says so, goes on reading, and catches up. */

const refuseWrites = ({ db }: Store) => sql`pragma query_only = on`.execute(db);
const allowWrites = ({ db }: Store) => sql`pragma query_only = off`.execute(db);

test("on a full disk the state says why nothing new comes, until there is room", async () => {
  const hermon = endsWithTest(await startTestHermon({ leads: 40, optIns: 10 }));
  const mirrored = await mirrorOf(hermon);
  const { store, mirror, logged } = mirrored;
  await copied(mirrored);
  expect(mirror.state().not_saved).toBeNull();
  await fillDisk(store);
  for (let n = 40; n < 140; n += 1)
    hermon.leads.unshift(madeLead(n, hermon.statuses.filter(isRow)));
  await comesTrue(() => expect(mirror.state().not_saved).toBe("the server's disk is full"));
  expect(await leadDetails(mirrored, leadId(0))).toBeDefined();
  await clearDisk(store);
  await becomesEqual(mirrored, hermon);
  await comesTrue(() => expect(mirror.state().not_saved).toBeNull());
  // Whoever has the store open logs that, once.
  expect(logged.filter((line) => line.includes("failed"))).toEqual([]);
});

test("a first copy that finds no room goes on with the page that didn't fit", async () => {
  const hermon = endsWithTest(await startTestHermon({ leads: 450, optIns: 10 }));
  let refused = 0;
  const mirrored = await mirrorOf(hermon, { pollSeconds: 60 });
  hermon.fault = ({ url }) => {
    if (url?.includes("page=3") && url.includes("/leads") && refused++ === 0) {
      void refuseWrites(mirrored.store);
    }
    return undefined;
  };
  await comesTrue(() => expect(mirrored.mirror.state().not_saved).not.toBeNull());
  await allowWrites(mirrored.store);
  await copied(mirrored);
  await isEqual(mirrored, hermon);
});

test("a change that Hermon made and that can't be noted here isn't called unsaved", async () => {
  const hermon = endsWithTest(await startTestHermon({ leads: 20, optIns: 5 }));
  const mirrored = await mirrorOf(hermon, { pollSeconds: 1 });
  const { store, api } = mirrored;
  await copied(mirrored);
  const id = leadId(3);
  const lead = await api.call(getLead, { params: { id } });
  const to = hermon.statuses
    .filter(isRow)
    .map((status) => String(status["id"]))
    .find((status) => status !== lead.status.id);
  hermon.fault = ({ method }) => {
    if (method === "PATCH") void refuseWrites(store);
    return undefined;
  };
  const change = api.call(updateLeadStatus, {
    params: { id },
    body: { status_id: to ?? statusId(1) },
  });
  await expect(change).rejects.toMatchObject({
    status: 504,
    answered:
      "Hermon has changed the status, but it can't be shown here yet: the server may not write to its database",
  });
  await allowWrites(store);
  await comesTrue(async () =>
    expect((await api.call(getLead, { params: { id } })).status.id).toBe(to),
  );
});

test("a change that can't be noted before isn't sent", async () => {
  const hermon = endsWithTest(await startTestHermon({ leads: 20, optIns: 5 }));
  const mirrored = await mirrorOf(hermon);
  await copied(mirrored);
  await refuseWrites(mirrored.store);
  const change = mirrored.api.call(updateLeadStatus, {
    params: { id: leadId(3) },
    body: { status_id: statusId(2) },
  });
  await expect(change).rejects.toMatchObject({
    status: 503,
    answered: "Nothing was saved: the server may not write to its database",
  });
  expect(hermon.asked.filter(({ what }) => what.startsWith("PATCH"))).toEqual([]);
  await allowWrites(mirrored.store);
});
