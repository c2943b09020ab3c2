import type { SyncState } from "#api/contract/sync.ts";
import type { Store } from "../open.ts";
import { changeStatus } from "../statuses/status-changes.ts";
import { submitOptIn } from "../submissions/submissions.ts";
import type { LeadRecord } from "./lead-record.ts";
import type { SyncSource } from "./sync-source.ts";

/** The store itself as the record. */
export const ownRecord = (store: Store): LeadRecord => ({
  changeStatus: (request) => changeStatus(store, request),
  submitOptIn: (submission) => submitOptIn(store, submission),
  refreshLead: async () => {},
  refreshOptIn: async () => {},
});

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
