import { expect, test } from "vitest";
import { cancelJob, readJob } from "#server/store/jobs/jobs.ts";
import { makeTestJob, statesOf, subjectsOf } from "#server/store/jobs/test-jobs.ts";
import { RecordFailure } from "#server/store/record/lead-record.ts";
import { openTestStore } from "#server/store/test-store.ts";
import { DONE, here, elsewhere, noteEach, notedIn, startRunner } from "./test-runner.ts";

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
