import type { Kysely } from "kysely";
import { Migrator } from "kysely/migration";
import type { OpenDatabase } from "./database.ts";
import { DatabaseProblem } from "../store-failure.ts";
import type { Tables } from "../tables.ts";

type Migrations = OpenDatabase["migrations"];

/**
 * Brings the tables up to date, all or nothing, in a transaction that other processes wait for.
 * Throws when one fails, or when the database already has migrations unknown here.
 */
export async function migrate(db: Kysely<Tables>, migrations: Migrations): Promise<void> {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => ({ ...migrations }) },
  });
  const { error } = await migrator.migrateToLatest();
  if (error instanceof Error) throw error;
  if (error) throw new Error("A migration failed", { cause: error });
}

/** Of the migrations known here, those that a database with these ones still lacks. */
export const pendingMigrations = (applied: readonly string[], migrations: Migrations): string[] =>
  Object.keys(migrations).filter((name) => !applied.includes(name));

/**
 * Throws when the database of that name, to which these migrations were applied, is from a newer
 * version of the program.
 */
export function refuseNewer(
  name: string,
  applied: readonly string[],
  migrations: Migrations,
): void {
  const unknown = applied.filter((one) => !Object.hasOwn(migrations, one));
  if (unknown.length === 0) return;
  throw new DatabaseProblem(
    `${name} was used by a newer version of this program (${unknown.join(", ")}): update the program`,
  );
}
