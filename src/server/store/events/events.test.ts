import { expect, test } from "vitest";
import type { Store } from "../open.ts";
import { openTestStore } from "../test-store.ts";
import { newsOf } from "./changes.ts";
import { eventsFrom, latestEvents } from "./events.ts";
import { addEvent, EVENTS_KEPT, recordChanges } from "./record-changes.ts";

const record = (store: Store, lead: string) =>
  store.write((tx) => recordChanges(tx, { leads: [lead] }));

test("an event is there with what it belongs to, or neither is, in the order of the commits", async () => {
  const store = await openTestStore();
  const [first] = await latestEvents(store);
  const undone = store.write(async (tx) => {
    await recordChanges(tx, { leads: ["undone"] });
    throw new Error("undone");
  });
  await Promise.all([record(store, "a"), undone.catch(() => undefined), record(store, "b")]);
  await record(store, "c");
  const found = await eventsFrom(store, 0);
  expect(found[0]).toEqual(first);
  expect(found.map(({ seq }) => seq)).toEqual(found.map((_, at) => at));
  expect(found.flatMap(({ news }) => news.ids)).toEqual(["a", "b", "c"]);
});

test("all that one commit changes is one event", async () => {
  const store = await openTestStore();
  const leads = Array.from({ length: 20 }, (_, n) => `lead ${n}`);
  // They come before its transaction has begun, and so share it.
  const first = store.write(async (tx) => {
    await recordChanges(tx, { leads: ["first"] });
    await recordChanges(tx, { details: ["other"], optIns: true });
  });
  await Promise.all([first, ...leads.map((lead) => record(store, lead))]);
  const [, event, ...rest] = await eventsFrom(store, 0);
  expect(event?.news).toMatchObject({
    ids: ["first", ...leads],
    details: ["other"],
    opt_ins: true,
  });
  expect(rest).toEqual([]);
});

test("what changes nothing is no event", async () => {
  const store = await openTestStore();
  await store.write((tx) => recordChanges(tx, { leads: [], others: false }));
  expect(await latestEvents(store)).toHaveLength(1);
});

test("what is done outside of a write that is told of can't be recorded", async () => {
  const { db } = await openTestStore();
  const recording = db.transaction().execute((tx) => recordChanges(tx, { leads: ["a"] }));
  await expect(recording).rejects.toThrow("store.write");
});

test("old events go, so many always stay", async () => {
  const store = await openTestStore();
  await store.write(async (tx) => {
    for (let n = 0; n < 2 * EVENTS_KEPT; n += 1) {
      await addEvent(tx, [newsOf({ leads: [`lead ${n}`] })]);
    }
  });
  const latest = await latestEvents(store);
  expect(latest.map(({ seq }) => seq)).toEqual(
    Array.from({ length: EVENTS_KEPT + 1 }, (_, n) => EVENTS_KEPT + n),
  );
  expect((await eventsFrom(store, 0))[0]).toEqual(latest[0]);
});
