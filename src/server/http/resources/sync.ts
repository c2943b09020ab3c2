import type { Connection, SyncState } from "#api/contract/sync.ts";
import * as contract from "#api/contract/sync.ts";
import type { Serve } from "../wire/endpoint.ts";

/** What keeps the database in step with where the leads are kept. */
export interface SyncSource {
  state(): SyncState;
  connection(): Promise<Connection>;
  /** Reads everything again, beginning now. */
  syncNow(): void;
  /** Tells of every new state; gives the function that ends it. */
  subscribe(listener: (state: SyncState) => void): () => void;
}

const OWN: SyncState = {
  mode: "own",
  phase: "current",
  copied: null,
  synced_at: null,
  next_try_at: null,
  apart: null,
  failing: null,
  not_saved: null,
};

/** The database is the record itself: there is nothing to keep in step with. */
export const ownSync: SyncSource = {
  state: () => OWN,
  connection: async () => ({ sync: OWN, hermon: null }),
  syncNow: () => {},
  subscribe: () => () => {},
};

/** How far the copy of the workspace is. */
export function serveSync(serve: Serve, sync: SyncSource): void {
  serve(contract.getSync, async () => ({ data: sync.state() }));

  serve(contract.getConnection, async () => ({ data: await sync.connection() }));

  serve(contract.syncNow, async () => {
    sync.syncNow();
    return { data: sync.state() };
  });
}
