import { backup } from "node:sqlite";
import { endLog, openToRead } from "../connect.ts";

/**
 * In one step, in which SQLite keeps others' commits apart from what it copies. With smaller ones it
 * would begin anew after each commit, and never end where there are many.
 */
const ALL_PAGES = 2 ** 31 - 1;

/**
 * Copies the database at `path` into the empty file `target` as it is at one moment, with what its
 * log holds, while others go on using it. The copy is one file, without a log.
 * @param isOurs whether it is the database in its place
 */
export async function copySqliteFile(path: string, target: string, isOurs: boolean): Promise<void> {
  const source = openToRead(path, isOurs);
  try {
    await backup(source, target, { rate: ALL_PAGES });
  } finally {
    source.close();
  }
  endLog(target);
}
