import { StoreFailure } from "../store-failure.ts";
import { kindOf } from "./failures.ts";
import type { Result } from "./threads/protocol.ts";

/** What share of a file, and at least how many pages, must be free to be worth making it anew. */
const FREE_SHARE = 0.15;
const FEWEST_PAGES = 1_000;

const PAGES = `select freelist_count, page_count
  from pragma_freelist_count, pragma_page_count`;

/**
 * Makes a file anew of which much is free, as after a migration that needs less: SQLite keeps that
 * for later rows and never gives it back by itself.
 * @param ask runs a statement where no transaction is open
 */
export async function giveBackSpace(ask: (sql: string) => Promise<Result>): Promise<void> {
  const [[free, all] = []] = (await ask(PAGES)).rows;
  const pages = Number(all);
  if (pages < FEWEST_PAGES || Number(free) < pages * FREE_SHARE) return;
  await makeAnew(ask);
}

/**
 * Writes a file anew, page by page full. Whoever else writes meanwhile waits. Where another keeps
 * the file, or the disk has no room for the copy, it stays as it is.
 * @param ask runs a statement where no transaction is open
 */
export async function makeAnew(ask: (sql: string) => Promise<unknown>): Promise<void> {
  try {
    await ask("vacuum");
    // All of the copy went through the log.
    await ask("pragma wal_checkpoint(truncate)");
  } catch (error) {
    if (!(error instanceof StoreFailure || kindOf(error))) throw error;
  }
}
