import type { SyncState } from "#api/contract/sync.ts";
import type { Store } from "../../open.ts";
import { StoreFailure } from "../../store-failure.ts";

/** What the servers of one mirror know of the one that asks Hermon. */
export interface SharedMirror {
  /** Of the lease that was taken last. */
  readonly term: number;
  /** Whether it was given back. */
  readonly isReleased: boolean;
  /** A `SyncState` as JSON; `null`: no server has written one yet. */
  readonly state: string | null;
}

/** Reads what a server that doesn't ask Hermon shows. */
export async function readShared({ db }: Store): Promise<SharedMirror> {
  const { session, ...row } = await db
    .selectFrom("mirror_lease")
    .select(["term", "session", "state"])
    .executeTakeFirstOrThrow();
  return { ...row, isReleased: session === 0 };
}

/**
 * The store as the server that took the lease writes to it: nothing any more once another one has it.
 * Writers take turns, and so does whoever takes the lease: what is true at the begin of a transaction
 * is true at its end.
 * @param onSuperseded called whenever that is found out
 * @returns a store whose `write` throws a {@link StoreFailure} `superseded` then
 */
export const writtenUnder = (store: Store, term: number, onSuperseded: () => void): Store => ({
  ...store,
  write: (work) =>
    store.write(async (tx) => {
      const lease = await tx
        .selectFrom("mirror_lease")
        .select("term")
        .where("term", "=", term)
        .executeTakeFirst();
      if (lease) return work(tx);
      onSuperseded();
      throw new StoreFailure("superseded", "write");
    }),
});

/** Has all servers show this state. */
export async function writeState(store: Store, state: SyncState): Promise<void> {
  const text = JSON.stringify(state);
  await store.write((tx) => tx.updateTable("mirror_lease").set({ state: text }).execute());
}

/** Gives the lease back: others take it at once. */
export async function releaseLease(store: Store): Promise<void> {
  await store.write((tx) => tx.updateTable("mirror_lease").set({ session: 0 }).execute());
}
