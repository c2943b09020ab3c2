import { existsSync, mkdirSync, renameSync, rmSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { writingProblem } from "./file-problem.ts";
import { refuseNewer } from "../../database/migrate.ts";
import { filePath } from "../file-path.ts";
import { endLog } from "../connect.ts";
import { copySqliteFile } from "./copy.ts";
import { realPath } from "../real-path.ts";
import { kindOf } from "../failures.ts";
import { faultsOf, inspect } from "../inspect.ts";
import { migrations } from "../migrations.ts";
import { takeAlone } from "../locks/use-lock.ts";
import { DatabaseProblem } from "../../store-failure.ts";
import { keepAs, replaceBy, withTemporaryFile } from "./temporary-file.ts";

/**
 * Puts a backup in the place of the database at `url`. What was there is kept beside it; at no
 * moment, whenever the process ends, is there no database or a mixture of both.
 * @param now names what is kept
 * @returns where that is; `null`: there was nothing
 * @throws {DatabaseProblem} when the backup can't be used or someone uses the database; then all is
 *   as it was
 */
export async function restoreStore(url: string, backup: string, now: Date): Promise<string | null> {
  const path = realPath(filePath(url));
  refuseBackup(path, backup);
  try {
    mkdirSync(dirname(path), { recursive: true });
    const release = await takeAlone(path);
    if (!release) throw inUse(path);
    try {
      return await withTemporaryFile(path, async (temporary) => {
        await copySqliteFile(backup, temporary, false);
        inspect(temporary, (database) => refuseDamaged(database, backup), backup);
        const kept = retire(path, now);
        replaceBy(temporary, path);
        return kept;
      });
    } finally {
      release();
    }
  } catch (error) {
    throw writingProblem(error, path);
  }
}

const inUse = (path: string) =>
  new DatabaseProblem(`${path} is in use: stop the server and all others that have it open`);

function refuseBackup(path: string, backup: string): void {
  const name = resolve(backup);
  const found = statSync(backup, { throwIfNoEntry: false, bigint: true });
  if (!found?.isFile()) throw new DatabaseProblem(`There is no file ${name}`);
  const current = statSync(path, { throwIfNoEntry: false, bigint: true });
  if (current?.ino === found.ino && current.dev === found.dev) {
    throw new DatabaseProblem(`${name} is the database itself`);
  }
  inspect(backup, (_, applied) => refuseNewer(resolve(backup), applied, migrations), backup);
}

function refuseDamaged(database: DatabaseSync, backup: string): void {
  const [fault] = faultsOf(database, "whole");
  if (fault !== undefined) throw new DatabaseProblem(`${resolve(backup)} is damaged: ${fault}`);
}

/**
 * Gives what stands at `path` a second name with the date, and leaves no log there that SQLite would
 * take for the next one's. One that is too damaged for its log to be worked off keeps it.
 */
function retire(path: string, now: Date): string | null {
  const kept = `${path}.${now.toISOString().replaceAll(":", "-")}`;
  if (existsSync(path)) {
    // Of an empty file SQLite takes the log for a left-over, and removes it.
    if (statSync(path).size > 0) workOffLog(path);
    keepAs(path, kept);
  }
  for (const ending of ["-wal", "-journal"]) {
    if (existsSync(path + ending)) renameSync(path + ending, kept + ending);
  }
  rmSync(`${path}-shm`, { force: true });
  return existsSync(kept) ? kept : null;
}

/** Programs that know nothing of our lock, such as `sqlite3`, are noticed here. */
function workOffLog(path: string): void {
  try {
    endLog(path);
  } catch (error) {
    const kind = kindOf(error);
    if (kind === "busy") throw inUse(path);
    if (kind === undefined) throw error;
  }
}
