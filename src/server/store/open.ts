import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { Kysely, type Transaction } from "kysely";
import { migrate } from "./migrate.ts";
import { openSqliteFile } from "./sqlite.ts";
import type { Tables } from "./tables.ts";
import { WriteQueue } from "./write-queue.ts";

/** The open database. Every function of the store takes it first. */
export interface Store {
  /** Outside of transactions it shows what is committed, and a write of one query waits its turn. */
  readonly db: Kysely<Tables>;
  /** As better-auth wants it named beside `db`. */
  readonly dialect: "sqlite";
  /**
   * Runs `work` in a transaction, after those who asked before, and resolves once it is durable.
   * When `work` throws, nothing of it stays and the error comes out here. Writers that wait at the
   * same time share one commit, so `work` must wait for nothing but the database, and write by `tx`
   * alone: a write by `db` would wait for `work` itself.
   */
  write<T>(work: (tx: Transaction<Tables>) => Promise<T>): Promise<T>;
  /** Differs from before whenever anything was committed, by this process or another. */
  version(): number;
  /** Waits for writes that were asked for, then closes the file. */
  close(): Promise<void>;
}

/**
 * Opens the database at `url` (`file:PATH`), makes it if there is none, and brings its tables up
 * to date. Throws when the file can't be opened or comes from a newer version of the program.
 */
export async function openStore(url: string): Promise<Store> {
  const path = filePath(url);
  mkdirSync(dirname(path), { recursive: true });
  const file = openSqliteFile(path);
  const db = new Kysely<Tables>({ dialect: file.dialect });
  await file.withoutForeignKeys(() => migrate(db));
  const queue = new WriteQueue(db);
  return {
    db,
    dialect: "sqlite",
    write: (work) => queue.add(work),
    version: () => file.version(),
    async close() {
      await queue.idle();
      await db.destroy();
    },
  };
}

/** Where the file of a `file:PATH` is. Relative paths are allowed, so it is none for `new URL`. */
export function filePath(url: string): string {
  const [, path] = /^file:(?:\/\/(?=\/))?(.+)$/.exec(url) ?? [];
  if (!path) throw new Error(`The store takes file:PATH, not ${url.split(":", 1)[0]}:`);
  return path;
}
