import { randomUUID } from "node:crypto";
import type { Selectable, Transaction } from "kysely";
import { batches } from "../batches.ts";
import type { Store } from "../open.ts";
import type { Actor } from "../statuses/status-request.ts";
import type { Tables } from "../tables.ts";
import { DAY } from "../time.ts";
import type { ItemState, JobsTable, JobState } from "./job-tables.ts";
import { fromJson, toJson } from "./json.ts";

/** A job as it is shown. Times are milliseconds since 1970. */
export interface Job {
  readonly id: string;
  readonly kind: string;
  readonly state: JobState;
  /** Who asked for it. */
  readonly by: Actor;
  /** As they were given when it was made. */
  readonly args: unknown;
  readonly madeAt: number;
  readonly startedAt: number | null;
  readonly endedAt: number | null;
  readonly total: number;
  readonly done: number;
  readonly failed: number;
  readonly skipped: number;
  /** Why it has failed, or is to be tried again. */
  readonly error: string | null;
}

export interface JobItem {
  readonly place: number;
  readonly subject: string;
  readonly state: ItemState;
  /** What the handler said of it; `null` before it has ended. */
  readonly result: unknown;
}

export interface NewJob {
  readonly kind: string;
  readonly by: Actor;
  /** Becomes JSON. */
  readonly args: unknown;
  /** What each item concerns, in the order in which they are worked on. */
  readonly subjects: readonly string[];
}

/** A job of more items is refused. */
export const MOST_ITEMS = 100_000;

/** Compiling a longer text no longer pays. */
const ROWS_A_QUERY = 1_000;

/**
 * Makes a job that waits for a server to work on it; once `tx` is committed, its runner can be woken.
 * @returns its id
 * @throws {RangeError} when there are more than {@link MOST_ITEMS} items
 */
export async function makeJob(tx: Transaction<Tables>, job: NewJob): Promise<string> {
  const { kind, by, args, subjects } = job;
  const total = subjects.length;
  if (total > MOST_ITEMS) throw new RangeError(`A job has ${MOST_ITEMS} items at most`);
  const { seq, id } = await tx
    .insertInto("jobs")
    .values({
      id: randomUUID(),
      kind,
      state: "waiting",
      actor_kind: by.kind,
      actor_id: by.id,
      actor_name: by.name,
      args: toJson(args),
      made_at: Date.now(),
      total,
    })
    .returning(["seq", "id"])
    .executeTakeFirstOrThrow();
  const rows = subjects.map((subject, place) => ({ job: seq, place, subject }));
  for (const some of batches(rows, ROWS_A_QUERY)) {
    await tx.insertInto("job_items").values(some).execute();
  }
  return id;
}

/** The jobs that were made last, the newest first. */
export async function listJobs({ db }: Store, limit: number): Promise<Job[]> {
  const rows = await db
    .selectFrom("jobs")
    .selectAll()
    .orderBy("seq", "desc")
    .limit(limit)
    .execute();
  return rows.map(jobOf);
}

export interface ItemPage {
  /** From 1. */
  readonly page: number;
  readonly limit: number;
  /** Left out: items in every state. */
  readonly states?: readonly ItemState[];
}

/** A job with a page of its items as they are at one moment; `null` when there is none. */
export const readJob = (
  store: Store,
  id: string,
  { page, limit, states }: ItemPage,
): Promise<{ job: Job; items: JobItem[] } | null> =>
  store.read(async ({ db }) => {
    const row = await db
      .selectFrom("jobs")
      .selectAll()
      .where("id", "=", id.toLowerCase())
      .executeTakeFirst();
    if (!row) return null;
    const items = await db
      .selectFrom("job_items")
      .select(["place", "subject", "state", "result"])
      .where("job", "=", row.seq)
      .$if(states !== undefined, (query) => query.where("state", "in", states ?? []))
      .orderBy("place")
      .offset((page - 1) * limit)
      .limit(limit)
      .execute();
    return {
      job: jobOf(row),
      items: items.map(({ result, ...item }) => ({ ...item, result: fromJson(result) })),
    };
  });

/**
 * Cancels a job that hasn't ended. Whoever works on it begins no further batch; what is done of the
 * present one is still recorded.
 * @returns the job as it is then; `null` where there is none to cancel
 */
export async function cancelJob({ db }: Store, id: string): Promise<Job | null> {
  const row = await db
    .updateTable("jobs")
    .set({ state: "canceled", ended_at: Date.now(), until: null })
    .where("id", "=", id.toLowerCase())
    .where("state", "in", ["waiting", "running"])
    .returningAll()
    .executeTakeFirst();
  return row ? jobOf(row) : null;
}

/** How long a job is kept with its results, in milliseconds. */
const KEPT = 30 * DAY;

/** Removes jobs that ended long ago, and those that nobody has worked on for as long. */
export async function removeOldJobs({ db }: Store): Promise<void> {
  const then = Date.now() - KEPT;
  await db
    .deleteFrom("jobs")
    .where((jobs) =>
      jobs.or([
        jobs("ended_at", "<=", then),
        jobs.and([
          jobs("ended_at", "is", null),
          jobs("made_at", "<=", then),
          jobs.or([jobs("until", "is", null), jobs("until", "<=", then)]),
        ]),
      ]),
    )
    .execute();
}

/** A row of the table as others see it. */
export const jobOf = (row: Selectable<JobsTable>): Job => ({
  id: row.id,
  kind: row.kind,
  state: row.state,
  by: { kind: row.actor_kind, id: row.actor_id, name: row.actor_name },
  args: fromJson(row.args),
  madeAt: row.made_at,
  startedAt: row.started_at,
  endedAt: row.ended_at,
  total: row.total,
  done: row.done,
  failed: row.failed,
  skipped: row.skipped,
  error: row.error,
});
