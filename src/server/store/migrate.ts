import { resolve } from "node:path";
import type { Kysely } from "kysely";
import { Migrator } from "kysely/migration";
import * as leads from "./migrations/0001-leads.ts";
import * as accounts from "./migrations/0002-accounts.ts";
import * as mirror from "./migrations/0003-mirror.ts";
import * as endOfAccounts from "./migrations/0005-accounts.ts";
import * as submissions from "./migrations/0006-submissions.ts";
import * as touchDays from "./migrations/0008-touch-days.ts";
import * as counts from "./migrations/0009-counts.ts";
import * as lists from "./migrations/0010-lists.ts";
import * as audit from "./migrations/0011-audit.ts";
import * as optInLists from "./migrations/0012-opt-in-lists.ts";
import { DatabaseProblem } from "./store-failure.ts";
import type { Tables } from "./tables.ts";

/** In the order in which they run. A migration that was released is never changed again. */
const MIGRATIONS = {
  "0001-leads": leads,
  "0002-accounts": accounts,
  "0003-mirror": mirror,
  "0005-accounts": endOfAccounts,
  "0006-submissions": submissions,
  "0008-touch-days": touchDays,
  "0009-counts": counts,
  "0010-lists": lists,
  "0011-audit": audit,
  "0012-opt-in-lists": optInLists,
};

/**
 * Brings the tables up to date, all or nothing, in a transaction that other processes wait for.
 * Throws when one fails, or when the database already has migrations unknown here.
 */
export async function migrate(db: Kysely<Tables>): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => MIGRATIONS } });
  const { error } = await migrator.migrateToLatest();
  if (error instanceof Error) throw error;
  if (error) throw new Error("A migration failed", { cause: error });
}

/** Of the migrations known here, those that a database with these ones still lacks. */
export const pendingMigrations = (applied: readonly string[]): string[] =>
  Object.keys(MIGRATIONS).filter((name) => !applied.includes(name));

/**
 * Throws when the database at `path`, to which these migrations were applied, is from a newer
 * version of the program.
 */
export function refuseNewer(path: string, applied: readonly string[]): void {
  const unknown = applied.filter((name) => !Object.hasOwn(MIGRATIONS, name));
  if (unknown.length === 0) return;
  throw new DatabaseProblem(
    `${resolve(path)} was used by a newer version of this program (${unknown.join(", ")}): update the program`,
  );
}
