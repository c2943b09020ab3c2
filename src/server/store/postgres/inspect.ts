import type { Pool } from "pg";
import { DatabaseProblem } from "../store-failure.ts";

const OLDEST = 150_000;

interface Facts {
  readonly version: number;
  readonly version_text: string;
  readonly encoding: string;
  readonly has_trigrams: boolean;
  readonly is_ours: boolean;
  readonly is_empty: boolean;
}

const QUESTION = `select
  current_setting('server_version_num')::int as version,
  current_setting('server_version') as version_text,
  current_setting('server_encoding') as encoding,
  exists (select from pg_available_extensions where name = 'pg_trgm') as has_trigrams,
  to_regclass('kysely_migration') is not null as is_ours,
  to_regclass('leads') is null and to_regclass('people') is null and to_regclass('"user"') is null
    as is_empty`;

/**
 * Looks whether a database is one that the store can use, and gives the migrations that were applied.
 * @throws {DatabaseProblem} when it can't
 */
export async function inspect(pool: Pool, name: string, isOwned: boolean): Promise<string[]> {
  const { rows } = await pool.query<Facts>(QUESTION);
  const problem = rows[0] && problemOf(rows[0]);
  if (problem) throw new DatabaseProblem(`${name} ${problem}`);
  if (!rows[0]?.is_ours) {
    if (!isOwned) throw new DatabaseProblem(`${name} is empty: start the server once`);
    return [];
  }
  const applied = await pool.query<{ name: string }>(
    "select name from kysely_migration order by name",
  );
  return applied.rows.map((row) => row.name);
}

function problemOf(facts: Facts): string | undefined {
  if (facts.version < OLDEST) {
    return `is on PostgreSQL ${facts.version_text}: 15 or newer is needed`;
  }
  if (facts.encoding !== "UTF8") {
    return `has the encoding ${facts.encoding}: create the database with encoding 'UTF8'`;
  }
  if (!facts.has_trigrams) {
    return "lacks the extension pg_trgm: install PostgreSQL's contrib package on its server";
  }
  if (!facts.is_ours && !facts.is_empty) return "is a database of another program";
}
