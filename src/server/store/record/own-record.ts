import type { SyncState } from "#api/contract/sync.ts";
import type { Store } from "../open.ts";
import { changeStatus } from "../statuses/status-changes.ts";
import { submitOptIn } from "../submissions/submissions.ts";
import type { ChangeFeed } from "./feed.ts";
import type { LeadRecord } from "./lead-record.ts";
import type { SyncSource } from "./sync-source.ts";

/** The store itself as the record. */
export function ownRecord(store: Store, feed: ChangeFeed): LeadRecord {
  return {
    async changeStatus(wish) {
      const result = await changeStatus(store, wish);
      if (result.outcome === "changed") feed.publish({ leads: [result.lead.id] });
      return result;
    },
    async submitOptIn(submission) {
      const submitted = await submitOptIn(store, submission);
      feed.publish({
        leads: [submitted.lead_id],
        others: submitted.is_new_lead,
        optIns: true,
      });
      return submitted;
    },
    refreshLead: async () => {},
    refreshOptIn: async () => {},
  };
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
