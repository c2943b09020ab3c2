import { closeSync, openSync, readdirSync, statSync, writeFileSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { checkStore } from "./check.ts";
import { repairStore } from "../../counts/repair.ts";
import { setFact } from "../../facts.ts";
import { openStore } from "../../open.ts";
import { filePath } from "../file-path.ts";
import { submitOptIn } from "../../submissions/submissions.ts";
import { addTeam, newFileUrl, openTestStore } from "../../test-store.ts";

/** A database with two leads, one of them with two opt-ins. */
async function filled(url = newFileUrl()) {
  const store = await openTestStore(url);
  await addTeam(store);
  for (const email of ["a@example.com", "b@example.com", "a@example.com"]) {
    await submitOptIn(store, { email, first_name: "Ida", source: "OTHER" });
  }
  return { url, store };
}

test("a sound database is called so, while it is in use and afterwards, and nothing is left behind", async () => {
  const { url } = await filled();
  const sound = { leads: 2, optIns: 3, faults: [], isWhole: true };
  expect(checkStore(url)).toEqual(sound);
  const other = newFileUrl();
  const store = await openStore(other);
  await store.close();
  const before = readdirSync(dirname(filePath(other)));
  expect(checkStore(other)).toMatchObject({ leads: 0, optIns: 0, faults: [] });
  expect(readdirSync(dirname(filePath(other)))).toEqual(before);
});

test.each([
  [
    "update lead_counts set n = n + 1",
    ["Counts of leads by source, status and owner that are wrong: 1"],
  ],
  ["delete from opt_in_counts", ["Counts of opt-ins by source that are wrong: 1"]],
  ["update leads set opt_ins = 9", ["Counts of opt-ins by lead that are wrong: 2"]],
  [
    "update opt_ins set lead = 99 where seq = 1",
    [
      "Rows of opt_ins that point at nothing in leads: 1",
      "Counts of opt-ins by lead that are wrong: 1",
    ],
  ],
  [
    "delete from kysely_migration where name = '0003-mirror'",
    ["From an older version: the server's next start brings it up to date (0003-mirror)"],
  ],
  ["delete from lead_search", ["Leads that searches miss, or find though they are gone: 2"]],
])("after %s it says what is off", async (change, faults) => {
  const { url } = await filled();
  const database = new DatabaseSync(filePath(url), { enableForeignKeyConstraints: false });
  database.exec(change);
  database.close();
  expect(checkStore(url).faults).toEqual(faults);
});

test.each([
  "update lead_counts set n = n + 1",
  "delete from opt_in_counts",
  "update leads set opt_ins = 9",
  "delete from lead_search",
  "insert into lead_search (rowid, text) values (99, 'gone')",
])("after %s it can be mended", async (change) => {
  const { url, store } = await filled();
  await sql.raw(change).execute(store.db);
  expect(checkStore(url).faults).toHaveLength(1);
  await repairStore(store);
  expect(checkStore(url)).toMatchObject({ leads: 2, optIns: 3, faults: [] });
});

test("in a mirror, Hermon says how many opt-ins a lead has", async () => {
  const { url, store } = await filled();
  await setFact(store.db, "mode", "live");
  await sql`update leads set opt_ins = 9`.execute(store.db);
  expect(checkStore(url).faults).toEqual([]);
});

test("damaged pages are found", async () => {
  const url = newFileUrl();
  const store = await openStore(url);
  for (let n = 0; n < 50; n += 1) await setFact(store.db, `fact ${n}`, "x".repeat(3_000));
  await store.close();
  const path = filePath(url);
  const file = openSync(path, "r+");
  writeSync(file, Buffer.alloc(60_000, 7), 0, 60_000, statSync(path).size - 60_000);
  closeSync(file);
  expect(checkStore(url).faults.length).toBeGreaterThan(0);
});

test.each([
  ["isn't there", () => undefined, /^There is no database at \//],
  [
    "is no database",
    (path: string) => writeFileSync(path, "x".repeat(9_000)),
    /is damaged, or no database$/,
  ],
  [
    "is a newer version's",
    (path: string) => {
      const database = new DatabaseSync(path);
      database.exec("create table kysely_migration (name)");
      database.exec("insert into kysely_migration values ('9999-later')");
      database.close();
    },
    /newer version of this program \(9999-later\)/,
  ],
])("one that %s is refused in one line", (_, make, line) => {
  const url = newFileUrl();
  make(filePath(url));
  expect(() => checkStore(url)).toThrow(line);
});
