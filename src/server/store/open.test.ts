import { sql } from "kysely";
import { expect, test } from "vitest";
import { readFact, setFact } from "./facts.ts";
import { openStore } from "./open.ts";
import { newDatabaseUrl, openTestStore } from "./test-store.ts";

test("opens, closes and opens again with what was written", async () => {
  const url = await newDatabaseUrl();
  const first = await openStore(url);
  await setFact(first.db, "colour", "blue");
  await first.close();
  const second = await openTestStore(url);
  expect(await readFact(second, "colour")).toBe("blue");
});

test("doesn't repeat a password that stands in a wrong address", async () => {
  const opening = openStore("mysql://me:secret@db.example.com");
  await expect(opening).rejects.not.toThrow("secret");
});

test("refuses a database that a newer version has migrated", async () => {
  const url = await newDatabaseUrl();
  const store = await openStore(url);
  await sql`insert into kysely_migration values ('9999-later', '2036-01-01')`.execute(store.db);
  await store.close();
  await expect(openStore(url)).rejects.toThrow("9999-later");
});

test("has a new version after each commit, its own or another connection's", async () => {
  const url = await newDatabaseUrl();
  const store = await openTestStore(url);
  const before = await store.version();
  expect(await store.version()).toBe(before);
  await setFact(store.db, "colour", "blue");
  const after = await store.version();
  expect(after).not.toBe(before);

  const other = await openTestStore(url);
  await setFact(other.db, "colour", "green");
  expect(await store.version()).not.toBe(after);
});

test("has no new version after a write that came to nothing", async () => {
  const store = await openTestStore();
  const before = await store.version();
  await store.write((tx) => readFact({ ...store, db: tx }, "colour"));
  expect(await store.version()).toBe(before);
});
