import fc from "fast-check";
import { expect, test } from "vitest";
import { openTestStore } from "../test-store.ts";
import type { ItemState } from "./job-tables.ts";
import { readJob } from "./jobs.ts";
import { subjectsOf } from "./test-jobs.ts";
import {
  beat,
  begin,
  cancel,
  claim,
  fail,
  finish,
  type Happening,
  isOver,
  lapse,
  make,
  type ModelJob,
  release,
  workHere,
  World,
} from "./test-model.ts";

/* Servers that work on jobs, crash, hang and are overtaken, beside a plain model of what jobs are. */

const n = fc.nat(1);
const size = fc.integer({ min: 1, max: 4 });
const common = [
  { weight: 1, arbitrary: fc.nat(9).map(make) },
  { weight: 5, arbitrary: n.map(claim) },
  { weight: 3, arbitrary: fc.tuple(n, fc.boolean()).map((of) => lapse(...of)) },
  { weight: 1, arbitrary: n.map(beat) },
  { weight: 1, arbitrary: n.map(release) },
  { weight: 1, arbitrary: n.map(fail) },
  { weight: 1, arbitrary: fc.nat(2).map(cancel) },
];
const often = fc.integer({ min: 0, max: 3 }).map((one) => one > 0);
const here = {
  weight: 8,
  arbitrary: fc
    .tuple(
      n,
      size,
      often.map((is) => !is),
    )
    .map((of) => workHere(...of)),
};
const elsewhere = [
  { weight: 6, arbitrary: fc.tuple(n, size).map((of) => begin(...of)) },
  { weight: 6, arbitrary: fc.tuple(n, fc.nat(4), often).map((of) => finish(...of)) },
];

/** All that is there is as the model has it, and in its order. */
async function compare({ store, jobs }: World): Promise<void> {
  for (const { id, state, items } of jobs) {
    const found = await readJob(store, id, { page: 1, limit: 100 });
    const count = (of: ItemState) => items.filter((item) => item.state === of).length;
    const counts = { done: count("done"), failed: count("failed"), skipped: count("skipped") };
    expect(found?.job).toMatchObject({ state, total: items.length, ...counts });
    expect(found?.items.map((item) => ({ state: item.state, result: item.result }))).toEqual(items);
  }
}

/** What is still open is worked off by one who comes last. */
async function workOff(world: World, work: Happening[]): Promise<void> {
  for (const at of world.servers.keys()) await lapse(at, true)(world);
  const isOpen = ({ state }: ModelJob) => state === "waiting" || state === "running";
  while (world.jobs.some(isOpen)) {
    await claim(0)(world);
    while (world.running(world.server(0))) for (const happen of work) await happen(world);
  }
}

test.each([
  { name: "here", steps: [here], work: [workHere(0, 3, false)] },
  { name: "elsewhere", steps: elsewhere, work: [begin(0, 3), finish(0, 3, true)] },
])(
  "whatever servers do and however they end, each item is done once ($name)",
  async ({ name, steps, work }) => {
    const store = await openTestStore();
    const happenings = fc.array(fc.oneof(...common, ...steps), {
      minLength: 80,
      maxLength: 80,
      size: "max",
    });
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(happenings, async (all) => {
        const world = new World(store, `${name}-${(runs += 1)}`);
        for (const happen of [make(9), ...all]) await happen(world);
        await compare(world);
        await workOff(world, work);
        await compare(world);
        await expectEachOnce(world, name);
      }),
      // Without shrinking, which takes minutes with a database.
      { numRuns: 8, endOnFailure: true },
    );
    expect(runs).toBe(8);
  },
);

/** What was recorded as ended was done, once, and nothing else was. */
async function expectEachOnce({ store, jobs, kind, effects }: World, name: string): Promise<void> {
  const ended = jobs.flatMap(({ items }, job) => {
    const subjects = subjectsOf(`${kind}-${job}`, items.length);
    return items.flatMap((item, place) => (isOver(item) ? (subjects[place] ?? []) : []));
  });
  if (name === "here") {
    const rows = await store.db
      .selectFrom("attempts")
      .select("key")
      .where("key", "like", `${kind}-%`)
      .execute();
    expect(rows.map(({ key }) => key).toSorted()).toEqual(ended.toSorted());
  } else {
    expect([...effects.values()].every((times) => times === 1)).toBe(true);
    for (const subject of ended) expect(effects.has(subject)).toBe(true);
  }
}
