import { CompiledQuery, type QueryResult, type TransactionSettings } from "kysely";
import type { Pool, PoolClient, QueryResult as Answer } from "pg";
import type { StoreWatch } from "../database/database.ts";
import { Session, StoreDriver } from "../database/driver.ts";
import { asFailure } from "./failures.ts";
import { ClientLease } from "./lease.ts";
import { NOTIFY } from "./notifications.ts";
import { valuesOf } from "./values.ts";

/**
 * Writers go one after another, those of other servers too, as one file's do: what they judge stays
 * as they saw it, no two wait for each other, and counts would have them wait anyway. The lock ends
 * with the transaction, however it ends.
 */
const WRITE_LOCK = 7_411_031;

const BEGIN_WRITE = `begin; select pg_advisory_xact_lock(${WRITE_LOCK})`;

/** By this all see that something was committed, other servers and this one. */
const COMMIT_CHANGES = `update versions set n = n + 1 where name = 'commits'; ${NOTIFY}; commit`;

const CHANGES = new Set(["INSERT", "UPDATE", "DELETE", "MERGE"]);

interface Writing {
  readonly isReader: false;
  readonly client: PoolClient;
  readonly endTurn: () => void;
  /** Whether it has changed anything. */
  isDirty: boolean;
}

type Held = { readonly isReader: true; readonly lease: ClientLease } | Writing;

/** A pool of connections. Reads have one each, writes take turns. */
export class PostgresDriver extends StoreDriver<Held> {
  readonly #pool: Pool;

  constructor(pool: Pool, watch: StoreWatch) {
    super(watch, asFailure);
    this.#pool = pool;
  }

  async read<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    return this.failing("read", async () => {
      const lease = await ClientLease.lend(this.#pool);
      try {
        return resultOf<R>(await lease.run(query));
      } finally {
        lease.end();
      }
    });
  }

  /** A write of one query, which is a transaction of its own. */
  async write<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const session = new Session(this);
    await this.beginTransaction(session, {});
    try {
      const result = await session.executeQuery<R>(query);
      await this.commitTransaction(session);
      return result;
    } catch (error) {
      await this.rollbackTransaction(session);
      throw error;
    }
  }

  async runInTransaction<R>(held: Held, query: CompiledQuery): Promise<QueryResult<R>> {
    if (held.isReader)
      return this.failing("read", async () => resultOf(await held.lease.run(query)));
    const result = await this.failing("write", () => held.client.query(query.sql, valuesOf(query)));
    held.isDirty ||= CHANGES.has(result.command) && (result.rowCount ?? 0) > 0;
    return resultOf(result);
  }

  async beginTransaction(
    session: Session<Held>,
    { accessMode, isolationLevel }: TransactionSettings,
  ) {
    if (accessMode === "read only") {
      const begin = `begin isolation level ${isolationLevel ?? "repeatable read"} read only`;
      session.held = await this.failing("read", async () => {
        const lease = await ClientLease.lend(this.#pool);
        try {
          await lease.run(CompiledQuery.raw(begin));
        } catch (error) {
          lease.end();
          throw error;
        }
        return { isReader: true, lease } as const;
      });
      return;
    }
    const endTurn = await this.takeTurn();
    try {
      session.held = await this.failing("write", async () => {
        const client = await this.#pool.connect();
        try {
          await client.query(BEGIN_WRITE);
        } catch (error) {
          client.release(true);
          throw error;
        }
        return { isReader: false, client, endTurn, isDirty: false } as const;
      });
    } catch (error) {
      endTurn();
      throw error;
    }
  }

  async commitTransaction(session: Session<Held>) {
    const { held } = session;
    if (!held) return;
    if (held.isReader) {
      await this.failing("read", () => held.lease.run(CompiledQuery.raw("commit")));
      held.lease.end();
    } else {
      await this.failing("write", () => commit(held));
      this.#leave(held, false);
      if (held.isDirty) this.watch.written();
    }
    session.held = undefined;
  }

  /** Comes after a failed commit, too. Where the connection is lost, the server has rolled back. */
  async rollbackTransaction(session: Session<Held>) {
    const { held } = session;
    if (!held) return;
    session.held = undefined;
    let isBroken = false;
    try {
      if (held.isReader) await held.lease.run(CompiledQuery.raw("rollback"));
      else await held.client.query("rollback");
    } catch {
      isBroken = true;
    }
    if (held.isReader) held.lease.end(isBroken);
    else this.#leave(held, isBroken);
  }

  async savepoint({ held }: Session<Held>, name: string) {
    if (held) await this.runInTransaction(held, CompiledQuery.raw(`savepoint ${name}`));
  }

  async releaseSavepoint({ held }: Session<Held>, name: string) {
    if (held) await this.runInTransaction(held, CompiledQuery.raw(`release savepoint ${name}`));
  }

  async destroy() {
    await this.#pool.end();
  }

  #leave({ client, endTurn }: Writing, isBroken: boolean): void {
    client.release(isBroken);
    endTurn();
  }
}

async function commit({ client, isDirty }: Writing): Promise<void> {
  if (isDirty) {
    await client.query(COMMIT_CHANGES);
    return;
  }
  const { command } = await client.query("commit");
  // So ends a transaction in which an error was passed over.
  if (command === "ROLLBACK") throw new Error("The transaction was rolled back");
}

function resultOf<R>({ command, rowCount, rows: found }: Answer): QueryResult<R> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Kysely knows what it asked for
  const rows = found as R[];
  return CHANGES.has(command) ? { rows, numAffectedRows: BigInt(rowCount ?? 0) } : { rows };
}
