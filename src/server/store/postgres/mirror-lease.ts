import { randomInt } from "node:crypto";
import { sql, type Transaction } from "kysely";
import pg, { type Pool } from "pg";
import type { MirrorLease, TakenLease } from "../database/database.ts";
import type { Tables } from "../tables.ts";
import { asFailure } from "./failures.ts";

/** With a number of its own, a lock that each server's session has from its beginning to its end. */
const SESSION_LOCK = 7_411_034;

/** How long the database may take to answer, in milliseconds. */
const PATIENCE = 5_000;

const NOW = "(extract(epoch from clock_timestamp()) * 1000)::bigint";

/** Nobody has renewed it in time, or the session of whoever had it has ended. */
const IS_FREE = `(until <= ${NOW} or not exists (
  select 1 from pg_locks
  where locktype = 'advisory' and objsubid = 2 and classid = ${SESSION_LOCK}
    and objid = mirror_lease.session::oid
    and database = (select oid from pg_database where datname = current_database())))`;

interface Session {
  readonly client: pg.Client;
  readonly number: number;
}

/**
 * A row that says which server asks Hermon, and until when. One that is dead is known at once by the
 * end of its session; one that is frozen or cut off, by the time.
 */
export class PostgresMirrorLease implements MirrorLease {
  readonly #pool: Pool;
  #session: Promise<Session> | undefined;

  constructor(pool: Pool) {
    this.#pool = pool;
  }

  async isFree(): Promise<boolean> {
    const rows = await this.#ask<{ free: boolean }>(
      `select ${IS_FREE} as free from mirror_lease`,
      [],
    );
    return rows.some(({ free }) => free);
  }

  async take(
    write: Parameters<MirrorLease["take"]>[0],
    forMs: number,
    onLost: () => void,
  ): Promise<TakenLease | null> {
    this.#session ??= this.#connect();
    const { client, number } = await this.#session;
    client.once("end", onLost);
    let lease: TakenRow | undefined;
    try {
      lease = await write((tx) => takeRow(tx, forMs, number));
    } finally {
      if (!lease) client.off("end", onLost);
    }
    if (!lease) return null;
    const { term, idle, paused: pausedMs } = lease;
    return { term, idleMs: term === 1 ? null : Math.max(0, idle), pausedMs };
  }

  async renew(term: number, forMs: number, pausedMs: number): Promise<boolean> {
    const rows = await this.#ask(
      `update mirror_lease set until = ${NOW} + $2, paused_until = greatest(paused_until, ${NOW} + $3)
       where term = $1 returning term`,
      [term, forMs, pausedMs],
    );
    return rows.length > 0;
  }

  async close(): Promise<void> {
    const session = await this.#session?.catch(() => undefined);
    await session?.client.end().catch(() => {});
  }

  async #ask<Row extends pg.QueryResultRow>(text: string, values: unknown[]): Promise<Row[]> {
    this.#session ??= this.#connect();
    const { client } = await this.#session;
    try {
      return (await client.query<Row>(text, values)).rows;
    } catch (error) {
      // One that doesn't answer isn't waited for: another one may.
      this.#session = undefined;
      void client.end().catch(() => {});
      throw asFailure(error, "read");
    }
  }

  /** One of its own: those of the pool may all be taken, and writers wait for each other. */
  async #connect(): Promise<Session> {
    const client = new pg.Client({ ...this.#pool.options, query_timeout: PATIENCE });
    const number = randomInt(1, 2 ** 31);
    const forget = () => (this.#session = undefined);
    client.on("error", forget).on("end", forget);
    try {
      await client.connect();
      await client.query("select pg_advisory_lock($1, $2)", [SESSION_LOCK, number]);
    } catch (error) {
      forget();
      void client.end().catch(() => {});
      throw asFailure(error, "read");
    }
    return { client, number };
  }
}

interface TakenRow {
  readonly term: number;
  /** How long ago it ended, where it had; below 0 where it would have lasted. */
  readonly idle: number;
  readonly paused: number;
}

async function takeRow(tx: Transaction<Tables>, forMs: number, session: number) {
  const now = sql.raw(NOW);
  const { rows } = await sql<TakenRow>`
    update mirror_lease set term = term + 1, until = ${now} + ${forMs}, session = ${session}
    from (select until as before from mirror_lease) as last
    where ${sql.raw(IS_FREE)}
    returning term, ${now} - before as idle, greatest(paused_until - ${now}, 0) as paused`.execute(
    tx,
  );
  return rows[0];
}
