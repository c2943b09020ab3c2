import { expect, test } from "vitest";
import { claimJob } from "#server/store/jobs/held-jobs.ts";
import { runBatch } from "#server/store/jobs/job-batches.ts";
import { readJob } from "#server/store/jobs/jobs.ts";
import { makeTestJob, statesOf, subjectsOf } from "#server/store/jobs/test-jobs.ts";
import { openStore } from "#server/store/open.ts";
import { newDatabaseUrl, openTestStore } from "#server/store/test-store.ts";
import {
  SHORT_LEASE,
  DONE,
  here,
  elsewhere,
  noteEach,
  notedIn,
  startRunner,
} from "./test-runner.ts";

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
