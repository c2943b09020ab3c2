import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { afterEach, expect, test, vi } from "vitest";
import { ADA, openTestStore } from "../test-store.ts";
import { DAY } from "../time.ts";
import { claimJob, extendLease, failJob, releaseJob } from "./held-jobs.ts";
import { beginBatch, finishBatch, type Outcome, runBatch } from "./job-batches.ts";
import { cancelJob, listJobs, makeJob, MOST_ITEMS, readJob, removeOldJobs } from "./jobs.ts";
import { endLease, makeTestJob, statesOf, subjectsOf } from "./test-jobs.ts";

const MINUTE = 60_000;
const DONE: Outcome = { state: "done" };
const ALL = { page: 1, limit: 100 };

afterEach(() => vi.useRealTimers());

test("a job is there with all of its items, or not at all", async () => {
  const store = await openTestStore();
  const subjects = subjectsOf("lead", 2_500);
  const job = { kind: "call", by: ADA, args: { status: "won" }, subjects };
  const cut = store.write(async (tx) => {
    await makeJob(tx, job);
    throw new Error("cut");
  });
  await expect(cut).rejects.toThrow("cut");
  expect(await listJobs(store, 10)).toEqual([]);
  const id = await store.write((tx) => makeJob(tx, job));
  const page = await readJob(store, id.toUpperCase(), { page: 25, limit: 100 });
  expect(page?.job).toMatchObject({
    kind: "call",
    state: "waiting",
    by: ADA,
    args: { status: "won" },
    startedAt: null,
    endedAt: null,
    total: 2_500,
    done: 0,
    error: null,
  });
  expect(page?.items.map(({ subject }) => subject)).toEqual(subjects.slice(2_400));
  expect(await listJobs(store, 10)).toEqual([page?.job]);
  expect(await readJob(store, randomUUID(), ALL)).toBeNull();
});

test("a job of more items than any should have is refused", async () => {
  const store = await openTestStore();
  await expect(makeTestJob(store, "call", subjectsOf("lead", MOST_ITEMS + 1))).rejects.toThrow(
    RangeError,
  );
  expect(await listJobs(store, 10)).toEqual([]);
});

test("the items of one state can be read alone", async () => {
  const store = await openTestStore();
  const id = await makeTestJob(store, "call", subjectsOf("lead", 6));
  const held = await claimJob(store, ["call"], MINUTE);
  if (!held) throw new Error("no job");
  const state = ["done", "failed", "skipped"] as const;
  await runBatch(store, held, 5, async (_tx, items) =>
    items.map(({ place }) => ({ state: state[place % 3] ?? "done", result: { place } })),
  );
  const failed = await readJob(store, id, { ...ALL, states: ["failed"] });
  expect(failed?.job).toMatchObject({ state: "running", done: 2, failed: 2, skipped: 1 });
  expect(failed?.items).toEqual([
    { place: 1, subject: "lead-1", state: "failed", result: { place: 1 } },
    { place: 4, subject: "lead-4", state: "failed", result: { place: 4 } },
  ]);
  expect((await readJob(store, id, { ...ALL, states: [] }))?.items).toEqual([]);
  expect((await readJob(store, id, { page: 2, limit: 5 }))?.items).toEqual([
    { place: 5, subject: "lead-5", state: "waiting", result: null },
  ]);
});

test("jobs are claimed in their order, each once, however many ask, and no kind that nobody asks for", async () => {
  const store = await openTestStore();
  const first = await makeTestJob(store, "call", ["a"]);
  await makeTestJob(store, "fly", ["b"]);
  const second = await makeTestJob(store, "write", ["c"]);
  const kinds = ["write", "call"];
  const claims = await Promise.all(Array.from({ length: 6 }, () => claimJob(store, kinds, MINUTE)));
  expect(claims.flatMap((held) => held?.job.id ?? []).toSorted()).toEqual(
    [first, second].toSorted(),
  );
  expect(await claimJob(store, [], MINUTE)).toBeNull();
  expect((await claimJob(store, ["fly"], MINUTE))?.job.kind).toBe("fly");
});

test("who has lost the lease writes nothing any more", async () => {
  const store = await openTestStore();
  const id = await makeTestJob(store, "call", ["a", "b"]);
  const lost = await claimJob(store, ["call"], MINUTE);
  if (!lost) throw new Error("no job");
  const items = (await beginBatch(store, lost, 1)) ?? [];
  expect(items).toEqual([{ place: 0, subject: "a", mayBeDone: false }]);
  await endLease(store, lost);
  // Until someone else has it, it is still the first one's.
  expect(await extendLease(store, lost)).toBe(true);
  expect(await claimJob(store, ["call"], MINUTE)).toBeNull();
  await endLease(store, lost);
  const held = await claimJob(store, ["call"], MINUTE);
  if (!held) throw new Error("no job");
  expect(held.tries).toBe(2);
  expect(await extendLease(store, lost)).toBe(false);
  expect(await finishBatch(store, lost, items, [DONE])).toBeNull();
  expect(await beginBatch(store, lost, 1)).toBeNull();
  const run = vi.fn<Parameters<typeof runBatch>[3]>();
  expect(await runBatch(store, lost, 1, run)).toBeNull();
  expect(run).not.toHaveBeenCalled();
  await releaseJob(store, lost);
  expect(await failJob(store, lost, "lost")).toBeNull();
  expect(await statesOf(store, id)).toEqual(["running", "sent", "waiting"]);
  expect(await beginBatch(store, held, 2)).toEqual([
    { place: 0, subject: "a", mayBeDone: true },
    { place: 1, subject: "b", mayBeDone: false },
  ]);
});

test("a clock that was set back by years keeps no job from being taken over", async () => {
  const store = await openTestStore();
  await makeTestJob(store, "call", ["a"]);
  const held = await claimJob(store, ["call"], MINUTE);
  await store.db
    .updateTable("jobs")
    .set({ until: Date.now() + 1_000 * DAY })
    .execute();
  expect((await claimJob(store, ["call"], MINUTE))?.job.id).toBe(held?.job.id);
});

test("what was under way when its job was canceled is recorded, and nothing further begins", async () => {
  const store = await openTestStore();
  const id = await makeTestJob(store, "call", ["a", "b", "c"]);
  const held = await claimJob(store, ["call"], MINUTE);
  if (!held) throw new Error("no job");
  const items = (await beginBatch(store, held, 2)) ?? [];
  expect(await cancelJob(store, id.toUpperCase())).toMatchObject({ id, state: "canceled" });
  expect(await cancelJob(store, id)).toBeNull();
  expect(await cancelJob(store, randomUUID())).toBeNull();
  expect(await extendLease(store, held)).toBe(false);
  const progress = await finishBatch(store, held, items, [DONE]);
  expect(progress?.job).toMatchObject({ state: "canceled", done: 1, total: 3 });
  expect(await finishBatch(store, held, items, [DONE])).toBeNull();
  expect(await beginBatch(store, held, 2)).toBeNull();
  expect(await runBatch(store, held, 2, async () => [DONE])).toBeNull();
  expect(await statesOf(store, id)).toEqual(["canceled", "done", "waiting", "waiting"]);
  expect(await claimJob(store, ["call"], MINUTE)).toBeNull();
});

test("more outcomes than items are refused, and nothing of the batch stays", async () => {
  const store = await openTestStore();
  const id = await makeTestJob(store, "call", ["a", "b"]);
  const held = await claimJob(store, ["call"], MINUTE);
  if (!held) throw new Error("no job");
  const run = runBatch(store, held, 1, async () => [DONE, DONE]);
  await expect(run).rejects.toThrow("more outcomes than items");
  expect(await statesOf(store, id)).toEqual(["running", "waiting", "waiting"]);
});

test("a result may hold any text and any JSON", async () => {
  const store = await openTestStore();
  const text = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.constantFrom("\0", "\uFDD0 \uFFFF", "\u{1FFFE}", "\\ufdd0", "\uD800", "ß 'é\" \\ %_"),
  );
  const values = fc.array(
    fc
      .jsonValue({ stringUnit: "binary" })
      .chain((value) => text.map((said) => ({ said, [said]: [value] }))),
    { minLength: 20, maxLength: 60 },
  );
  await fc.assert(
    fc.asyncProperty(values, text, async (results, args) => {
      const id = await makeTestJob(store, "call", subjectsOf("lead", results.length), args);
      const held = await claimJob(store, ["call"], MINUTE);
      if (!held) throw new Error("no job");
      await runBatch(store, held, results.length, async () =>
        results.map((result) => ({ state: "done", result })),
      );
      const found = await readJob(store, id, ALL);
      expect(found?.job.args).toEqual(args);
      // As JSON has it: there is one zero.
      expect(found?.items.map(({ result }) => result)).toEqual(JSON.parse(JSON.stringify(results)));
    }),
    { numRuns: 8 },
  );
});

test("jobs are kept for 30 days after they ended, or were left", async () => {
  const store = await openTestStore();
  const now = Date.now();
  vi.useFakeTimers({ toFake: ["Date"] });
  const makeAgo = async (kind: string, daysAgo: number) => {
    vi.setSystemTime(now - daysAgo * DAY);
    return makeTestJob(store, kind, ["a"]);
  };
  await cancelJob(store, await makeAgo("ended long ago", 30));
  await makeAgo("left", 30);
  await makeAgo("waiting", 29);
  const late = await makeAgo("ended lately", 60);
  await makeAgo("running", 60);
  vi.setSystemTime(now);
  await claimJob(store, ["running"], MINUTE);
  await cancelJob(store, late);
  await removeOldJobs(store);
  const kept = (await listJobs(store, 10)).map(({ kind }) => kind);
  expect(kept).toEqual(["running", "ended lately", "waiting"]);
  expect(await store.db.selectFrom("job_items").select("job").execute()).toHaveLength(3);
});
