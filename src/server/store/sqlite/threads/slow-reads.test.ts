import { setTimeout } from "node:timers/promises";
import { expect, test } from "vitest";
import { readFact, setFact } from "../../facts.ts";
import { whileAsked, withReadLimits } from "../../read-limits.ts";
import { openTestStore } from "../../test-store.ts";
import { countFar } from "./test-slow.ts";

/** Far beyond what quick ones need beside it, on a loaded machine as well: over a second. */
const LONG = 15;

/** More than there are readers. */
const MANY = 12;

test("a slow read keeps neither quick ones, nor writes, nor the main thread", async () => {
  const store = await openTestStore();
  const events: string[] = [];
  const slow = countFar(store, LONG).then(() => events.push("slow"));
  for (let n = 0; n < 10; n += 1) {
    await setFact(store.db, "n", String(n));
    expect(await readFact(store, "n")).toBe(String(n));
    await setTimeout(1);
  }
  events.push("quick");
  await slow;
  expect(events).toEqual(["quick", "slow"]);
});

test("as many slow ones as there are usual readers don't keep quick ones either", async () => {
  const store = await openTestStore();
  const events: string[] = [];
  const slow = [1, 2].map(() => countFar(store, LONG).then(() => events.push("slow")));
  await readFact(store, "colour");
  events.push("quick");
  await Promise.all(slow);
  expect(events).toEqual(["quick", "slow", "slow"]);
});

test("a read that takes too long is given up at once, and others have readers again", async () => {
  const store = await openTestStore();
  const events: string[] = [];
  const given = Array.from({ length: 3 }, () =>
    withReadLimits({ ms: 50 }, () => countFar(store, 5)),
  );
  for (const { status, ...settled } of await Promise.allSettled(given)) {
    expect(status).toBe("rejected");
    expect(settled).toMatchObject({
      reason: {
        name: "StoreFailure",
        kind: "slow",
        message: "The data can't be read: the server's database takes too long to answer",
      },
    });
  }
  const slow = countFar(store, LONG).then(() => events.push("slow"));
  await Promise.all(Array.from({ length: MANY }, () => readFact(store, "colour")));
  events.push("quick");
  await slow;
  expect(events).toEqual(["quick", "slow"]);
});

test("what nobody waits for any more leaves its place in the queue, and its reader", async () => {
  const store = await openTestStore();
  const events: string[] = [];
  const slow = countFar(store, LONG).then(() => events.push("slow"));
  const gone = new AbortController();
  const abandoned = Array.from({ length: MANY }, () =>
    whileAsked(gone.signal, () => countFar(store, LONG)),
  );
  const settled = Promise.allSettled(abandoned);
  await setTimeout(10);
  gone.abort();
  for (const one of await settled) {
    expect(one).toMatchObject({ status: "rejected", reason: { kind: "abandoned" } });
  }
  expect(await readFact(store, "colour")).toBeNull();
  events.push("quick");
  await slow;
  expect(events).toEqual(["quick", "slow"]);
});

test("who is gone already isn't read for", async () => {
  const store = await openTestStore();
  const asking = whileAsked(AbortSignal.abort(), () => readFact(store, "colour"));
  await expect(asking).rejects.toMatchObject({ kind: "abandoned" });
  expect(await readFact(store, "colour")).toBeNull();
});

test("a snapshot that is given up between two reads gives its reader back", async () => {
  const store = await openTestStore();
  const reading = withReadLimits({ ms: 20 }, () =>
    store.read(async (snapshot) => {
      await readFact(snapshot, "colour");
      await setTimeout(100);
      return readFact(snapshot, "colour");
    }),
  );
  await expect(reading).rejects.toMatchObject({ kind: "slow" });
  await store.write((tx) => setFact(tx, "colour", "blue"));
  const read = Array.from({ length: MANY }, () => readFact(store, "colour"));
  expect(new Set(await Promise.all(read))).toEqual(new Set(["blue"]));
});
