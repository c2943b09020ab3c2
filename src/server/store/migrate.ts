import type { Kysely } from "kysely";
import { Migrator } from "kysely/migration";
import * as leads from "./migrations/0001-leads.ts";
import * as accounts from "./migrations/0002-accounts.ts";
import * as mirror from "./migrations/0003-mirror.ts";
import * as endOfAccounts from "./migrations/0005-accounts.ts";
import * as submissions from "./migrations/0006-submissions.ts";
import type { Tables } from "./tables.ts";

/** In the order in which they run. A migration that was released is never changed again. */
const MIGRATIONS = {
  "0001-leads": leads,
  "0002-accounts": accounts,
  "0003-mirror": mirror,
  "0005-accounts": endOfAccounts,
  "0006-submissions": submissions,
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
