import { expect, test } from "vitest";
import { updateLeadStatus } from "#api/contract/leads/leads.ts";
import { reset, someFail } from "./test-faults.ts";
import { seeded } from "./test-quirks.ts";
import { isRow, startTestHermon, type TestHermon } from "./test-hermon.ts";
import { leadId, type Row, statusId } from "./test-rows.ts";
import {
  becomesEqual,
  comesTrue,
  copied,
  endsWithTest,
  isEqual,
  leadDetails,
  mirrorOf,
} from "./test-mirror.ts";
import { present } from "#server/test-server.ts";
import { listStatusChanges } from "#server/store/statuses/status-changes.ts";

/** A Hermon that fails, slows down, goes away and comes back: the mirror ends up equal to it. */

/** The most requests that came within any second. */
function busiestSecond({ asked }: TestHermon): number {
  const within = (from: number) => asked.filter(({ at }) => at >= from && at < from + 1_000).length;
  return Math.max(...asked.map(({ at }) => within(at)));
}

test("a first copy while one in ten is refused and one in ten fails", async () => {
  const hermon = endsWithTest(await startTestHermon({ leads: 450, optIns: 550 }));
  const random = seeded(5);
  hermon.fault = someFail(0.2, random);
  hermon.quirks.delay = () => random() * 40;
  const mirrored = await mirrorOf(hermon);
  await copied(mirrored, 40);
  await isEqual(mirrored, hermon);
  for (const lead of hermon.leads.filter(isRow).slice(0, 5)) {
    expect(await leadDetails(mirrored, String(lead["id"]))).toEqual(lead);
  }
});

test("300 changes made while everything is scanned all arrive, each as Hermon's", async () => {
  const hermon = endsWithTest(await startTestHermon({ leads: 700, optIns: 20 }));
  hermon.quirks.order = "updated";
  const mirrored = await mirrorOf(hermon);
  await copied(mirrored);
  const random = seeded(11);
  const leads = hermon.leads.filter(isRow);
  const changed = leads.toSorted(() => random() - 0.5).slice(0, 300);
  const before = new Map(changed.map((lead) => [lead["id"], lead["status"]]));
  for (const lead of changed) {
    const others = hermon.statuses
      .filter(isRow)
      .filter((one) => one["id"] !== idOf(lead["status"]));
    hermon.changeStatus(lead, others[Math.floor(random() * others.length)]);
    await new Promise((resolve) => void setTimeout(resolve, 10));
  }
  await becomesEqual(mirrored, hermon);
  for (const lead of leads) {
    const changes = present(await listStatusChanges(mirrored.store, String(lead["id"])));
    const expected = before.has(lead["id"])
      ? [{ from: idOf(before.get(lead["id"])), to: idOf(lead["status"]), by: "hermon" }]
      : [];
    expect(changes.map(({ from, to, by }) => ({ from: from.id, to: to.id, by: by.kind }))).toEqual(
      expected,
    );
  }
});

test("an outage ends with both equal, and nothing comes in a burst", async () => {
  const hermon = endsWithTest(await startTestHermon({ leads: 600, optIns: 500 }));
  const mirrored = await mirrorOf(hermon, { maxPerSecond: 12 });
  await copied(mirrored);
  hermon.fault = () => reset;
  await comesTrue(() => expect(mirrored.mirror.state().phase).toBe("unreachable"));
  const missed: Row[] = hermon.leads.filter(isRow).filter((_, n) => n % 7 === 0);
  for (const lead of missed) hermon.changeStatus(lead, hermon.statuses[4]);
  await comesTrue(() => expect(hermon.asked.length).toBeGreaterThan(0));
  hermon.leads.splice(300, 4);
  hermon.optIns = hermon.optIns.filter(
    (row) => !isRow(row) || !/12[cdef]$/.test(String(row["lead_id"])),
  );
  hermon.fault = () => undefined;
  await becomesEqual(mirrored, hermon, 40);
  expect(busiestSecond(hermon)).toBeLessThanOrEqual(12);
});

const PATCHED = {
  "an empty object": { status: 200, body: "{}" },
  "no data": { status: 200, body: '{"status":"success","message":"Updated"}' },
  "data that is null": { status: 200, body: '{"status":"success","data":null}' },
  nothing: { status: 204, body: "" },
  text: { status: 200, body: "OK" },
  "broken JSON": { status: 200, body: '{"status":"success","data":{"id":"x",}' },
  "an error that was none": { status: 500, body: '{"status":"error","message":"mail not sent"}' },
};

test("a change that was made is known, whatever the PATCH is answered with", async () => {
  const hermon = endsWithTest(await startTestHermon({ leads: 20, optIns: 5 }));
  const mirrored = await mirrorOf(hermon);
  await copied(mirrored);
  for (const [n, patched] of Object.values(PATCHED).entries()) {
    hermon.quirks.patched = patched;
    const status_id = statusId(n % 5 === 4 ? 0 : 4);
    const request = { params: { id: leadId(n) }, body: { status_id } };
    expect(await mirrored.api.call(updateLeadStatus, request)).toEqual({ id: leadId(n) });
    const patches = hermon.asked.filter(({ what }) => what.startsWith("PATCH"));
    expect(patches).toHaveLength(n + 1);
    const changes = present(await listStatusChanges(mirrored.store, leadId(n)));
    expect(changes.map(({ to, by }) => [to.id, by.kind])).toEqual([[status_id, "key"]]);
  }
});

const idOf = (status: unknown): unknown => (isRow(status) ? status["id"] : undefined);
