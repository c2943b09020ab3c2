import type { Store } from "../../open.ts";

/** What one server asks of the one that asks Hermon. */
export interface Call {
  readonly id: string;
  readonly kind: string;
  /** JSON */
  readonly input: string;
}

/** What has become of a call. */
export interface CallState {
  readonly id: string;
  /** The lease's of the server that has begun with it; `null`: none has. */
  readonly term: number | null;
  /** JSON; `null` while there is none. */
  readonly answer: string | null;
}

/** How long a call may stand here whose asker is dead, in milliseconds. */
const FORGOTTEN = 10 * 60_000;

/** Puts a call where the server that has the lease sees it. */
export async function addCall(store: Store, call: Call): Promise<void> {
  const row = { ...call, at: Date.now() };
  await store.write((tx) => tx.insertInto("mirror_calls").values(row).execute());
}

/** Whether there are calls that no server has begun with. */
export async function hasNewCalls({ db }: Store): Promise<boolean> {
  const row = await db
    .selectFrom("mirror_calls")
    .select("id")
    .where("term", "is", null)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Begins with all calls that no server has begun with, the oldest first. What they say goes with it. */
export function beginCalls(store: Store, term: number): Promise<Call[]> {
  return store.write(async (tx) => {
    const rows = await tx
      .selectFrom("mirror_calls")
      .select(["id", "kind", "input"])
      .where("term", "is", null)
      .orderBy("at")
      .orderBy("id")
      .execute();
    await tx
      .updateTable("mirror_calls")
      .set({ term, input: null })
      .where("term", "is", null)
      .execute();
    return rows.flatMap(({ input, ...row }) => (input === null ? [] : [{ ...row, input }]));
  });
}

/** Leaves a call with which nothing was done to the next server that has the lease. */
export async function returnCall(store: Store, { id, input }: Call): Promise<void> {
  await store.write((tx) =>
    tx.updateTable("mirror_calls").set({ term: null, input }).where("id", "=", id).execute(),
  );
}

/** @param answer JSON */
export async function answerCall(store: Store, id: string, answer: string): Promise<void> {
  await store.write((tx) =>
    tx.updateTable("mirror_calls").set({ answer }).where("id", "=", id).execute(),
  );
}

/** What has become of these calls; of one that was removed, nothing. */
export const readCalls = ({ db }: Store, ids: readonly string[]): Promise<CallState[]> =>
  db.selectFrom("mirror_calls").select(["id", "term", "answer"]).where("id", "in", ids).execute();

/** Takes a call back. Says whether that was in time: before a server began with it. */
export async function withdrawCall(store: Store, id: string): Promise<boolean> {
  const { numDeletedRows } = await store.write((tx) =>
    tx
      .deleteFrom("mirror_calls")
      .where("id", "=", id)
      .where("term", "is", null)
      .executeTakeFirstOrThrow(),
  );
  return numDeletedRows > 0n;
}

/** Whoever asked has the answer, or waits no longer. */
export async function removeCalls(store: Store, ids: readonly string[]): Promise<void> {
  await store.write((tx) => tx.deleteFrom("mirror_calls").where("id", "in", ids).execute());
}

/** Removes the calls of servers that ended before they had their answers. */
export async function removeOldCalls(store: Store): Promise<void> {
  const before = Date.now() - FORGOTTEN;
  await store.write((tx) => tx.deleteFrom("mirror_calls").where("at", "<", before).execute());
}
