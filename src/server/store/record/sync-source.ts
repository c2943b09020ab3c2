import type { Connection, SyncState } from "#api/contract/sync.ts";

/**
 * What keeps the database in step with where the leads are kept: beside `LeadRecord`, the other half
 * of what own record and live mode differ in.
 */
export interface SyncSource {
  state(): SyncState;
  connection(): Promise<Connection>;
  /** Reads everything again, beginning now; also after a refused key. */
  syncNow(): void;
  /** Tells of every new state; gives the function that ends it. */
  subscribe(listener: (state: SyncState) => void): () => void;
}
