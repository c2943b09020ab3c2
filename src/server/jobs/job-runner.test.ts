import { expect, onTestFinished, test } from "vitest";
import { claimJob } from "#server/store/jobs/held-jobs.ts";
import { type Outcome, type Progress, runBatch } from "#server/store/jobs/job-batches.ts";
import { cancelJob, readJob } from "#server/store/jobs/jobs.ts";
import { makeTestJob, statesOf, subjectsOf } from "#server/store/jobs/test-jobs.ts";
import { openStore, type Store } from "#server/store/open.ts";
import { RecordFailure } from "#server/store/record/lead-record.ts";
import { newDatabaseUrl, openTestStore } from "#server/store/test-store.ts";
import type { HandlerElsewhere, HandlerHere, JobHandler } from "./job-handler.ts";
import { JobRunner } from "./job-runner.ts";

/** So that nobody waits for the next look or the next try. */
const TIMES = { pollMs: 20, retryMs: 5 };

/** Of a server that crashes; for one that doesn't, it would be over on a machine that is busy. */
const SHORT_LEASE = 100;

const DONE: Outcome = { state: "done" };

const here = (run: HandlerHere["run"], more: Partial<HandlerHere> = {}): JobHandler => ({
  kind: "call",
  effect: "here",
  run,
  ...more,
});

const elsewhere = (
  run: HandlerElsewhere["run"],
  more: Partial<HandlerElsewhere> = {},
): JobHandler => ({ kind: "call", effect: "elsewhere", run, ...more });

/** A runner that is stopped when the test ends, with what it has logged and a wait for what it tells. */
function startRunner(
  store: Store,
  handlers: JobHandler | readonly JobHandler[],
  more: { readonly leaseMs?: number; readonly pollMs?: number } = {},
) {
  const logged: unknown[] = [];
  const log = { error: (facts: object) => void logged.push("err" in facts && facts.err) };
  const runner = new JobRunner({ store, handlers: [handlers].flat(), log, ...TIMES, ...more });
  const told: Progress[] = [];
  const waiting = new Set<() => void>();
  runner.subscribe((progress) => {
    told.push(progress);
    for (const look of waiting) look();
  });
  onTestFinished(() => runner.stop());
  runner.start();
  const until = (isSo: (progress: Progress) => boolean) =>
    new Promise<Progress>((resolve) => {
      const look = () => {
        const found = told.find(isSo);
        if (found) resolve(found);
      };
      waiting.add(look);
      look();
    });
  const untilOver = (id: string) =>
    until(({ job }) => job.id === id && (job.state === "done" || job.state === "failed"));
  return { runner, logged, told, until, untilOver };
}

/** Each of the subjects as a row of its own, which can't be there twice. */
const noteEach: HandlerHere["run"] = async (tx, items) => {
  const rows = items.map(({ subject }) => ({ key: subject, count: 1, until: 0 }));
  await tx.insertInto("attempts").values(rows).execute();
  return items.map(() => DONE);
};

const notedIn = async ({ db }: Store) =>
  (await db.selectFrom("attempts").select("key").execute()).map(({ key }) => key);

test("a job of 10,000 items is done in batches, in its order, and each is told of", async () => {
  const store = await openTestStore();
  const subjects = subjectsOf("lead", 10_000);
  const id = await makeTestJob(store, "call", subjects, { to: "won" });
  const seen: string[] = [];
  const { told, untilOver } = startRunner(
    store,
    here(async (_tx, items, job) => {
      expect(job.args).toEqual({ to: "won" });
      seen.push(...items.map(({ subject }) => subject));
      return items.map(({ place }) => ({ ...DONE, result: place }));
    }),
  );
  const { job } = await untilOver(id);
  expect(job).toMatchObject({ state: "done", done: 10_000, failed: 0, error: null });
  expect(job.endedAt).toBeGreaterThanOrEqual(job.startedAt ?? Infinity);
  expect(seen).toEqual(subjects);
  expect(told.map((progress) => progress.job.done)).toEqual(
    Array.from({ length: 200 }, (_, batch) => (batch + 1) * 50),
  );
  expect(told.at(-1)?.ended.at(-1)).toMatchObject({ subject: "lead-9999", result: 9_999 });
  const last = await readJob(store, id, { page: 10, limit: 1_000 });
  expect(last?.items.map(({ result }) => result)).toEqual(
    Array.from({ length: 1_000 }, (_, at) => 9_000 + at),
  );
});

test("two servers share jobs, and do no item twice", async () => {
  const url = await newDatabaseUrl();
  const stores = [await openTestStore(url), await openTestStore(url)] as const;
  const ids: string[] = [];
  for (let n = 0; n < 8; n += 1) {
    ids.push(await makeTestJob(stores[0], "call", subjectsOf(`job-${n}`, 30)));
  }
  // None goes on before both have a job.
  const both = Promise.withResolvers<void>();
  const workers = new Set<number>();
  const sent: string[] = [];
  const runners = stores.map((store, at) =>
    startRunner(
      store,
      elsewhere(
        async (items) => {
          workers.add(at);
          if (workers.size === 2) both.resolve();
          await both.promise;
          sent.push(...items.map(({ subject }) => subject));
          return items.map(() => DONE);
        },
        { batchSize: 10 },
      ),
    ),
  );
  await Promise.all(ids.map((id) => Promise.race(runners.map(({ untilOver }) => untilOver(id)))));
  expect(sent).toHaveLength(8 * 30);
  expect(new Set(sent).size).toBe(8 * 30);
  for (const id of ids) {
    expect((await readJob(stores[1], id, { page: 1, limit: 1 }))?.job.done).toBe(30);
  }
});

test("what a server has left in the middle, another one goes on with, and no change is made twice", async () => {
  const store = await openTestStore();
  const id = await makeTestJob(store, "call", subjectsOf("lead", 25));
  const crashed = await claimJob(store, ["call"], SHORT_LEASE);
  if (!crashed) throw new Error("no job");
  await runBatch(store, crashed, 10, (tx, items) => noteEach(tx, items, crashed.job));
  const cut = runBatch(store, crashed, 10, async (tx, items) => {
    await noteEach(tx, items, crashed.job);
    throw new Error("killed");
  });
  await expect(cut).rejects.toThrow("killed");
  const { told, untilOver } = startRunner(store, here(noteEach, { batchSize: 10 }));
  expect((await untilOver(id)).job).toMatchObject({ state: "done", done: 25 });
  expect(told.map(({ job }) => job.done)).toEqual([20, 25]);
  expect((await notedIn(store)).toSorted()).toEqual(subjectsOf("lead", 25).toSorted());
});

test("what a server had sent when it crashed is given to another one as what may be done", async () => {
  const url = await newDatabaseUrl();
  const crashing = await openStore(url);
  const store = await openTestStore(url);
  const id = await makeTestJob(store, "call", subjectsOf("lead", 5));
  const begun = Promise.withResolvers<void>();
  const goOn = Promise.withResolvers<void>();
  const sent: string[] = [];
  const dead = startRunner(
    crashing,
    elsewhere(
      async (items) => {
        sent.push(...items.map(({ subject }) => subject));
        begun.resolve();
        await goOn.promise;
        return items.map(() => ({ state: "failed" }));
      },
      { batchSize: 2 },
    ),
    { leaseMs: SHORT_LEASE },
  );
  await begun.promise;
  await crashing.close();
  const { untilOver } = startRunner(
    store,
    elsewhere(async (items) => {
      const fresh = items.filter(({ mayBeDone }) => !mayBeDone);
      sent.push(...fresh.map(({ subject }) => subject));
      return items.map(({ mayBeDone }) => (mayBeDone ? { state: "skipped" } : DONE));
    }),
  );
  expect((await untilOver(id)).job).toMatchObject({ done: 3, skipped: 2 });
  expect(sent).toEqual(subjectsOf("lead", 5));
  goOn.resolve();
  await dead.runner.stop();
  expect(dead.told).toEqual([]);
});

test("a job keeps its lease however long one batch takes", async () => {
  const store = await openTestStore();
  const id = await makeTestJob(store, "call", ["a"]);
  const begun = Promise.withResolvers<void>();
  const goOn = Promise.withResolvers<void>();
  const { untilOver } = startRunner(
    store,
    elsewhere(async () => {
      begun.resolve();
      await goOn.promise;
      return [DONE];
    }),
    { leaseMs: 1_500 },
  );
  await begun.promise;
  const untilOf = async () =>
    (await store.db.selectFrom("jobs").select("until").executeTakeFirstOrThrow()).until ?? 0;
  const first = await untilOf();
  await expect.poll(untilOf, { timeout: 30_000 }).toBeGreaterThan(first);
  goOn.resolve();
  expect((await untilOver(id)).job.state).toBe("done");
});

test("a job that is canceled begins no further batch, and whoever works on it is told", async () => {
  const store = await openTestStore();
  const id = await makeTestJob(store, "call", subjectsOf("lead", 9));
  const { until } = startRunner(
    store,
    elsewhere(
      async (items, _job, signal) => {
        if (items[0]?.place === 0) return items.map(() => DONE);
        await cancelJob(store, id);
        await new Promise((resolve) => signal.addEventListener("abort", resolve));
        return [DONE];
      },
      { batchSize: 3 },
    ),
    { leaseMs: 1_500 },
  );
  const { job } = await until((progress) => progress.job.state === "canceled");
  expect(job).toMatchObject({ done: 4, total: 9, error: null });
  expect(await statesOf(store, id)).toEqual([
    "canceled",
    ...Array.from({ length: 4 }, () => "done"),
    ...Array.from({ length: 5 }, () => "waiting"),
  ]);
});

test("a server that stops records its batch and gives the job back", async () => {
  const url = await newDatabaseUrl();
  const store = await openTestStore(url);
  const id = await makeTestJob(store, "call", subjectsOf("lead", 6));
  const begun = Promise.withResolvers<void>();
  const { runner } = startRunner(
    store,
    elsewhere(
      async (items, _job, signal) => {
        begun.resolve();
        await new Promise((resolve) => signal.addEventListener("abort", resolve));
        return items.slice(1).map(() => DONE);
      },
      { batchSize: 3 },
    ),
  );
  await begun.promise;
  await runner.stop();
  expect(await statesOf(store, id)).toEqual([
    "waiting",
    "done",
    "done",
    ...Array.from({ length: 4 }, () => "waiting"),
  ]);
  const { untilOver } = startRunner(store, here(noteEach));
  expect((await untilOver(id)).job).toMatchObject({ done: 6 });
  expect((await notedIn(store)).toSorted()).toEqual(subjectsOf("lead", 6).slice(2));
});

test("an item that fails stops no other", async () => {
  const store = await openTestStore();
  const id = await makeTestJob(store, "call", subjectsOf("lead", 4));
  const { untilOver, logged } = startRunner(
    store,
    here(async (_tx, items) =>
      items.map(({ place }) =>
        place === 1 ? { state: "failed", result: "Nobody has this number" } : DONE,
      ),
    ),
  );
  expect((await untilOver(id)).job).toMatchObject({ state: "done", done: 3, failed: 1 });
  expect(logged).toEqual([]);
});

test("a batch that fails as a whole is tried again, and other jobs don't wait for it", async () => {
  const store = await openTestStore();
  const odd = await makeTestJob(store, "odd", subjectsOf("odd", 2));
  const plain = await makeTestJob(store, "call", ["a"]);
  const oddly = here(
    async (tx, items, job) => {
      const outcomes = await noteEach(tx, items, job);
      if (logged.length < 2 || told.length === 0) throw new Error("not now");
      return outcomes;
    },
    { kind: "odd" },
  );
  const { told, logged, untilOver } = startRunner(store, [here(noteEach), oddly]);
  await untilOver(plain);
  expect((await untilOver(odd)).job).toMatchObject({ state: "done", done: 2, error: null });
  expect(told.map(({ job }) => job.id)).toEqual([plain, odd]);
  expect((await notedIn(store)).toSorted()).toEqual(["a", "odd-0", "odd-1"]);
});

test.each([
  {
    name: "in its own words",
    error: new RecordFailure("unreachable", "Hermon doesn't answer"),
    words: "Hermon doesn't answer",
  },
  {
    name: "without what only the log is for",
    error: new Error("ida@example.com is undefined"),
    words: "A fault in the server stopped this; its log says more",
  },
])("a job that fails again and again is given up, $name", async ({ error, words }) => {
  const store = await openTestStore();
  const id = await makeTestJob(store, "call", subjectsOf("lead", 4));
  const { untilOver, logged } = startRunner(
    store,
    elsewhere(
      async (items) => {
        if (items[0]?.place !== 0) throw error;
        return [DONE];
      },
      { batchSize: 2 },
    ),
  );
  const { job } = await untilOver(id);
  expect(job).toMatchObject({ state: "failed", done: 1, error: words });
  expect(logged).toEqual(Array.from({ length: 5 }, () => error));
  // The third one was never begun; of those that were, it isn't known.
  expect(await statesOf(store, id)).toEqual(["failed", "done", "sent", "sent", "waiting"]);
});

test("a job that ends the server each time is given up", async () => {
  const store = await openTestStore();
  const id = await makeTestJob(store, "call", ["a"]);
  await store.db.updateTable("jobs").set({ tries: 5 }).execute();
  const { untilOver } = startRunner(store, here(noteEach));
  expect((await untilOver(id)).job).toMatchObject({
    state: "failed",
    error: "The server stopped each time it worked on this",
  });
  expect(await notedIn(store)).toEqual([]);
});

test("a handler that does nothing about its items is at fault", async () => {
  const store = await openTestStore();
  const id = await makeTestJob(store, "call", ["a"]);
  const { untilOver } = startRunner(
    store,
    elsewhere(async () => []),
  );
  expect((await untilOver(id)).job.state).toBe("failed");
});

test("a job without items is done at once, and one of another kind is left alone", async () => {
  const store = await openTestStore();
  const newer = await makeTestJob(store, "newer", ["a"]);
  const id = await makeTestJob(store, "call", []);
  const { runner, untilOver } = startRunner(
    store,
    elsewhere(async () => []),
  );
  expect((await untilOver(id)).job).toMatchObject({ state: "done", total: 0 });
  await runner.stop();
  expect(await statesOf(store, newer)).toEqual(["waiting", "waiting"]);
});

test("a runner that is woken begins at once", async () => {
  const store = await openTestStore();
  const { runner, untilOver } = startRunner(store, here(noteEach), { pollMs: 3_600_000 });
  const id = await makeTestJob(store, "call", ["a"]);
  runner.wake();
  expect((await untilOver(id)).job.state).toBe("done");
});
