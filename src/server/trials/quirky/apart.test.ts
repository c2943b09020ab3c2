import { expect, test } from "vitest";
import { answers, refuses } from "./test-faults.ts";
import type { Quirks } from "./test-quirks.ts";
import { isRow, startTestHermon, type TestHermon } from "./test-hermon.ts";
import { leadId } from "./test-rows.ts";
import {
  allLeads,
  becomesEqual,
  comesTrue,
  copied,
  endsWithTest,
  mirrorOf,
  type TestMirror,
} from "./test-mirror.ts";

/** A copy is called current only when it has what Hermon says there is. */

const quirky = async (leads: number, optIns: number, quirks: Partial<Quirks> = {}) => {
  const hermon = endsWithTest(await startTestHermon({ leads, optIns }));
  Object.assign(hermon.quirks, quirks);
  return hermon;
};

/** All phases that were told. */
function phasesOf({ mirror }: TestMirror): string[] {
  const told: string[] = [];
  mirror.subscribe(({ phase }) => told.push(phase));
  return told;
}

const isCurrent = ({ mirror }: TestMirror) =>
  comesTrue(() => expect(mirror.state()).toMatchObject({ phase: "current", apart: null }));

test("the first page whatever page is asked for, from the start", async () => {
  const hermon = await quirky(430, 20, { staysOnFirstPage: true });
  const mirrored = await mirrorOf(hermon);
  const told = phasesOf(mirrored);
  await copied(mirrored);
  const apart = { leads: { read: 100, here: 100, there: 430 }, opt_ins: null };
  expect(mirrored.mirror.state()).toMatchObject({ phase: "out-of-step", apart });
  // Nor after scans, nor at the next start.
  await comesTrue(async () => {
    const { hermon: connection } = await mirrored.mirror.connection();
    expect(connection?.scanned_at).not.toBeNull();
    expect(hermon.asked.filter(({ what }) => what.includes("page=5")).length).toBeGreaterThan(4);
  });
  expect(told).not.toContain("current");
  await mirrored.mirror.stop();
  const again = await mirrorOf(hermon, { store: mirrored.store });
  expect(again.mirror.state()).toMatchObject({ phase: "out-of-step", apart });
  hermon.quirks.staysOnFirstPage = false;
  await becomesEqual(again, hermon);
  await isCurrent(again);
});

test("the first page for ever, later on: nothing is taken away", async () => {
  const hermon = await quirky(330, 20);
  const mirrored = await mirrorOf(hermon);
  await copied(mirrored);
  await isCurrent(mirrored);
  hermon.quirks.staysOnFirstPage = true;
  await comesTrue(() =>
    expect(mirrored.mirror.state()).toMatchObject({
      phase: "out-of-step",
      apart: { leads: { read: 100, here: 330, there: 330 } },
    }),
  );
  expect((await allLeads(mirrored)).size).toBe(330);
});

test("no rows on any page, and a total all the same", async () => {
  const hermon = await quirky(130, 20);
  const mirrored = await mirrorOf(hermon);
  await copied(mirrored);
  hermon.fault = ({ url }) =>
    url?.includes("/leads?")
      ? answers(200, '{"status":"success","data":[],"pagination":{"total":130}}')
      : undefined;
  await comesTrue(() =>
    expect(mirrored.mirror.state()).toMatchObject({
      phase: "out-of-step",
      apart: { leads: { read: 0, here: 130, there: 130 } },
    }),
  );
  expect((await allLeads(mirrored)).size).toBe(130);
});

test("a total that counts some leads twice is no difference", async () => {
  const hermon = await quirky(230, 20);
  hermon.leads.push(hermon.leads[3], hermon.leads[140]);
  const mirrored = await mirrorOf(hermon);
  const told = phasesOf(mirrored);
  await copied(mirrored);
  await comesTrue(async () => {
    const before = (await mirrored.mirror.connection()).hermon?.scanned_at;
    mirrored.mirror.syncNow();
    await comesTrue(async () => {
      expect((await mirrored.mirror.connection()).hermon?.scanned_at).not.toBe(before);
    });
  });
  expect(told).not.toContain("out-of-step");
  await isCurrent(mirrored);
});

/** As many leads and their opt-ins as are left. */
function keepFirst(hermon: TestHermon, leads: number): void {
  hermon.leads = hermon.leads.slice(0, leads);
  hermon.optIns = hermon.optIns.filter(
    (row) =>
      isRow(row) && hermon.leads.some((lead) => isRow(lead) && lead["id"] === row["lead_id"]),
  );
}

test.for([0, 40])(
  "a workspace that has suddenly %i of 230 leads keeps them until that lasts",
  async (left) => {
    const hermon = await quirky(230, 60);
    const mirrored = await mirrorOf(hermon);
    await copied(mirrored);
    const [leads, optIns] = [hermon.leads, hermon.optIns];
    keepFirst(hermon, left);
    const { mirror } = mirrored;
    await comesTrue(() =>
      expect(mirror.state()).toMatchObject({
        phase: "out-of-step",
        apart: { leads: { read: left, here: 230, there: left } },
      }),
    );
    expect((await allLeads(mirrored)).size).toBe(230);
    // A database that was away for a moment.
    [hermon.leads, hermon.optIns] = [leads, optIns];
    await isCurrent(mirrored);
    expect((await allLeads(mirrored)).size).toBe(230);

    keepFirst(hermon, left);
    await comesTrue(() => expect(mirror.state().phase).toBe("out-of-step"));
    await becomesEqual(mirrored, hermon, 30);
    await isCurrent(mirrored);
  },
);

test("what a list lacks and Hermon still gives stays, and is told", async () => {
  const hermon = await quirky(230, 20);
  const mirrored = await mirrorOf(hermon);
  await copied(mirrored);
  const [hidden] = hermon.leads.splice(120, 1);
  hermon.fault = ({ url }) =>
    url?.endsWith(leadId(120))
      ? answers(200, JSON.stringify({ status: "success", data: hidden }))
      : undefined;
  await comesTrue(() => {
    mirrored.mirror.syncNow();
    expect(mirrored.mirror.state()).toMatchObject({
      phase: "out-of-step",
      apart: { leads: { read: 229, here: 230, there: 229 } },
    });
  });
  expect((await allLeads(mirrored)).size).toBe(230);
  hermon.fault = ({ url }) => (url?.endsWith(leadId(120)) ? refuses(404) : undefined);
  await becomesEqual(mirrored, hermon);
  await isCurrent(mirrored);
});
