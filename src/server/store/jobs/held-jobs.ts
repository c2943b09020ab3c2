import { randomUUID } from "node:crypto";
import { type ExpressionBuilder, type Kysely, type Selectable, sql } from "kysely";
import type { Store } from "../open.ts";
import type { Tables } from "../tables.ts";
import type { JobsTable, JobState } from "./job-tables.ts";
import { type Job, jobOf } from "./jobs.ts";

/** A job that is worked on by whoever claimed it, for as long as nobody else has claimed it since. */
export interface HeldJob {
  readonly seq: number;
  /** As it was claimed. */
  readonly job: Job;
  readonly holder: string;
  /** How long the lease lasts each time it is extended, in milliseconds. */
  readonly leaseMs: number;
  /** How often it was claimed since one of its items has ended, with this time. */
  readonly tries: number;
}

export type JobRow = Selectable<JobsTable>;

/** No lease lasts so long, in milliseconds: the clock was set back since, and it counts as over. */
const LONGEST = 3_600_000;

/**
 * Claims the oldest job of these kinds that nobody works on, be it that its server has crashed, in
 * which case its lease runs out. One server gets it, however many ask.
 * @param leaseMs how long nobody else may claim it, in milliseconds, if it isn't extended
 */
export async function claimJob(
  store: Store,
  kinds: readonly string[],
  leaseMs: number,
): Promise<HeldJob | null> {
  const next = (db: Kysely<Tables>) =>
    db.selectFrom("jobs").select("seq").where(isFree(store, kinds)).orderBy("seq").limit(1);
  // Most who ask find nothing, and needn't wait for their turn to write.
  if (!(await next(store.db).executeTakeFirst())) return null;
  const holder = randomUUID();
  const row = await store.write((tx) =>
    tx
      .updateTable("jobs")
      .set((jobs) => ({
        state: "running",
        holder,
        until: sql<number>`${store.now} + ${leaseMs}`,
        tries: jobs("tries", "+", 1),
        started_at: jobs.fn.coalesce("started_at", jobs.val(Date.now())),
      }))
      .where("seq", "=", next(tx))
      // Once more, should someone else be faster.
      .where(isFree(store, kinds))
      .returningAll()
      .executeTakeFirst(),
  );
  return row ? { seq: row.seq, job: jobOf(row), holder, leaseMs, tries: row.tries } : null;
}

const isFree =
  ({ now }: Store, kinds: readonly string[]) =>
  (jobs: ExpressionBuilder<Tables, "jobs">) =>
    jobs.and([
      jobs("state", "in", ["waiting", "running"]),
      jobs("kind", "in", kinds),
      jobs.or([
        jobs("until", "is", null),
        jobs("until", "<=", now),
        jobs("until", ">", sql<number>`${now} + ${LONGEST}`),
      ]),
    ]);

/**
 * Extends the lease.
 * @returns whether the job is still to be worked on: not where it was canceled, or someone else has it
 */
export const extendLease = async (store: Store, held: HeldJob): Promise<boolean> =>
  (await stillHeld(store, store.db, held, ["running"])) !== undefined;

/**
 * The job if this holder still has it and it is in one of these states, with its lease extended.
 * Within a transaction nobody else can claim or cancel it before that ends.
 */
export const stillHeld = (
  { now }: Store,
  db: Kysely<Tables>,
  { seq, holder, leaseMs }: HeldJob,
  states: readonly JobState[],
): Promise<JobRow | undefined> =>
  db
    .updateTable("jobs")
    .set({ until: sql<number>`${now} + ${leaseMs}` })
    .where("seq", "=", seq)
    .where("holder", "=", holder)
    .where("state", "in", states)
    .returningAll()
    .executeTakeFirst();

/**
 * Gives a job back, to be gone on with by whoever claims it next. Does nothing when it isn't held
 * any more.
 * @param retry where it couldn't be gone on with: why, and for how many milliseconds it is left alone
 */
export async function releaseJob(
  store: Store,
  held: HeldJob,
  retry?: { readonly error: string; readonly pauseMs: number },
): Promise<void> {
  const later = retry && {
    error: retry.error,
    until: sql<number>`${store.now} + ${retry.pauseMs}`,
  };
  await store.db
    .updateTable("jobs")
    .set((jobs) => ({
      state: "waiting",
      holder: null,
      ...(later ?? { until: null, tries: jobs("tries", "-", 1) }),
    }))
    .where("seq", "=", held.seq)
    .where("holder", "=", held.holder)
    .where("state", "=", "running")
    .execute();
}

/**
 * Gives a job up, for that reason in words.
 * @returns the job as it is then; `null` when it isn't held any more
 */
export async function failJob(
  { db }: Store,
  { seq, holder }: HeldJob,
  error: string,
): Promise<Job | null> {
  const row = await db
    .updateTable("jobs")
    .set({ state: "failed", ended_at: Date.now(), holder: null, until: null, error })
    .where("seq", "=", seq)
    .where("holder", "=", holder)
    .where("state", "=", "running")
    .returningAll()
    .executeTakeFirst();
  return row ? jobOf(row) : null;
}
