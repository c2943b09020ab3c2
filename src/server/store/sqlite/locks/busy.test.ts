import { setTimeout } from "node:timers/promises";
import { expect, test } from "vitest";
import { readFact, setFact } from "../../facts.ts";
import { openStore } from "../../open.ts";
import { holdLock } from "./test-lock.ts";
import { newFileUrl, openTestStore } from "../../test-store.ts";

/** Another process holds SQLite's lock: nobody who doesn't write waits for that. */

/** Lets time pass on this thread, which it does only where nothing keeps the thread. */
async function ticks(many: number): Promise<void> {
  for (let n = 0; n < many; n += 1) await setTimeout(10);
}

test.each(["begin immediate", "begin exclusive"])(
  "%s elsewhere: reads go on, and writes are made when it has ended",
  async (begin) => {
    const url = newFileUrl();
    const store = await openTestStore(url);
    await setFact(store.db, "colour", "blue");
    const lock = await holdLock(url, begin);
    let written = 0;
    const writes = [
      store.write((tx) => setFact(tx, "colour", "green")),
      setFact(store.db, "shape", "round"),
    ].map((write) => write.then(() => (written += 1)));
    await ticks(50);
    expect(await readFact(store, "colour")).toBe("blue");
    expect(await store.version()).toBe(await store.version());
    await expect(store.probe()).resolves.toBeUndefined();
    expect(written).toBe(0);
    await lock.release();
    await Promise.all(writes);
    expect(await readFact(store, "colour")).toBe("green");
    expect(await readFact(store, "shape")).toBe("round");
  },
);

test("a lock that doesn't end is said to each writer, and the next write works", async () => {
  const url = newFileUrl();
  const store = await openTestStore(url);
  const lock = await holdLock(url);
  const failed = { kind: "busy", during: "write" };
  const writes = [
    store.write((tx) => setFact(tx, "colour", "blue")),
    store.write((tx) => setFact(tx, "colour", "green")),
    setFact(store.db, "colour", "red"),
  ];
  const results = await Promise.allSettled(writes);
  expect(results).toMatchObject(writes.map(() => ({ status: "rejected", reason: failed })));
  await lock.release();
  expect(await readFact(store, "colour")).toBeNull();
  await store.write((tx) => setFact(tx, "colour", "blue"));
  expect(await readFact(store, "colour")).toBe("blue");
});

// Before there is a log, the second one lets nobody read either.
test.each(["begin immediate", "begin exclusive"])(
  "opening waits for %s elsewhere",
  async (begin) => {
    const url = newFileUrl();
    const lock = await holdLock(url, begin);
    let isOpen = false;
    const opening = openStore(url).finally(() => (isOpen = true));
    await ticks(50);
    expect(isOpen).toBe(false);
    await lock.release();
    const store = await opening;
    expect(await readFact(store, "colour")).toBeNull();
    await store.close();
  },
);

test("many writers of two processes each get their turn", async () => {
  const url = newFileUrl();
  const [one, other] = [await openTestStore(url), await openTestStore(url)];
  const names = Array.from({ length: 60 }, (_, n) => `fact ${n}`);
  await Promise.all(
    names.flatMap((name) => [
      one.write((tx) => setFact(tx, `${name} a`, "1")),
      setFact(other.db, `${name} b`, "2"),
    ]),
  );
  const { length } = await one.db.selectFrom("facts").select("name").execute();
  expect(length).toBe(2 * names.length);
});
