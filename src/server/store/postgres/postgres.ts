import { PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler, sql } from "kysely";
import type { Pool } from "pg";
import { CommitListeners } from "../database/commit-listeners.ts";
import type {
  DatabaseKind,
  Findings,
  OpenDatabase,
  OpenOptions,
  StoreWatch,
} from "../database/database.ts";
import { DatabaseProblem } from "../store-failure.ts";
import { checkDatabase } from "./check.ts";
import { nameOf, openPool } from "./connection.ts";
import { PostgresDriver } from "./driver.ts";
import { asFailure } from "./failures.ts";
import { inspect } from "./inspect.ts";
import { migrating } from "./migrating.ts";
import { PostgresMirrorLease } from "./mirror-lease.ts";
import { migrations } from "./migrations.ts";
import { listenForCommits } from "./notifications.ts";
import { asProblem } from "./problems.ts";
import { rateLimiter } from "./rate-limits.ts";

/** Two would ask Hermon twice as much as they may. */
const UNWATCHED: StoreWatch = { failed: () => {}, written: () => {} };

const ownTools = (what: string, tool: string) => async (): Promise<never> => {
  throw new DatabaseProblem(`A PostgreSQL database is ${what} with PostgreSQL's own ${tool}`);
};

/** A database of a PostgreSQL server, `postgres://…`. */
export const postgres: DatabaseKind = {
  open,
  secretPath: () => undefined,
  backUp: ownTools("backed up", "pg_dump"),
  restore: ownTools("restored", "pg_restore"),
  check,
  nameOf,
};

async function open(
  url: string,
  { isOwned, watch = UNWATCHED }: OpenOptions,
): Promise<OpenDatabase> {
  const name = nameOf(url);
  const pool = openPool(url);
  try {
    const applied = await inspect(pool, name, isOwned);
    return openDatabase(pool, name, applied, watch);
  } catch (error) {
    await pool.end();
    throw asProblem(error, name);
  }
}

async function check(url: string): Promise<Findings> {
  const name = nameOf(url);
  const pool = openPool(url);
  try {
    return await checkDatabase(pool, name);
  } catch (error) {
    throw asProblem(error, name);
  } finally {
    await pool.end();
  }
}

function openDatabase(
  pool: Pool,
  name: string,
  applied: readonly string[],
  watch: StoreWatch,
): OpenDatabase {
  const commits = new CommitListeners((tell) => listenForCommits(pool.options, tell));
  const written = () => {
    watch.written();
    commits.notify();
  };
  const mirrorLease = new PostgresMirrorLease(pool);
  return {
    dialect: {
      createDriver: () => new PostgresDriver(pool, { ...watch, written }),
      createQueryCompiler: () => new PostgresQueryCompiler(),
      createAdapter: () => new PooledAdapter(),
      createIntrospector: (db) => new PostgresIntrospector(db),
    },
    migrations,
    applied,
    now: sql<number>`(extract(epoch from clock_timestamp()) * 1000)::bigint`,
    withoutIndex: (column) => sql.ref(column),
    migrating: (work) => migrating(pool, work),
    async version() {
      const found = await pool.query<{ n: number }>(
        "select n from versions where name = 'commits'",
      );
      return String(found.rows[0]?.n);
    },
    onCommit: (listener) => commits.add(listener),
    limiter: (quota) => rateLimiter(pool, quota),
    async probe() {
      try {
        await pool.query("select 1 from versions");
      } catch (error) {
        throw asFailure(error, "read");
      }
    },
    mirrorLease,
    async close() {
      commits.close();
      await mirrorLease.close();
      if (!pool.ended) await pool.end();
    },
    asProblem: (error) => asProblem(error, name),
  };
}

/** Kysely's own lock belongs to a connection, and those of the pool change from query to query. */
class PooledAdapter extends PostgresAdapter {
  override async acquireMigrationLock() {}
  override async releaseMigrationLock() {}
}
