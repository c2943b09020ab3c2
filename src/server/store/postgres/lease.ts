import type { CompiledQuery } from "kysely";
import pg, { type Pool, type PoolClient, type QueryResult } from "pg";
import { Lease } from "../database/lease.ts";
import { valuesOf } from "./values.ts";

const ignore = () => {};

/** A lease of one of a pool's connections. */
export class ClientLease extends Lease {
  readonly #pool: Pool;
  #client: PoolClient | undefined;

  /** @throws {StoreFailure} when the limits that hold where it is called end the wait */
  static async lend(pool: Pool): Promise<ClientLease> {
    const lease = new ClientLease(pool);
    await lease.waitFor(() => lease.#connect());
    return lease;
  }

  private constructor(pool: Pool) {
    super();
    this.#pool = pool;
  }

  run(query: Pick<CompiledQuery, "sql" | "parameters">): Promise<QueryResult> {
    return this.waitFor(async () => {
      if (!this.#client) throw new Error("There is no connection yet");
      return this.#client.query(query.sql, valuesOf(query));
    });
  }

  /**
   * It needs no connection any more.
   * @param isBroken whether the connection can't be used by others
   */
  override end(isBroken = false): void {
    if (this.isOver) return;
    super.end();
    this.#client?.release(isBroken);
  }

  protected override onGivenUp(): void {
    if (!this.#client) return;
    const client: PoolClient & { readonly processID?: number } = this.#client;
    client.release(true);
    void cancel(this.#pool, client.processID);
  }

  async #connect(): Promise<void> {
    try {
      const client = await this.#pool.connect();
      if (this.isOver) client.release();
      else this.#client = client;
    } catch (error) {
      super.end();
      throw error;
    }
  }
}

/** Ends what a connection of ours does: the server doesn't notice by itself that it is gone. */
async function cancel({ options }: Pool, processId: number | undefined): Promise<void> {
  if (processId === undefined) return;
  const client = new pg.Client(options);
  client.on("error", ignore);
  try {
    await client.connect();
    await client.query("select pg_cancel_backend($1)", [processId]);
  } catch {
    // It ends when it has its answer.
  } finally {
    await client.end().catch(ignore);
  }
}
