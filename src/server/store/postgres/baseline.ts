import { type Kysely, sql } from "kysely";
import { accountTables } from "./baseline/account-tables.ts";
import { indexes } from "./baseline/indexes.ts";
import { leadTables } from "./baseline/lead-tables.ts";
import { triggers } from "./baseline/triggers.ts";

/** The whole schema as it was when PostgreSQL came: what other databases have come to in steps. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const statements = [
    "create extension if not exists pg_trgm",
    ...leadTables,
    ...accountTables,
    ...indexes,
    ...triggers,
  ];
  for (const statement of statements) await sql.raw(statement).execute(db);
}
