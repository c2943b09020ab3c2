import type { Pool } from "pg";
import { codeOf } from "./failures.ts";

/** A user who isn't a superuser must be granted its functions. */
const MAY = `select
  coalesce(has_function_privilege(to_regprocedure('bt_index_check(regclass, boolean)'), 'execute'), false) as "indexes",
  coalesce(has_function_privilege(to_regproc('verify_heapam')::oid, 'execute'), false) as "tables"`;

const INDEXES = `select indexrelid as "id", indexrelid::regclass::text as "name"
  from pg_index join pg_class on pg_class.oid = indexrelid join pg_am on pg_am.oid = relam
  where amname = 'btree' and relpersistence = 'p' and indisvalid
    and relnamespace = current_schema()::regnamespace
  order by 2`;

const TABLES = `select pg_class.oid as "id", relname as "name",
    (select msg from verify_heapam(pg_class.oid, on_error_stop => true) limit 1) as "damage"
  from pg_class
  where relkind = 'r' and relpersistence = 'p' and relnamespace = current_schema()::regnamespace
  order by 2`;

interface Relation {
  readonly id: number;
  readonly name: string;
  readonly damage?: string | null;
}

/**
 * What PostgreSQL's own extension amcheck finds damaged, a line each: tables, and indexes that don't
 * have what their tables have. Nothing where the extension isn't in the database, or isn't this user's.
 */
export async function damageIn(pool: Pool): Promise<string[]> {
  const [may] = (await pool.query<{ indexes: boolean; tables: boolean }>(MAY)).rows;
  const tables = may?.tables ? (await pool.query<Relation>(TABLES)).rows : [];
  const damages = tables.flatMap(({ name, damage }) =>
    damage ? [`The table ${name} is damaged: ${damage}`] : [],
  );
  if (!may?.indexes) return damages;
  for (const { id, name } of (await pool.query<Relation>(INDEXES)).rows) {
    const damage = await damageOfIndex(pool, id);
    if (damage !== null) damages.push(`The index ${name} is damaged (reindex mends it): ${damage}`);
  }
  return damages;
}

async function damageOfIndex(pool: Pool, id: number): Promise<string | null> {
  try {
    await pool.query("select bt_index_check($1::oid::regclass, true)", [id]);
    return null;
  } catch (error) {
    // XX002: index_corrupted, XX001: data_corrupted
    if (/^XX00[12]$/.test(codeOf(error) ?? "") && error instanceof Error) return error.message;
    throw error;
  }
}
