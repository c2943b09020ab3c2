import { existsSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { writingProblem } from "./file-problem.ts";
import { filePath, refuseMissing } from "../file-path.ts";
import { realPath } from "../real-path.ts";
import { copySqliteFile } from "./copy.ts";
import { faultsOf, inspect } from "../inspect.ts";
import { DatabaseProblem } from "../../store-failure.ts";
import { COMPANIONS, nameForGood, withTemporaryFile } from "./temporary-file.ts";

/**
 * Copies the database at `url` into a new file as it is at one moment, of whatever version it is,
 * while others go on using it. The file is whole and on the disk, or it isn't there.
 * @throws {DatabaseProblem} when there is no such database, or the file can't be made
 */
export async function backUpStore(url: string, target: string): Promise<void> {
  const path = filePath(url);
  refuseMissing(path);
  // Before anything is written, so that what is wrong with it isn't taken for the copy's fault.
  inspect(path, () => undefined);
  try {
    refuseTarget(path, target);
    await withTemporaryFile(target, async (temporary) => {
      await copySqliteFile(path, temporary, true);
      refuseDamaged(path, temporary);
      nameForGood(temporary, target);
    });
  } catch (error) {
    throw writingProblem(error, target);
  }
}

/** A copy that can't be used must not pass for a backup. */
function refuseDamaged(path: string, copy: string): void {
  const [fault] = inspect(copy, (database) => faultsOf(database, "quick"), path);
  if (fault === undefined) return;
  throw new DatabaseProblem(`${resolve(path)} is damaged, so there is no backup: ${fault}`);
}

/** A file of that name is somebody's; those beside it SQLite would take for the copy's own. */
function refuseTarget(path: string, target: string): void {
  if (statSync(target, { throwIfNoEntry: false })?.isDirectory()) {
    throw new DatabaseProblem(`${resolve(target)} is a folder: name a file in it`);
  }
  const taken = ["", ...COMPANIONS].map((ending) => target + ending).find(existsSync);
  if (taken !== undefined) throw new DatabaseProblem(`${resolve(taken)} is there already`);
  const own = [...COMPANIONS, ".secret", ".lock"].map((ending) => realPath(path) + ending);
  if (own.includes(realPath(target))) {
    throw new DatabaseProblem(`${resolve(target)} is a name that the database itself needs`);
  }
}
