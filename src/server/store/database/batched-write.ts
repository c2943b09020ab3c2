import type { Compilable, CompiledQuery, Kysely } from "kysely";
import type { Tables } from "../tables.ts";

/** A query of whose result nothing is asked. */
interface BatchedWrite extends CompiledQuery {
  readonly isBatched: true;
}

export const isBatched = (query: CompiledQuery): query is BatchedWrite => "isBatched" in query;

/**
 * Writes without a trip to the database's thread for it alone: it goes there in one batch with what
 * is asked next in its transaction, before it, and at the latest with the end of the work of `store.write`.
 * What fails about it fails that. Outside of a transaction it is done at once.
 */
export async function writeInBatch(db: Kysely<Tables>, query: Compilable): Promise<void> {
  const batched: BatchedWrite = { ...query.compile(), isBatched: true };
  await db.executeQuery(batched);
}
