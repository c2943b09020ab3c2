import { randomUUID } from "node:crypto";
import type { Transaction } from "kysely";
import type { Mode } from "#api/contract/sync.ts";
import { sentenceCase, STATUS_ROLES } from "#api/contract/vocabulary.ts";
import type { Auth } from "#server/accounts/better-auth.ts";
import { createAccount } from "#server/accounts/people/accounts.ts";
import { SAMPLE_PEOPLE } from "#server/sample/sign-in-people.ts";
import { readFact, setFact } from "#server/store/facts.ts";
import type { Store } from "#server/store/open.ts";
import { StoreFailure } from "#server/store/store-failure.ts";
import type { Tables } from "#server/store/tables.ts";
import type { LeadRecord } from "#server/store/record/lead-record.ts";
import { ownRecord, ownSync } from "#server/store/record/own-record.ts";
import type { SyncSource } from "#server/store/record/sync-source.ts";
import type { Log } from "./log.ts";
import { OperatorError } from "./operator-error.ts";
import type { Settings } from "./settings.ts";

/** The leads behind the store: its own, or those of a Hermon workspace. */
interface OpenWorkspace {
  readonly record: LeadRecord;
  readonly sync: SyncSource;
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
  if (settings.HERMON_API_KEY === undefined) {
    await settleMode(store, "own");
    const sampleLeads = settings.SAMPLE_LEADS;
    const { isSample } = await prepareWorkspace(store, auth, { sampleLeads, log });
    return { record: ownRecord(store), sync: ownSync, isSample, stop: async () => {} };
  }
  await settleMode(store, "live");
  const { startSharedMirror } = await import("#server/mirror/servers/shared-mirror.ts");
  const mirror = await startSharedMirror({
    store,
    log,
    apiUrl: settings.HERMON_API_URL,
    apiKey: settings.HERMON_API_KEY,
    maxPerSecond: settings.HERMON_MAX_RPS,
    pollSeconds: settings.HERMON_POLL_SECONDS,
  });
  return { record: mirror.record, sync: mirror, isSample: false, stop: () => mirror.stop() };
}

/** What the database is: the first start settles it. */
const MODE = "mode";

const WRONG_MODE: Readonly<Record<Mode, string>> = {
  own: "DATABASE_URL names a mirror of a Hermon workspace, and HERMON_API_KEY is not set: set it, or name another database",
  live: "DATABASE_URL names a database that is its own record, and HERMON_API_KEY is set: name another database to mirror Hermon, or unset the key",
};

/**
 * Sees to it that a database stays what it was at its first start, its own record or a mirror.
 * @throws {OperatorError} when it is the other one
 */
export async function settleMode(store: Store, mode: Mode): Promise<void> {
  const settled = (await settledMode(store)) ?? (await store.write((tx) => settle(tx, mode)));
  if (settled !== mode) throw new OperatorError(WRONG_MODE[mode]);
}

/** Databases from before there was a choice have no such fact, but one about their sample. */
const settledMode = async (store: Pick<Store, "db">) =>
  (await readFact(store, MODE)) ?? ((await readFact(store, SAMPLE)) && "own");

/** Gives what another server has settled meanwhile, or this one now. */
async function settle(tx: Transaction<Tables>, mode: Mode): Promise<string> {
  const settled = await settledMode({ db: tx });
  if (!settled) await setFact(tx, MODE, mode);
  return settled || mode;
}

/** Whether a database was started as a mirror of a Hermon workspace. */
export const isMirror = async (store: Store): Promise<boolean> =>
  (await readFact(store, MODE)) === ("live" satisfies Mode);

/** The first start settles how many leads were made up, 0: none. Later settings don't count. */
const SAMPLE = "sample_leads";

/**
 * Fills a new database, with `sampleLeads` made-up leads or with nothing but statuses, and leaves
 * any other as it is. Tells whether it holds the sample workspace.
 */
export async function prepareWorkspace(
  store: Store,
  auth: Auth,
  { sampleLeads, log }: { sampleLeads: number; log: Log },
): Promise<{ isSample: boolean }> {
  while ((await readFact(store, SAMPLE)) === null) {
    const made = sampleLeads > 0 ? makeSample(store, sampleLeads, log) : makeEmptyWorkspace(store);
    await made.catch((error: unknown) => waitForOther(error, log));
  }
  const isSample = Number(await readFact(store, SAMPLE)) > 0;
  // At each start, because a first one may have been stopped right here.
  if (isSample) {
    for (const { name, email, role } of SAMPLE_PEOPLE) {
      await createAccount(store, auth, { name, email, role, sample: true }, SERVER);
    }
  }
  return { isSample };
}

/** A large sample keeps others from writing for longer than they usually wait. */
function waitForOther(error: unknown, log: Log): void {
  if (!(error instanceof StoreFailure) || error.kind !== "busy") throw error;
  log.info({}, "waiting for another server, which makes the workspace");
}

const SERVER = { kind: "server", id: null, address: null } as const;

async function makeSample(store: Store, leads: number, log: Log) {
  log.info({ leads }, "making the sample workspace");
  // Only now: names and places by the thousand, which later starts can do without.
  const { makeSampleWorkspace } = await import("#server/sample/workspace.ts");
  const onProgress = (made: number) => {
    if (made % 10_000 === 0) log.info({ made, of: leads }, "sample leads made");
  };
  await makeSampleWorkspace(store, { leads, now: new Date(), onProgress });
}

/** Each 7:1 or better on its background, one hue a role. */
const COLOURS: Record<(typeof STATUS_ROLES)[number], readonly [text: string, background: string]> =
  {
    NEW_LEAD: ["#1e3a8a", "#dbeafe"],
    FOLLOW_UP: ["#4c1d95", "#ede9fe"],
    APPOINTMENT_BOOKED: ["#164e63", "#cffafe"],
    RESCHEDULED: ["#134e4a", "#ccfbf1"],
    NO_SHOW: ["#7c2d12", "#ffedd5"],
    CANCELED: ["#881337", "#ffe4e6"],
    PARTIAL_PAYMENT: ["#713f12", "#fef9c3"],
    WON: ["#14532d", "#dcfce7"],
    UNQUALIFIED: ["#334155", "#f1f5f9"],
    LOST: ["#7f1d1d", "#fee2e2"],
  };

/**
 * Gives a new database what a record of one's own can't start without: a status for each role. The
 * fact `sample_leads` says that there is no sample, whatever the setting says at the next start.
 */
export const makeEmptyWorkspace = (store: Store): Promise<void> =>
  store.write(async (tx) => {
    // Another server may have been faster.
    if ((await readFact({ db: tx }, SAMPLE)) !== null) return;
    const statuses = STATUS_ROLES.map((role) => {
      const [text_color, bg_color] = COLOURS[role];
      const name = sentenceCase(role);
      return {
        id: randomUUID(),
        name,
        role,
        type: "BOTH",
        description: null,
        text_color,
        bg_color,
      };
    });
    await tx.insertInto("statuses").values(statuses).execute();
    await setFact(tx, SAMPLE, "0");
  });
