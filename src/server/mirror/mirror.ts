import type { LeadRecord } from "#server/store/record/lead-record.ts";
import type { SyncSource } from "#server/store/record/sync-source.ts";
import type { Store } from "#server/store/open.ts";
import type { MirrorLog } from "./mirror-log.ts";
import { createHermon, type Hermon, type Reach } from "./hermon/hermon.ts";
import type { SharedBudget } from "./hermon/budget/request-budget.ts";
import { GoneClaims } from "./trust/gone-claims.ts";
import { ListHealth } from "./trust/list-health.ts";
import { liveRecord } from "./record/live-record.ts";
import { readProgress } from "./sync/progress.ts";
import { SeenLeads } from "./apply/seen-leads.ts";
import { Sync } from "./sync/sync.ts";
import { SyncStatus } from "./sync/sync-status.ts";
import { RowWriter } from "./apply/row-writer.ts";
import { Unreadable } from "./apply/unreadable.ts";
import { Workspace } from "./trust/workspace.ts";

export interface MirrorOptions {
  readonly store: Store;
  readonly log: MirrorLog;
  readonly apiUrl: string;
  readonly apiKey: string;
  /** Requests a second, all together. */
  readonly maxPerSecond: number;
  readonly pollSeconds: number;
  /** Left out: this server alone asks Hermon. */
  readonly shared?: SharedBudget;
}

/** A store that is kept in step with a Hermon workspace, and the way to write to it. */
export interface Mirror extends SyncSource {
  readonly record: LeadRecord;
  /** Sends nothing more, and resolves when what was answered is stored. */
  stop(): Promise<void>;
}

/** How long a request to Hermon may take, in milliseconds: less than a browser waits for us. */
const TIMEOUT = 10_000;

const REACHES: Readonly<Record<Reach["kind"], string>> = {
  reachable: "Hermon answers again",
  waiting: "Hermon asks for a pause",
  unreachable: "Hermon can't be reached",
  refused: "Hermon doesn't accept the API key (HERMON_API_KEY)",
};

/** One line each time it changes, however often Hermon is tried in between. */
function logReach(hermon: Hermon, log: MirrorLog): void {
  let last = hermon.reach().kind;
  hermon.subscribe(({ kind }) => {
    if (kind === last) return;
    last = kind;
    const [latest] = hermon.lastErrors();
    if (kind === "reachable") log.info({}, REACHES[kind]);
    else log.warn({ why: latest?.what }, REACHES[kind]);
  });
}

/** Begins to keep the store in step, going on where an earlier start was stopped. */
export async function startMirror(options: MirrorOptions): Promise<Mirror> {
  const { store, log, apiUrl, apiKey, maxPerSecond, pollSeconds, shared } = options;
  const hermon = createHermon({ apiUrl, apiKey, maxPerSecond, timeoutMs: TIMEOUT, shared });
  logReach(hermon, log);
  const lists = new ListHealth();
  const workspace = new Workspace({ store, hermon, log });
  const deps = {
    store,
    hermon,
    log,
    seen: new SeenLeads(),
    unreadable: new Unreadable(log),
    lists,
    goneClaims: new GoneClaims(lists, workspace),
    workspace,
  };
  const progress = await readProgress(store);
  deps.seen.setBefore(Math.min(progress.scanned?.from ?? 0, Date.now()));
  const status = new SyncStatus(deps, { apiUrl, keyLast4: apiKey.slice(-4) }, progress);
  await status.recount();
  const rowWriter = new RowWriter(deps);
  const sync = new Sync(deps, rowWriter, status, pollSeconds * 1_000);
  sync.start();
  return {
    record: liveRecord(deps, rowWriter),
    state: () => status.state(),
    connection: () => status.connection(),
    syncNow() {
      hermon.askAgain();
      sync.now();
    },
    subscribe: (listener) => status.subscribe(listener),
    async stop() {
      hermon.stop();
      await sync.stop();
    },
  };
}
