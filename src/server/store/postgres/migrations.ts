import { type Kysely, sql } from "kysely";
import type { OpenDatabase } from "../database/database.ts";
import * as notices from "../migrations/0015-notices.ts";
import * as mirrorLease from "../migrations/0016-mirror-lease.ts";
import { jobs } from "../migrations/0017-jobs.ts";
import * as columns from "../migrations/0018-columns.ts";
import { views } from "../migrations/0019-views.ts";
import { accountTables } from "./baseline/account-tables.ts";
import { indexes } from "./baseline/indexes.ts";
import { leadTables } from "./baseline/lead-tables.ts";
import { triggers } from "./baseline/triggers.ts";
import { CREATE_RATE_LIMITS } from "./rate-limits.ts";

export const migrations: OpenDatabase["migrations"] = {
  "0014-baseline": { up: createBaseline },
  "0015-notices": notices,
  "0015-rate-limits": { up: async (db) => void (await sql.raw(CREATE_RATE_LIMITS).execute(db)) },
  "0016-mirror-lease": mirrorLease,
  "0017-jobs": jobs((column) => column.primaryKey().generatedByDefaultAsIdentity()),
  "0018-columns": columns,
  "0019-views": views((column) => column.primaryKey().generatedByDefaultAsIdentity()),
};

/** The whole schema as it was when PostgreSQL came: what other databases have come to in steps. */
async function createBaseline(db: Kysely<unknown>): Promise<void> {
  const statements = [
    "create extension if not exists pg_trgm",
    ...leadTables,
    ...accountTables,
    ...indexes,
    ...triggers,
  ];
  for (const statement of statements) await sql.raw(statement).execute(db);
}
