import type { SyncState } from "#api/contract/sync.ts";

/** What there is to say of the copy in a few words. */
export const PHASES = {
  current: "In step with Hermon",
  copying: "Copying for the first time",
  "out-of-step": "Not in step with Hermon",
  waiting: "Hermon asks us to wait",
  unreadable: "Hermon's lists can't be read",
  unreachable: "Hermon can't be reached",
  refused: "Hermon doesn't accept the API key",
  "other-workspace": "The API key opens another workspace",
} as const satisfies Record<SyncState["phase"], string>;
