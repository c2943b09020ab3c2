import { setTimeout } from "node:timers/promises";
import { writeState } from "#server/store/mirrored/servers/lease.ts";
import type { Store } from "#server/store/open.ts";
import type { SyncSource } from "#server/store/record/sync-source.ts";
import { StoreFailure } from "#server/store/store-failure.ts";
import { coalesced } from "./coalesced.ts";

/** The state is written at most this often, in milliseconds. */
const EVERY = 1_000;

/**
 * Has the other servers show the state of the mirror, now and whenever it changes.
 * @param store written under the lease
 * @returns the function that ends it
 */
export function writeStates(store: Store, mirror: SyncSource): () => void {
  let isOver = false;
  const write = coalesced(async () => {
    if (isOver) return;
    try {
      await writeState(store, mirror.state());
    } catch (error) {
      // The next change is written with it.
      if (!(error instanceof StoreFailure)) throw error;
    }
    await setTimeout(EVERY, undefined, { ref: false });
  });
  const unsubscribe = mirror.subscribe(() => void write());
  void write();
  return () => {
    isOver = true;
    unsubscribe();
  };
}
