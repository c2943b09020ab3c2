import { DatabaseSync } from "node:sqlite";
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { readFact, setFact } from "./facts.ts";
import { filePath, openStore } from "./open.ts";
import { newDatabaseUrl, openTestStore } from "./test-store.ts";

const run = promisify(execFile);

test("opens, closes and opens again with what was written", async () => {
  const url = newDatabaseUrl();
  const first = await openStore(url);
  await setFact(first.db, "colour", "blue");
  await first.close();
  const second = await openTestStore(url);
  expect(await readFact(second, "colour")).toBe("blue");
});

test("makes the folder of a new database", async () => {
  const url = newDatabaseUrl().replace("test.db", "some/where/test.db");
  await expect(openTestStore(url)).resolves.toBeDefined();
});

test.each(["postgres://db.example.com/leads", "leads.db", "file:", ""])("refuses %j", (url) =>
  expect(openStore(url)).rejects.toThrow("file:PATH"),
);

test("doesn't repeat a password that stands in a wrong address", async () => {
  const opening = openStore("mysql://me:secret@db.example.com");
  await expect(opening).rejects.not.toThrow("secret");
});

test("migrates once, also when several processes start at once", async () => {
  const url = newDatabaseUrl();
  const script = `import { openStore } from "${import.meta.resolve("./open.ts")}";
    const store = await openStore(${JSON.stringify(url)}); await store.close();`;
  const start = () => run(process.execPath, ["--input-type=module", "--eval", script]);
  await Promise.all([start(), start(), start()]);
  const { db } = await openTestStore(url);
  const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(db);
  expect(rows.map(({ name }) => name)).toEqual([
    "0001-leads",
    "0002-accounts",
    "0003-mirror",
    "0005-accounts",
    "0006-submissions",
    "0008-touch-days",
    "0009-counts",
    "0010-lists",
    "0011-audit",
    "0012-opt-in-lists",
  ]);
});

test("refuses a database that a newer version has migrated", async () => {
  const url = newDatabaseUrl();
  const store = await openStore(url);
  await sql`insert into kysely_migration values ('9999-later', '2036-01-01')`.execute(store.db);
  await store.close();
  await expect(openStore(url)).rejects.toThrow("9999-later");
});

test("is durable and keeps references whole", async () => {
  const { db } = await openTestStore();
  const read = async (name: string) => {
    const { rows } = await sql<Record<string, unknown>>`pragma ${sql.raw(name)}`.execute(db);
    return rows[0]?.[name];
  };
  expect(await read("journal_mode")).toBe("wal");
  expect(await read("synchronous")).toBe(2);
  expect(await read("foreign_keys")).toBe(1);
});

test("has a new version after each commit, its own or another connection's", async () => {
  const url = newDatabaseUrl();
  const store = await openTestStore(url);
  const before = store.version();
  expect(store.version()).toBe(before);
  await setFact(store.db, "colour", "blue");
  const after = store.version();
  expect(after).not.toBe(before);

  const other = new DatabaseSync(filePath(url));
  other.exec("update facts set value = 'green'");
  other.close();
  expect(store.version()).not.toBe(after);
});

test("has no new version after a write that came to nothing", async () => {
  const store = await openTestStore();
  const before = store.version();
  await store.write((tx) => readFact({ ...store, db: tx }, "colour"));
  expect(store.version()).toBe(before);
});
