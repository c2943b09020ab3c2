import { filePath } from "./open.ts";
import { copySqliteFile } from "./sqlite.ts";

/**
 * Copies the database at `url` into a new file as it is at one moment, while others go on using
 * it. Throws when there is no such database.
 */
export const backUpStore = (url: string, target: string): Promise<void> =>
  copySqliteFile(filePath(url), target);
