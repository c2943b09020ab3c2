import { mkdirSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { RateLimiterMemory } from "rate-limiter-flexible";
import { sql } from "kysely";
import type { DatabaseKind, OpenDatabase, OpenOptions } from "../database/database.ts";
import { DatabaseProblem } from "../store-failure.ts";
import { backUpStore } from "./backup/backup.ts";
import { checkStore } from "./backup/check.ts";
import { restoreStore } from "./backup/restore.ts";
import { openSqliteFile, type SqliteFile } from "./file.ts";
import { filePath, refuseFolder, refuseMissing } from "./file-path.ts";
import { asProblem } from "./inspect.ts";
import { type Release, serveAlone, shareUse } from "./locks/use-lock.ts";
import { migrations } from "./migrations.ts";
import { makeAnew } from "./vacuum.ts";

/** A file, `file:PATH`. Another process' lock is waited for. */
export const sqlite: DatabaseKind = {
  open,
  secretPath: (url) => `${filePath(url)}.secret`,
  backUp: backUpStore,
  restore: restoreStore,
  check: async (url) => checkStore(url),
  nameOf: (url) => resolve(filePath(url)),
};

async function open(url: string, { isOwned, serve, watch }: OpenOptions): Promise<OpenDatabase> {
  const path = filePath(url);
  if (isOwned) mkdirSync(dirname(path), { recursive: true });
  else refuseMissing(path);
  refuseFolder(path);
  const release = await shareUse(path, isOwned);
  if (!release) throw new DatabaseProblem(`${resolve(path)} is being restored: try again later`);
  let endServing: Release | undefined;
  let file: SqliteFile;
  try {
    if (serve) endServing = (await serveAlone(path)) ?? refuseSecond(path);
    file = await openSqliteFile(path, { isOwned, ...(watch && { watch }) });
  } catch (error) {
    endServing?.();
    release();
    throw asProblem(error, path);
  }
  return {
    ...file,
    migrations,
    // One server has the file.
    limiter: ({ name, points, seconds }) =>
      new RateLimiterMemory({ keyPrefix: name, points, duration: seconds }),
    now: sql<number>`cast(unixepoch('subsec') * 1000 as integer)`,
    // It knows of a column how many values there are, and takes each to be as frequent as the others.
    withoutIndex: (column) => sql`+${sql.ref(column)}`,
    compact: (db) => makeAnew((text) => sql.raw(text).execute(db)),
    asProblem: (error) => asProblem(error, path),
    async close() {
      await file.close();
      endServing?.();
      release();
    },
  };
}

function refuseSecond(path: string): never {
  throw new DatabaseProblem(
    `${resolve(path)} is used by another server, and only one may: stop it, or name another database`,
  );
}
