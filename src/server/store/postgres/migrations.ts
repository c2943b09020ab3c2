import { sql } from "kysely";
import type { OpenDatabase } from "../database.ts";
import * as notices from "../migrations/0015-notices.ts";
import * as mirrorLease from "../migrations/0016-mirror-lease.ts";
import { jobs } from "../migrations/0017-jobs.ts";
import * as columns from "../migrations/0018-columns.ts";
import { views } from "../migrations/0019-views.ts";
import * as baseline from "./baseline.ts";
import { CREATE_RATE_LIMITS } from "./rate-limits.ts";

export const migrations: OpenDatabase["migrations"] = {
  "0014-baseline": baseline,
  "0015-notices": notices,
  "0015-rate-limits": { up: async (db) => void (await sql.raw(CREATE_RATE_LIMITS).execute(db)) },
  "0016-mirror-lease": mirrorLease,
  "0017-jobs": jobs((column) => column.primaryKey().generatedByDefaultAsIdentity()),
  "0018-columns": columns,
  "0019-views": views((column) => column.primaryKey().generatedByDefaultAsIdentity()),
};
