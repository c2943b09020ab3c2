import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { openStore } from "../open.ts";
import { newFileUrl, openTestStore } from "../test-store.ts";
import { migrations } from "./migrations.ts";

const run = promisify(execFile);

test("makes the folder of a new database", async () => {
  const url = newFileUrl().replace("test.db", "some/where/test.db");
  await expect(openTestStore(url)).resolves.toBeDefined();
});

test.each(["mysql://db.example.com/leads", "leads.db", "file:", ""])("refuses %j", (url) =>
  expect(openStore(url)).rejects.toThrow("file:PATH"),
);

test("migrates once, also when several processes start at once", async () => {
  const url = newFileUrl();
  const script = `import { openStore } from "${import.meta.resolve("../open.ts")}";
    const store = await openStore(${JSON.stringify(url)}); await store.close();`;
  const start = () => run(process.execPath, ["--input-type=module", "--eval", script]);
  await Promise.all([start(), start(), start()]);
  const { db } = await openTestStore(url);
  const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(db);
  expect(rows.map(({ name }) => name)).toEqual(Object.keys(migrations));
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
