import { randomBytes } from "node:crypto";
import {
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  renameSync,
  rmSync,
} from "node:fs";
import { dirname } from "node:path";

/** What SQLite may leave beside a file. */
export const COMPANIONS = ["-wal", "-shm", "-journal"] as const;

/**
 * Lets `work` fill a new file beside `target`, which only its owner may read, and removes it
 * afterwards, also when the process is told to end meanwhile. What is to stay, `work` gives another
 * name.
 */
export async function withTemporaryFile<T>(
  target: string,
  work: (temporary: string) => Promise<T>,
): Promise<T> {
  const temporary = `${target}.${randomBytes(4).toString("hex")}.partial`;
  const remove = () => {
    for (const ending of ["", ...COMPANIONS]) rmSync(temporary + ending, { force: true });
  };
  closeSync(openSync(temporary, "wx", 0o600));
  process.once("exit", remove);
  try {
    return await work(temporary);
  } finally {
    process.off("exit", remove);
    remove();
  }
}

/** Writes to the disk what was written to a file. */
function sync(path: string): void {
  const file = openSync(path, "r+");
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Writes to the disk which names there are in the folder of `path`. Windows has no such thing. */
export function syncFolder(path: string): void {
  if (process.platform === "win32") return;
  const folder = openSync(dirname(path), "r");
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

/**
 * Gives a temporary file its name for good, or leaves all as it was.
 * @throws `EEXIST` when something has that name already
 */
export function nameForGood(temporary: string, target: string): void {
  sync(temporary);
  try {
    linkSync(temporary, target);
  } catch (error) {
    // Not every file system knows second names.
    if (existsSync(target)) throw error;
    renameSync(temporary, target);
  }
  syncFolder(target);
}

/** Puts a temporary file in the place of another, in one step. */
export function replaceBy(temporary: string, target: string): void {
  sync(temporary);
  renameSync(temporary, target);
  syncFolder(target);
}

/** Keeps what is in a file under a second name, whatever takes the first one's place. */
export function keepAs(path: string, kept: string): void {
  try {
    linkSync(path, kept);
  } catch {
    copyFileSync(path, kept, constants.COPYFILE_EXCL);
    sync(kept);
  }
  syncFolder(kept);
}
