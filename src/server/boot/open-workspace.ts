import type { Auth } from "#server/accounts/better-auth.ts";
import { ownSync, type SyncSource } from "#server/http/resources/sync.ts";
import type { Log } from "./log.ts";
import type { Settings } from "./settings.ts";
import { type ChangeFeed, Feed } from "#server/store/record/feed.ts";
import { type LeadRecord, ownRecord } from "#server/store/record/lead-record.ts";
import type { Store } from "#server/store/open.ts";
import { prepareWorkspace, settleMode } from "./workspace.ts";

/** The leads behind the store: its own, or those of a Hermon workspace. */
interface OpenWorkspace {
  readonly record: LeadRecord;
  readonly sync: SyncSource;
  readonly feed: ChangeFeed;
  readonly isSample: boolean;
  stop(): Promise<void>;
}

/**
 * Opens the workspace that the settings name: with a key for Hermon its mirror, else the record in
 * the database, filled at its first start.
 * @throws {OperatorError} when the database was started in the other mode
 */
export async function openWorkspace(
  settings: Settings,
  store: Store,
  auth: Auth,
  log: Log,
): Promise<OpenWorkspace> {
  const feed: ChangeFeed = new Feed();
  if (settings.HERMON_API_KEY === undefined) {
    await settleMode(store, "own");
    const sampleLeads = settings.SAMPLE_LEADS;
    const { isSample } = await prepareWorkspace(store, auth, { sampleLeads, log });
    const record = ownRecord(store, feed);
    return { record, sync: ownSync, feed, isSample, stop: async () => {} };
  }
  await settleMode(store, "live");
  const { startMirror } = await import("#server/mirror/mirror.ts");
  const mirror = await startMirror({
    store,
    feed,
    log,
    apiUrl: settings.HERMON_API_URL,
    apiKey: settings.HERMON_API_KEY,
    maxPerSecond: settings.HERMON_MAX_RPS,
    pollSeconds: settings.HERMON_POLL_SECONDS,
  });
  return { record: mirror.record, sync: mirror, feed, isSample: false, stop: () => mirror.stop() };
}
