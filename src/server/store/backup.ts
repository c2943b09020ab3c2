import { backup, DatabaseSync } from "node:sqlite";
import { filePath } from "./open.ts";

/**
 * Copies the database at `url` into a new file as it is at one moment, while others go on using
 * it. Throws when there is no such database.
 */
export async function backUpStore(url: string, target: string): Promise<void> {
  const database = new DatabaseSync(filePath(url), { readOnly: true });
  try {
    await backup(database, target);
  } finally {
    database.close();
  }
}
