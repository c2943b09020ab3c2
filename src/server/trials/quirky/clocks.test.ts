import { expect, onTestFinished, test, vi } from "vitest";
import { listStatusChanges } from "#server/store/statuses/status-changes.ts";
import { isRow, startTestHermon, type TestHermon } from "./test-hermon.ts";
import { leadId, madeLead } from "./test-rows.ts";
import {
  comesTrue,
  copied,
  endsWithTest,
  isEqual,
  mirrorOf,
  type TestMirror,
} from "./test-mirror.ts";

/** The machine's clock is wrong, or set while the mirror runs: what is newer is newer all the same. */

const DAY = 86_400_000;

/** Sets the machine's clock by so much; all timers go on as before. */
function setClock(by: number): void {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + by });
  onTestFinished(() => void vi.useRealTimers());
}

/** Changes, removes and adds leads and opt-ins in Hermon, also where no poll looks. */
function changeThere(hermon: TestHermon, round: number): void {
  const leads = hermon.leads.filter(isRow);
  for (const n of [0, 150, 201]) {
    const lead = leads[n];
    if (lead) hermon.changeStatus(lead, hermon.statuses[3 + (round % 2)]);
  }
  const [gone] = hermon.leads.splice(120, 1);
  hermon.optIns = hermon.optIns.filter(
    (row) => !isRow(row) || !isRow(gone) || row["lead_id"] !== gone["id"],
  );
  hermon.leads.push(madeLead(900 + round, hermon.statuses.filter(isRow)));
}

async function expectInStep(mirrored: TestMirror, hermon: TestHermon): Promise<void> {
  await comesTrue(() => isEqual(mirrored, hermon));
  const { phase, synced_at } = mirrored.mirror.state();
  expect(phase).toBe("current");
  expect(Math.abs(Date.parse(synced_at ?? "") - Date.now())).toBeLessThan(60_000);
}

test("updates go on when the clock is set back, and forward and back", async () => {
  const hermon = endsWithTest(await startTestHermon({ leads: 230, optIns: 40 }));
  const mirrored = await mirrorOf(hermon);
  await copied(mirrored);
  for (const [round, by] of [-3 * DAY, 400 * DAY, -400 * DAY].entries()) {
    setClock(by);
    changeThere(hermon, round);
    await expectInStep(mirrored, hermon);
  }
  const changes = (await listStatusChanges(mirrored.store, leadId(0))) ?? [];
  expect(changes).toHaveLength(3);
  for (const { at, not_before } of changes) {
    expect(Date.parse(not_before ?? "")).toBeLessThanOrEqual(Date.parse(at));
  }
});

test("a database that was written while the clock was a year ahead is kept in step from the start", async () => {
  const hermon = endsWithTest(await startTestHermon({ leads: 230, optIns: 40 }));
  const ahead = 365 * DAY;
  setClock(ahead);
  const first = await mirrorOf(hermon);
  await copied(first);
  changeThere(hermon, 0);
  await expectInStep(first, hermon);
  await first.mirror.stop();
  setClock(-ahead);
  changeThere(hermon, 1);
  const second = await mirrorOf(hermon, { store: first.store });
  await expectInStep(second, hermon);
  // One that was gone while the clock was ahead may come back.
  hermon.leads.push(madeLead(120, hermon.statuses.filter(isRow)));
  await expectInStep(second, hermon);
  expect(second.logged.filter((line) => line.includes("failed"))).toEqual([]);
});
