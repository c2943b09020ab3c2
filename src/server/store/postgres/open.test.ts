import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, inject, test } from "vitest";
import { openExistingStore, openStore } from "../open.ts";
import { DatabaseProblem } from "../store-failure.ts";
import { addTeam, openTestStore } from "../test-store.ts";
import { migrations } from "./migrations.ts";
import { asProblem } from "./problems.ts";
import { inDatabase, onServer } from "./test-database.ts";
import { newEmptyDatabaseUrl } from "./test-empty.ts";

const run = promisify(execFile);
const server = inject("postgres") ?? "";

test("migrates once, also when several processes start at once", async () => {
  const url = await newEmptyDatabaseUrl();
  const script = `import { openStore } from "${import.meta.resolve("../open.ts")}";
    const store = await openStore(${JSON.stringify(url)}); await store.close();`;
  const start = () => run(process.execPath, ["--input-type=module", "--eval", script]);
  await Promise.all([start(), start(), start()]);
  const applied = await onServer(url, "select name from kysely_migration order by name");
  expect(applied.map(({ name }) => name)).toEqual(Object.keys(migrations));
});

test("a database without tables is none to work beside the server on", async () => {
  const opening = openExistingStore(await newEmptyDatabaseUrl());
  await expect(opening).rejects.toThrow(/ is empty: start the server once$/);
});

test("another program's database is left alone", async () => {
  const url = await newEmptyDatabaseUrl();
  await onServer(url, "create table leads (n int)");
  await expect(openStore(url)).rejects.toThrow(/ is a database of another program$/);
});

test("a database that isn't in UTF-8 is refused", async () => {
  const url = await newEmptyDatabaseUrl("template template0 encoding 'LATIN1' locale 'C'");
  await expect(openStore(url)).rejects.toThrow(/ has the encoding LATIN1: /);
});

test("whoever may make no tables is told so", async () => {
  const url = await newEmptyDatabaseUrl();
  await onServer(server, "drop role if exists guest; create role guest login");
  const asGuest = url.replace("postgres@", "guest@");
  await expect(openStore(asGuest)).rejects.toThrow(/make it the database's owner$/);
});

test.each([
  ["a database that isn't there", inDatabase(server, "nowhere"), "isn't there: create"],
  ["nobody at the address", "postgres://ada:secret@127.0.0.1:1/leads", "can't be reached"],
  ["no encryption", `${server}?sslmode=require`, "offers no encryption"],
  ["no address", "postgres://ada:secret@:::/leads", "must be postgres://"],
])("%s is one line, without a password", async (_, url, line) => {
  const error: unknown = await openStore(url).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(DatabaseProblem);
  expect(String(error)).toContain(line);
  expect(String(error)).not.toContain("secret");
});

test.each([
  [{ code: "28P01" }, "refuses the user or the password"],
  [{ code: "08P01" }, "name PostgreSQL itself"],
  [{ code: "DEPTH_ZERO_SELF_SIGNED_CERT" }, "sslrootcert=FILE"],
  [{ message: "SASL: SCRAM-SERVER-FIRST-MESSAGE: client password must be a string" }, "wants a"],
])("%j is one line, too", (facts, line) => {
  const problem = asProblem(Object.assign(new Error(), facts), "postgres://localhost/leads");
  expect(problem).toBeInstanceOf(DatabaseProblem);
  expect(String(problem)).toContain(line);
});

test("numbers go on behind those that were given", async () => {
  const store = await openTestStore();
  await addTeam(store);
  const status = { id: "new", name: "New", role: "NEW_LEAD", type: "LEAD" };
  const { seq } = await store.db
    .insertInto("statuses")
    .values(status)
    .returning("seq")
    .executeTakeFirstOrThrow();
  expect(seq).toBe(6);
});
