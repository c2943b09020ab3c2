import { expect, test } from "vitest";
import type { Quirks } from "./test-quirks.ts";
import { isRow, startTestHermon, type TestHermon } from "./test-hermon.ts";
import { listed, madeLead, type Row } from "./test-rows.ts";
import {
  allLeads,
  becomesEqual,
  comesTrue,
  copied,
  endsWithTest,
  isEqual,
  mirrorOf,
  type TestMirror,
} from "./test-mirror.ts";

/** Lists that go on and on behind the rows that there are. */

const SAID = 330;

/** A lead that isn't there: one more, or another one with each answer. */
function phantomOf(statuses: readonly unknown[]): (place: number) => Row {
  const known = statuses.filter(isRow);
  return (place) => ({ ...madeLead(100_000 + place, known) });
}

let others = 0;
const everNew =
  (statuses: readonly unknown[]): ((place: number) => Row) =>
  () =>
    phantomOf(statuses)((others += 1));

type Pagination = Quirks["pagination"];
const saidAs =
  (total: (page: number) => number): Pagination =>
  (sent) => ({
    ...sent,
    total: total(Number(sent["page"])),
    totalPages: undefined,
    hasNext: true,
  });

const LISTS: Readonly<Record<string, { phantom: typeof everNew; pagination: Pagination }>> = {
  "more leads": { phantom: phantomOf, pagination: saidAs(() => SAID) },
  "ever new leads": { phantom: everNew, pagination: saidAs(() => SAID) },
  "a total that grows with each page": {
    phantom: phantomOf,
    pagination: saidAs((page) => Math.max(SAID, page * 100 + 100)),
  },
  "a million pages": {
    phantom: phantomOf,
    pagination: (sent) => ({ ...sent, totalPages: 1_000_000, hasNext: true }),
  },
};

const connectionOf = async ({ mirror }: TestMirror) => (await mirror.connection()).hermon;

/** The highest page that was asked for. */
const furthest = ({ asked }: TestHermon) =>
  Math.max(...asked.map(({ what }) => Number(/leads\?.*page=(\d+)/.exec(what)?.[1] ?? 0)));

test.for(Object.entries(LISTS))(
  "%s without end: none of them is taken, and it is told",
  async ([, list]) => {
    const hermon = endsWithTest(await startTestHermon({ leads: SAID, optIns: 20 }));
    hermon.quirks.pagination = list.pagination;
    hermon.quirks.phantom = (place) => listedRow(list.phantom(hermon.statuses)(place));
    const mirrored = await mirrorOf(hermon);
    await copied(mirrored);
    await comesTrue(async () => {
      mirrored.mirror.syncNow();
      const parts = (await connectionOf(mirrored))?.unreadable.parts;
      expect(parts).toMatchObject([{ list: "leads", to: null, why: "the list doesn't end" }]);
      expect(mirrored.mirror.state()).toMatchObject({ phase: "out-of-step" });
    });
    await isEqualLeads(mirrored, hermon);
    expect((await connectionOf(mirrored))?.scanned_at).toBeNull();
    expect(furthest(hermon)).toBeLessThan(25);

    // What goes is noticed all the same, where Hermon's word for how many there are holds still.
    hermon.quirks.phantom = undefined;
    hermon.quirks.pagination = (sent) => sent;
    await becomesEqual(mirrored, hermon);
    await comesTrue(() =>
      expect(mirrored.mirror.state()).toMatchObject({ phase: "current", apart: null }),
    );
  },
);

const listedRow = (row: Row): Row => {
  const listedOnly = listed(row);
  return isRow(listedOnly) ? listedOnly : row;
};

async function isEqualLeads(mirrored: TestMirror, hermon: TestHermon) {
  const ids = hermon.leads.filter(isRow).map((row) => row["id"]);
  expect(new Set((await allLeads(mirrored)).keys())).toEqual(new Set(ids));
}

test("thousands that Hermon has counted and lost again go with two scans, and hardly a request", async () => {
  const hermon = endsWithTest(await startTestHermon({ leads: 130, optIns: 20 }));
  const statuses = hermon.statuses.filter(isRow);
  // The same people once more, as they'd be listed twice.
  const twice = hermon.leads
    .filter(isRow)
    .map((row, n) => ({ ...row, id: madeLead(7_000 + n, statuses)["id"] }));
  const many = Array.from({ length: 2_400 }, (_, n) => madeLead(100_000 + n, statuses));
  const leads = [...hermon.leads];
  hermon.leads.push(...twice, ...many);
  const mirrored = await mirrorOf(hermon);
  await copied(mirrored, 60);
  expect((await allLeads(mirrored)).size).toBe(2_660);
  hermon.leads = leads;
  const asked = hermon.asked.length;
  await comesTrue(() => isEqual(mirrored, hermon), 60);
  const byId = hermon.asked.slice(asked).filter(({ what }) => /\/leads\/[\w-]+$/.test(what));
  expect(byId.length).toBeLessThan(50);
  await comesTrue(() => expect(mirrored.mirror.state()).toMatchObject({ phase: "current" }));
}, 120_000);

test("polls that bring ever new leads don't fill the database", async () => {
  const hermon = endsWithTest(await startTestHermon({ leads: 130, optIns: 0 }));
  const mirrored = await mirrorOf(hermon);
  await copied(mirrored);
  hermon.quirks.wire = withEverNewLeads(hermon);
  const polls = () => hermon.asked.filter(({ what }) => what.includes("leads?page=1")).length;
  const before = polls();
  await comesTrue(() => expect(polls()).toBeGreaterThan(before + 12), 60);
  expect(await leadsIn(mirrored)).toBeLessThan(3_000);
  hermon.quirks.wire = (body) => body;
  await becomesEqual(mirrored, hermon, 60);
}, 180_000);

test("scans of a list without end that brings ever new leads don't fill the database", async () => {
  const hermon = endsWithTest(await startTestHermon({ leads: SAID, optIns: 0 }));
  const mirrored = await mirrorOf(hermon);
  await copied(mirrored);
  hermon.quirks.wire = withEverNewLeads(hermon);
  hermon.quirks.phantom = everNew(hermon.statuses);
  hermon.quirks.pagination = saidAs(() => SAID);
  const scans = () => hermon.asked.filter(({ what }) => what.includes("leads?page=4&")).length;
  await comesTrue(() => {
    mirrored.mirror.syncNow();
    expect(scans()).toBeGreaterThan(10);
  }, 90);
  expect(await leadsIn(mirrored)).toBeLessThan(SAID + 2_000);
  hermon.quirks.wire = (body) => body;
  hermon.quirks.phantom = undefined;
  hermon.quirks.pagination = (sent) => sent;
  await becomesEqual(mirrored, hermon, 60);
}, 240_000);

/** Puts leads that were never there into the place of all that a page has. */
function withEverNewLeads(hermon: TestHermon): Quirks["wire"] {
  const phantom = everNew(hermon.statuses);
  return (body) => {
    const answer: unknown = JSON.parse(body);
    if (!isRow(answer) || !Array.isArray(answer["data"]) || answer["data"].length < 50) return body;
    return JSON.stringify({ ...answer, data: answer["data"].map((_, at) => listed(phantom(at))) });
  };
}

async function leadsIn({ store }: TestMirror): Promise<number> {
  const count = store.db.selectFrom("leads").select((eb) => eb.fn.countAll<number>().as("n"));
  return (await count.executeTakeFirstOrThrow()).n;
}
