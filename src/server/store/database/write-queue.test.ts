import { expect, test } from "vitest";
import { readFact, setFact } from "../facts.ts";
import { deferReferences, doElsewhere, newDatabaseUrl, openTestStore } from "../test-store.ts";

const names = Array.from({ length: 120 }, (_, n) => `fact ${n}`);

test("of many who write at once, one that fails loses its own work alone", async () => {
  const store = await openTestStore();
  const writes = names.map((name, n) =>
    store.write(async (tx) => {
      await setFact(tx, name, "written");
      if (n % 10 === 3) throw new Error(`no ${name}`);
      return name;
    }),
  );
  const results = await Promise.allSettled(writes);
  for (const [n, name] of names.entries()) {
    const failed = n % 10 === 3;
    expect(results[n]).toMatchObject(
      failed ? { reason: new Error(`no ${name}`) } : { value: name },
    );
    expect(await readFact(store, name)).toBe(failed ? null : "written");
  }
});

test("a query that fails loses its own work alone, too", async () => {
  const store = await openTestStore();
  const [first, second, third] = await Promise.allSettled([
    store.write((tx) => setFact(tx, "a", "1")),
    store.write(async (tx) => {
      await setFact(tx, "b", "2");
      await tx.insertInto("facts").values({ name: "b", value: "again" }).execute();
    }),
    store.write((tx) => setFact(tx, "c", "3")),
  ]);
  expect([first?.status, second?.status, third?.status]).toEqual([
    "fulfilled",
    "rejected",
    "fulfilled",
  ]);
  const facts = await store.db.selectFrom("facts").select("name").orderBy("name").execute();
  expect(facts.map(({ name }) => name)).toEqual(["a", "c"]);
});

test("those who wait share a commit", async () => {
  const store = await openTestStore();
  const versions = new Set<string>();
  await Promise.all(
    names.map(async (name) => {
      await store.write((tx) => setFact(tx, name, "written"));
      versions.add(await store.version());
    }),
  );
  expect(versions.size).toBeLessThan(names.length / 10);
});

test("nobody sees what isn't committed, and whoever was answered is", async () => {
  const url = await newDatabaseUrl();
  const store = await openTestStore(url);
  await store.write(async (tx) => {
    await setFact(tx, "colour", "blue");
    expect(await readFact(store, "colour")).toBeNull();
    expect(await readFact({ ...store, db: tx }, "colour")).toBe("blue");
  });
  expect(await doElsewhere(url, "select value from facts")).toEqual([{ value: "blue" }]);
});

test("writes of one query wait for an open transaction and aren't part of it", async () => {
  const store = await openTestStore();
  const failing = store.write(async (tx) => {
    await setFact(tx, "mine", "1");
    await readFact(store, "mine");
    throw new Error("taken back");
  });
  const own = setFact(store.db, "own", "2");
  await expect(failing).rejects.toThrow("taken back");
  await own;
  expect(await readFact(store, "mine")).toBeNull();
  expect(await readFact(store, "own")).toBe("2");
});

test("after a commit that failed the next one works", async () => {
  const store = await openTestStore();
  const broken = store.write(async (tx) => {
    // Checked at the commit, not before: the only way to make a commit itself fail.
    await deferReferences(tx);
    await tx.insertInto("questions").values({ seq: 404, text: "Why?" }).execute();
    const answer = { opt_in: 404, place: 0, question: 404, answer: null, position: 0 };
    await tx.insertInto("opt_in_answers").values(answer).execute();
  });
  await expect(broken).rejects.toThrow(/foreign key/i);
  await store.write((tx) => setFact(tx, "colour", "blue"));
  expect(await readFact(store, "colour")).toBe("blue");
  expect(await store.db.selectFrom("opt_in_answers").selectAll().execute()).toEqual([]);
});

test("closing waits for those who asked before", async () => {
  const url = await newDatabaseUrl();
  const store = await openTestStore(url);
  const written = store.write((tx) => setFact(tx, "colour", "blue"));
  await store.close();
  await expect(written).resolves.toBeUndefined();
});
