import {
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  statSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { backUpStore } from "./backup.ts";
import { readFact, setFact } from "../../facts.ts";
import { openStore } from "../../open.ts";
import { filePath } from "../file-path.ts";
import { DatabaseProblem } from "../../store-failure.ts";
import { newFileUrl, openTestStore } from "../../test-store.ts";

const beside = (url: string, name: string) => join(dirname(filePath(url)), name);

/** A database on the disk that nobody has open. */
async function closedDatabase(): Promise<string> {
  const url = newFileUrl();
  await (await openStore(url)).close();
  return url;
}

test("a backup is a database of its own, in one file that only its owner may read", async () => {
  const url = newFileUrl();
  const store = await openTestStore(url);
  await setFact(store.db, "colour", "blue");
  const copy = beside(url, "copy.db");
  await backUpStore(url, copy);
  await setFact(store.db, "colour", "green");
  expect(readdirSync(dirname(copy)).filter((name) => name.includes("copy"))).toEqual(["copy.db"]);
  expect(statSync(copy).mode & 0o077).toBe(0);
  const other = await openTestStore(`file:${copy}`);
  expect(await readFact(other, "colour")).toBe("blue");
});

test("a backup ends while others commit without a pause, and holds one moment", async () => {
  const url = newFileUrl();
  const store = await openTestStore(url);
  await store.write(async (tx) => {
    for (let n = 0; n < 200; n += 1) await setFact(tx, `large ${n}`, "x".repeat(50_000));
  });
  const copy = beside(url, "copy.db");
  const done = new AbortController();
  const backup = backUpStore(url, copy).finally(() => done.abort());
  let commits = 0;
  // Both facts in one commit, and so in one backup.
  for (; !done.signal.aborted; commits += 1) {
    await store.write(async (tx) => {
      await setFact(tx, "one", String(commits));
      await setFact(tx, "other", String(commits));
    });
  }
  await backup;
  expect(commits).toBeGreaterThan(0);
  const other = await openTestStore(`file:${copy}`);
  expect(await readFact(other, "one")).toBe(await readFact(other, "other"));
  expect(await readFact(other, "large 199")).toHaveLength(50_000);
});

test("a backup holds what is still in the log of a server that was killed", async () => {
  const url = newFileUrl();
  const store = await openTestStore(url);
  await setFact(store.db, "colour", "blue");
  const killed = newFileUrl();
  for (const ending of ["", "-wal"]) {
    copyFileSync(filePath(url) + ending, filePath(killed) + ending);
  }
  const copy = beside(killed, "copy.db");
  await backUpStore(killed, copy);
  expect(await readFact(await openTestStore(`file:${copy}`), "colour")).toBe("blue");
});

test("a database of an older or a newer version is copied as it is", async () => {
  const url = await closedDatabase();
  const change = new DatabaseSync(filePath(url));
  change.exec("delete from kysely_migration where name like '0003%'");
  change.exec("insert into kysely_migration values ('9999-later', '2036-01-01')");
  change.close();
  const copy = beside(url, "copy.db");
  await backUpStore(url, copy);
  for (const path of [filePath(url), copy]) {
    const database = new DatabaseSync(path, { readOnly: true });
    const names = database.prepare("select name from kysely_migration").all().map(Object.values);
    database.close();
    expect(names.flat()).toContain("9999-later");
    expect(names.flat()).not.toContain("0003-mirror");
  }
});

test.each([
  ["a folder", (url: string) => dirname(filePath(url)), /is a folder: name a file in it$/],
  [
    "a folder that isn't there",
    (url: string) => beside(url, "no/copy.db"),
    /^There is no folder .*\/no$/,
  ],
  ["the database itself", filePath, /test\.db is there already$/],
  [
    "the name of its log",
    (url: string) => `${filePath(url)}-wal`,
    /a name that the database itself needs$/,
  ],
  [
    "the name of its secret",
    (url: string) => `${filePath(url)}.secret`,
    /the database itself needs$/,
  ],
])("a backup to %s is refused in one line", async (_, target, line) => {
  const url = await closedDatabase();
  const before = readdirSync(dirname(filePath(url)));
  const backup = backUpStore(url, target(url));
  await expect(backup).rejects.toBeInstanceOf(DatabaseProblem);
  await expect(backup).rejects.toThrow(line);
  const names = readdirSync(dirname(filePath(url)));
  expect(names).toEqual(before);
});

test.each(["copy.db", "copy.db-wal", "copy.db-journal"])(
  "a backup never touches a %s that is there",
  async (name) => {
    const url = await closedDatabase();
    writeFileSync(beside(url, name), "mine");
    await expect(backUpStore(url, beside(url, "copy.db"))).rejects.toThrow(
      `${name} is there already`,
    );
    expect(existsSync(beside(url, "copy.db"))).toBe(name === "copy.db");
  },
);

test.each([
  ["no database", () => undefined, /^There is no database at \//],
  ["a folder", (path: string) => mkdirSync(path), /is a folder/],
  ["nothing in it", (path: string) => writeFileSync(path, ""), /is empty: start the server once$/],
  [
    "something else",
    (path: string) => writeFileSync(path, "x".repeat(10_000)),
    /is damaged, or no database$/,
  ],
  [
    "another program's database",
    (path: string) => new DatabaseSync(path).exec("create table a (b)"),
    /of another program$/,
  ],
])("where there is %s, there is no backup", async (_, make, line) => {
  const url = newFileUrl();
  make(filePath(url));
  const backup = backUpStore(url, beside(url, "copy.db"));
  await expect(backup).rejects.toBeInstanceOf(DatabaseProblem);
  await expect(backup).rejects.toThrow(line);
  expect(existsSync(beside(url, "copy.db"))).toBe(false);
});

test("a damaged database doesn't pass for a backup", async () => {
  const url = newFileUrl();
  const store = await openStore(url);
  for (let n = 0; n < 50; n += 1) await setFact(store.db, `fact ${n}`, "x".repeat(3_000));
  await store.close();
  const file = openSync(filePath(url), "r+");
  writeSync(file, Buffer.alloc(60_000, 7), 0, 60_000, statSync(filePath(url)).size - 60_000);
  closeSync(file);
  await expect(backUpStore(url, beside(url, "copy.db"))).rejects.toThrow("is damaged");
  expect(readdirSync(dirname(filePath(url))).filter((name) => name.includes("copy"))).toEqual([]);
});
