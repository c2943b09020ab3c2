import { expect, onTestFinished, test, vi } from "vitest";
import type { Transaction } from "kysely";
import { writeInBatch } from "./batched-write.ts";
import { eventsFrom } from "../events/events.ts";
import { recordChanges } from "../events/record-changes.ts";
import { readFact } from "../facts.ts";
import { Duplicate } from "../store-failure.ts";
import type { Tables } from "../tables.ts";
import { openTestStore } from "../test-store.ts";

const addFact = (tx: Transaction<Tables>, name: string, value = "written") =>
  writeInBatch(tx, tx.insertInto("facts").values({ name, value }));

test("what is written in a batch is there for what is asked next, and when the work is done", async () => {
  const store = await openTestStore();
  await store.write(async (tx) => {
    await addFact(tx, "first");
    expect(await readFact({ ...store, db: tx }, "first")).toBe("written");
    await addFact(tx, "last");
  });
  expect(await readFact(store, "first")).toBe("written");
  expect(await readFact(store, "last")).toBe("written");
});

test("who listens is told of it, too", async () => {
  const store = await openTestStore();
  const told = vi.fn<() => void>();
  onTestFinished(store.onCommit(told));
  await store.write((tx) => addFact(tx, "colour"));
  await vi.waitFor(() => expect(told).toHaveBeenCalled(), 10_000);
});

test("one that fails at the end fails whose it is alone, and nothing of theirs is told", async () => {
  const store = await openTestStore();
  const add = (lead: string, ...names: string[]) =>
    store.write(async (tx) => {
      await recordChanges(tx, { leads: [lead] });
      for (const name of names) await addFact(tx, name);
      return lead;
    });
  const results = await Promise.allSettled([
    add("a", "one"),
    add("b", "two", "two", "three"),
    add("c", "two"),
    add("d", "one"),
    add("e", "four"),
  ]);
  const failed = { status: "rejected", reason: expect.any(Duplicate) as unknown };
  expect(results).toMatchObject([{ value: "a" }, failed, { value: "c" }, failed, { value: "e" }]);
  const facts = await store.db.selectFrom("facts").select("name").orderBy("name").execute();
  expect(facts.map(({ name }) => name)).toEqual(["four", "one", "two"]);
  expect((await eventsFrom(store, 0)).flatMap(({ news }) => news.ids)).toEqual(["a", "c", "e"]);
});

test("what hasn't gone to the database yet goes with work that fails", async () => {
  const store = await openTestStore();
  const failing = store.write(async (tx) => {
    await addFact(tx, "mine");
    throw new Error("taken back");
  });
  const next = store.write((tx) => addFact(tx, "own"));
  await expect(failing).rejects.toThrow("taken back");
  await next;
  expect(await readFact(store, "mine")).toBeNull();
  expect(await readFact(store, "own")).toBe("written");
});

test("outside of a transaction it is done at once", async () => {
  const store = await openTestStore();
  const { db } = store;
  await writeInBatch(db, db.insertInto("facts").values({ name: "colour", value: "blue" }));
  expect(await readFact(store, "colour")).toBe("blue");
});
