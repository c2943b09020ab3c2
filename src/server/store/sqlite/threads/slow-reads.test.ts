import { setImmediate, setTimeout } from "node:timers/promises";
import { expect, test } from "vitest";
import { readFact, setFact } from "../../facts.ts";
import type { Store } from "../../open.ts";
import { whileAsked, withReadLimits } from "../../read-limits.ts";
import { openTestStore } from "../../test-store.ts";
import { countFar, countForever } from "./test-slow.ts";

/** More than there are readers. */
const MANY = 12;

/** Does something while a slow read goes on, which ends after it, and never if it waits for that. */
async function whileReading(
  store: Store,
  work: () => Promise<unknown>,
  onCounted?: () => void,
): Promise<void> {
  const over = new AbortController();
  const slow = whileAsked(over.signal, () => countForever(store, onCounted));
  const settled = Promise.allSettled([slow]);
  await work();
  over.abort();
  expect(await settled).toMatchObject([{ reason: { kind: "abandoned" } }]);
}

test("a slow read keeps neither quick ones, nor writes, nor the main thread", async () => {
  const store = await openTestStore();
  let counted = 0;
  const work = async () => {
    for (let n = 0; n < 10; n += 1) {
      await setFact(store.db, "n", String(n));
      expect(await readFact(store, "n")).toBe(String(n));
    }
    // In some turn of this thread no query ends: it runs elsewhere.
    for (let before = -1; counted !== before; await setImmediate()) before = counted;
  };
  await whileReading(store, work, () => (counted += 1));
});

test("as many slow ones as there are usual readers don't keep quick ones either", async () => {
  const store = await openTestStore();
  const work = async () => expect(await readFact(store, "colour")).toBeNull();
  await whileReading(store, () => whileReading(store, work));
});

test("a read that takes too long is given up at once, and others have readers again", async () => {
  const store = await openTestStore();
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
  await whileReading(store, () =>
    Promise.all(Array.from({ length: MANY }, () => readFact(store, "colour"))),
  );
});

test("what nobody waits for any more leaves its place in the queue, and its reader", async () => {
  const store = await openTestStore();
  await whileReading(store, async () => {
    const gone = new AbortController();
    const abandoned = Array.from({ length: MANY }, () =>
      whileAsked(gone.signal, () => countForever(store)),
    );
    const settled = Promise.allSettled(abandoned);
    await setTimeout(10);
    gone.abort();
    for (const one of await settled) {
      expect(one).toMatchObject({ status: "rejected", reason: { kind: "abandoned" } });
    }
    expect(await readFact(store, "colour")).toBeNull();
  });
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
