import { spawnSync } from "node:child_process";
import {
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { DatabaseSync } from "node:sqlite";
import { expect, onTestFinished, test } from "vitest";
import { backUpStore } from "./backup.ts";
import { readFact, setFact } from "../../facts.ts";
import { openStore } from "../../open.ts";
import { filePath } from "../file-path.ts";
import { restoreStore } from "./restore.ts";
import { takeAlone } from "../locks/use-lock.ts";
import { DatabaseProblem } from "../../store-failure.ts";
import { newFileUrl, openTestStore } from "../../test-store.ts";

const NOW = new Date("2026-03-01T12:00:00.123Z");
const STAMP = "2026-03-01T12-00-00.123Z";

/** A database that says "green", and a backup from when it said "blue". */
async function setUp() {
  const url = newFileUrl();
  const path = filePath(url);
  const store = await openStore(url);
  await setFact(store.db, "colour", "blue");
  const backup = join(dirname(path), "backup.db");
  await backUpStore(url, backup);
  await setFact(store.db, "colour", "green");
  await store.close();
  writeFileSync(`${path}.secret`, "the secret");
  return { url, path, backup };
}

async function colourIn(path: string): Promise<string | null> {
  const store = await openStore(`file:${path}`);
  const colour = await readFact(store, "colour");
  await store.close();
  return colour;
}

/** Without what SQLite keeps beside databases that are open. */
const filesBeside = (path: string) =>
  readdirSync(dirname(path))
    .filter((name) => !/-(wal|shm)$|\.lock$/.test(name))
    .toSorted();

test("the backup takes the database's place, which is kept; the secret stays", async () => {
  const { url, path, backup } = await setUp();
  const kept = await restoreStore(url, backup, NOW);
  expect(kept).toBe(`${path}.${STAMP}`);
  expect(filesBeside(path)).toEqual(
    ["backup.db", "test.db", "test.db.secret", `test.db.${STAMP}`].toSorted(),
  );
  expect(readFileSync(`${path}.secret`, "utf8")).toBe("the secret");
  expect(statSync(path).mode & 0o077).toBe(0);
  expect(await colourIn(path)).toBe("blue");
  expect(await colourIn(kept ?? "")).toBe("green");
});

test("where there is no database, not even a folder, there is one then", async () => {
  const { backup } = await setUp();
  const path = join(dirname(backup), "some/where/new.db");
  expect(await restoreStore(`file:${path}`, backup, NOW)).toBeNull();
  expect(await colourIn(path)).toBe("blue");
});

test("the log of a server that was killed isn't applied to the backup, and isn't lost", async () => {
  const { url, path, backup } = await setUp();
  const script = `import { openStore } from "${import.meta.resolve("../../open.ts")}";
    import { setFact } from "${import.meta.resolve("../../facts.ts")}";
    const store = await openStore(${JSON.stringify(url)});
    await setFact(store.db, "colour", "red");
    process.kill(process.pid, "SIGKILL");`;
  spawnSync(process.execPath, ["--input-type=module", "--eval", script]);
  expect(existsSync(`${path}-wal`)).toBe(true);
  const kept = await restoreStore(url, backup, NOW);
  expect(existsSync(`${path}-wal`)).toBe(false);
  expect(await colourIn(path)).toBe("blue");
  expect(await colourIn(kept ?? "")).toBe("red");
});

test("a damaged database is replaced, and kept with its log", async () => {
  const { url, path, backup } = await setUp();
  writeFileSync(path, "no database any more".repeat(1_000));
  writeFileSync(`${path}-wal`, "nor a log");
  const kept = await restoreStore(url, backup, NOW);
  expect(readFileSync(kept ?? "", "utf8")).toContain("no database any more");
  expect(readFileSync(`${kept}-wal`, "utf8")).toBe("nor a log");
  expect(await colourIn(path)).toBe("blue");
});

test("a log without its database isn't applied to the backup either", async () => {
  const { url, path, backup } = await setUp();
  rmSync(path);
  writeFileSync(`${path}-wal`, "left over");
  expect(await restoreStore(url, backup, NOW)).toBeNull();
  expect(existsSync(`${path}-wal`)).toBe(false);
  expect(await colourIn(path)).toBe("blue");
});

test.each([
  ["this program", async (url: string) => void (await openTestStore(url))],
  [
    "another program",
    async (url: string) => {
      const database = new DatabaseSync(filePath(url));
      database.prepare("select * from facts").all();
      onTestFinished(() => database.close());
    },
  ],
  [
    "this program, whose file was removed",
    async (url: string) => {
      await openTestStore(url);
      renameSync(filePath(url), `${filePath(url)}.moved`);
    },
  ],
])("while %s has the database open, nothing is touched", async (_, use) => {
  const { url, path, backup } = await setUp();
  await use(url);
  const before = filesBeside(path);
  const restoring = restoreStore(url, backup, NOW);
  await expect(restoring).rejects.toThrow(`${path} is in use: stop the server`);
  expect(filesBeside(path)).toEqual(before);
});

test.each([
  ["is not there", (path: string) => rmSync(path), /^There is no file /],
  ["is empty", (path: string) => writeFileSync(path, ""), /backup\.db is empty$/],
  [
    "is no database",
    (path: string) => writeFileSync(path, "x".repeat(9_000)),
    /backup\.db is damaged, or no/,
  ],
  [
    "is another program's",
    (path: string) => {
      rmSync(path);
      new DatabaseSync(path).exec("create table leads (a)");
    },
    /backup\.db is a database of another program$/,
  ],
  [
    "is a newer version's",
    (path: string) => {
      new DatabaseSync(path).exec("insert into kysely_migration values ('9999-later', '1')");
    },
    /backup\.db was used by a newer version of this program \(9999-later\): update/,
  ],
  [
    "has lost its end",
    (path: string) => writeFileSync(path, readFileSync(path).subarray(0, 60_000)),
    /backup\.db is damaged/,
  ],
])("a backup that %s is refused, and nothing is touched", async (_, spoil, line) => {
  const { url, path, backup } = await setUp();
  spoil(backup);
  const before = filesBeside(path);
  const restoring = restoreStore(url, backup, NOW);
  await expect(restoring).rejects.toBeInstanceOf(DatabaseProblem);
  await expect(restoring).rejects.toThrow(line);
  expect(filesBeside(path)).toEqual(before);
  expect(await colourIn(path)).toBe("green");
});

test("the database can't be restored from itself", async () => {
  const { url, path } = await setUp();
  await expect(restoreStore(url, path, NOW)).rejects.toThrow("is the database itself");
  expect(await colourIn(path)).toBe("green");
});

test("an older backup is restored as it is", async () => {
  const { url, path, backup } = await setUp();
  const old = new DatabaseSync(backup);
  old.exec("delete from kysely_migration where name like '0003%'");
  old.close();
  await restoreStore(url, backup, NOW);
  const restored = new DatabaseSync(path, { readOnly: true });
  const names = restored.prepare("select name from kysely_migration").all().map(Object.values);
  restored.close();
  expect(names.flat()).toContain("0002-accounts");
  expect(names.flat()).not.toContain("0003-mirror");
});

test("another program's database isn't replaced", async () => {
  const { url, path, backup } = await setUp();
  rmSync(path);
  const other = new DatabaseSync(path);
  other.exec("create table theirs (a)");
  other.close();
  await expect(restoreStore(url, backup, NOW)).rejects.toThrow("is a database of another program");
  expect(existsSync(`${path}.${STAMP}`)).toBe(false);
});

test("a database is opened when it was restored, not before", async () => {
  const { url, path } = await setUp();
  const release = await takeAlone(path);
  let isOpen = false;
  const opening = openStore(url).finally(() => (isOpen = true));
  await setTimeout(200);
  expect(isOpen).toBe(false);
  release?.();
  await (await opening).close();
});
