import { afterEach, expect, test, vi } from "vitest";
import { type Changes, newsOf } from "#server/store/events/changes.ts";
import { addEvent, EVENTS_KEPT, recordChanges } from "#server/store/events/record-changes.ts";
import type { Store } from "#server/store/open.ts";
import { openTestStore } from "#server/store/test-store.ts";
import { EventLog } from "./event-log.ts";

afterEach(() => vi.useRealTimers());

async function logOf(store: Store) {
  const log = new EventLog(store);
  const read = async () => log.add(await log.read());
  await read();
  return {
    log,
    read,
    position: () => log.position ?? "",
    record: async (...all: Changes[]) => {
      await store.write(async (tx) => {
        for (const changes of all) await addEvent(tx, [newsOf(changes)]);
      });
      await read();
    },
  };
}

test("goes on behind every position, with what came since in one", async () => {
  const { log, position, record } = await logOf(await openTestStore());
  const start = position();
  await record({ leads: ["a"] });
  const middle = position();
  await record({ leads: ["b", "a"], others: true });
  expect(log.since(start)).toMatchObject({ ids: ["a", "b"], others: true });
  expect(log.since(middle)).toMatchObject({ ids: ["b", "a"], others: true });
  expect(log.since(position())).toMatchObject({ ids: [], others: false });
});

test("knows positions of other servers and of earlier starts", async () => {
  const store = await openTestStore();
  const one = await logOf(store);
  const start = one.position();
  await one.record({ leads: ["a"] });
  const other = await logOf(store);
  expect(other.position()).toBe(one.position());
  expect(other.log.since(start)).toMatchObject({ ids: ["a"] });
  await other.record({ leads: ["b"] });
  expect(one.log.since(other.position())).toBeUndefined();
  await one.read();
  expect(one.log.since(other.position())).toMatchObject({ ids: [] });
  expect(one.log.since(start)).toMatchObject({ ids: ["a", "b"] });
});

test("doesn't know positions of others, of the future, and of long ago", async () => {
  const { log, position, record } = await logOf(await openTestStore());
  const start = position();
  const another = (await logOf(await openTestStore())).position().replace(/.$/, "x");
  const [, id] = start.split("-");
  for (const none of [another, `1-${id}`, `-1-${id}`, `0.0-${id}`, "", "0", "0-", `${start}x`, "-"])
    expect(log.since(none), none).toBeUndefined();
  const many = Array.from({ length: EVENTS_KEPT }, () => ({ leads: ["a"] }));
  await record(...many);
  expect(log.since(start)).toMatchObject({ ids: ["a"], others: false });
  await record({ leads: ["b"] });
  expect(log.since(start)).toBeUndefined();
  expect(log.positionAt(performance.now() - 60_000)).toBeUndefined();
});

test("a history that is another since a restore is none to go on with", async () => {
  const store = await openTestStore();
  const { log, position, read, record } = await logOf(store);
  const common = position();
  await record({ leads: ["a"] }, { leads: ["b"] });
  const lost = position();
  // As a backup from before would be, in which something else has happened since.
  await store.db.deleteFrom("events").where("seq", ">", 0).execute();
  await store.write((tx) => recordChanges(tx, { leads: ["c"] }));
  await store.write((tx) => recordChanges(tx, { leads: ["d"] }));
  expect(await log.read()).toMatchObject({ isContinued: false });
  await read();
  expect(log.since(lost)).toBeUndefined();
  expect(log.since(common)).toMatchObject({ ids: ["c", "d"] });
});

test("knows where it was a while ago", async () => {
  vi.useFakeTimers({ toFake: ["performance"] });
  const store = await openTestStore();
  const early = await logOf(store);
  vi.advanceTimersByTime(500);
  await early.record({ leads: ["a"] });
  const { log, position, record } = early;
  vi.advanceTimersByTime(1_000);
  await record({ leads: ["b"] });
  vi.advanceTimersByTime(1_000);
  expect(log.positionAt(performance.now() - 0)).toBe(position());
  expect(log.since(log.positionAt(performance.now() - 1_500) ?? "")).toMatchObject({
    ids: ["b"],
    others: false,
  });
  expect(log.since(log.positionAt(performance.now() - 2_300) ?? "")).toMatchObject({
    ids: ["a", "b"],
  });
  expect(log.positionAt(performance.now() - 2_600)).toBeUndefined();
  // One that begins to read now doesn't know when what is there came.
  expect((await logOf(store)).log.positionAt(performance.now() - 1)).toBeUndefined();
});
