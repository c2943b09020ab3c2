import type { Mode } from "#api/contract/sync.ts";
import { createAccount } from "#server/accounts/people/accounts.ts";
import type { Auth } from "#server/accounts/better-auth.ts";
import { makeEmptyWorkspace } from "./empty-workspace.ts";
import type { Log } from "./log.ts";
import { SAMPLE_PEOPLE } from "#server/sample/sign-in-people.ts";
import { OperatorError } from "./operator-error.ts";
import { readFact, setFact } from "#server/store/facts.ts";
import type { Store } from "#server/store/open.ts";

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
  // Databases from before there was a choice have no such fact, but one about their sample.
  const settled = (await readFact(store, MODE)) ?? ((await readFact(store, SAMPLE)) && "own");
  if (settled && settled !== mode) throw new OperatorError(WRONG_MODE[mode]);
  if (!settled) await setFact(store.db, MODE, mode);
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
  if ((await readFact(store, SAMPLE)) === null) {
    if (sampleLeads > 0) await makeSample(store, sampleLeads, log);
    else await makeEmptyWorkspace(store);
  }
  const isSample = Number(await readFact(store, SAMPLE)) > 0;
  // At each start, because a first one may have been stopped right here.
  if (isSample) {
    for (const { name, email, role } of SAMPLE_PEOPLE) {
      await createAccount(store, auth, { name, email, role, sample: true });
    }
  }
  return { isSample };
}

async function makeSample(store: Store, leads: number, log: Log) {
  log.info({ leads }, "making the sample workspace");
  // Only now: names and places by the thousand, which later starts can do without.
  const { makeSampleWorkspace } = await import("#server/sample/workspace.ts");
  const onProgress = (made: number) => {
    if (made % 10_000 === 0) log.info({ made, of: leads }, "sample leads made");
  };
  await makeSampleWorkspace(store, { leads, now: new Date(), onProgress });
}
