import { type Kysely, sql, type Transaction } from "kysely";
import type { Store } from "../open.ts";
import type { Tables } from "../tables.ts";
import { type HeldJob, type JobRow, stillHeld } from "./held-jobs.ts";
import type { EndState } from "./job-tables.ts";
import { type Job, jobOf } from "./jobs.ts";
import { toJson } from "./json.ts";

/** An item that is to be worked on. */
export interface BatchItem {
  readonly place: number;
  readonly subject: string;
  /** It was begun before, by a server that crashed, and may be done already. */
  readonly mayBeDone: boolean;
}

/** What came of an item. */
export interface Outcome {
  readonly state: EndState;
  /** What else is to know; becomes JSON. */
  readonly result?: unknown;
}

export type EndedItem = BatchItem & Outcome;

/** What was recorded: the job as it is then, and the items that have ended. */
export interface Progress {
  readonly job: Job;
  readonly ended: readonly EndedItem[];
}

/**
 * Works on the next items in one transaction with what is recorded of them: both are there, or
 * neither. A job without further items is done.
 * @param run must wait for nothing but the database, and may be run again when it is rolled back;
 *   gives an outcome for each of the first items, the others come next
 * @returns `null` when the job isn't to be worked on any more, and nothing was done
 */
export const runBatch = (
  store: Store,
  held: HeldJob,
  size: number,
  run: (tx: Transaction<Tables>, items: readonly BatchItem[]) => Promise<readonly Outcome[]>,
): Promise<Progress | null> =>
  store.write(async (tx) => {
    const row = await stillHeld(store, tx, held, ["running"]);
    if (!row) return null;
    const items = await nextItems(tx, row, size);
    const outcomes = items.length > 0 ? await run(tx, items) : [];
    return recordOutcomes(store, tx, held, row, items, outcomes);
  });

/**
 * Marks the next items as sent, for whoever works on them somewhere else: after a crash it is known
 * that they may be done.
 * @returns `null` when the job isn't to be worked on any more
 */
export const beginBatch = (
  store: Store,
  held: HeldJob,
  size: number,
): Promise<readonly BatchItem[] | null> =>
  store.write(async (tx) => {
    const row = await stillHeld(store, tx, held, ["running"]);
    if (!row) return null;
    const items = await nextItems(tx, row, size);
    await tx
      .updateTable("job_items")
      .set({ state: "sent" })
      .where("job", "=", row.seq)
      .where("place", ">=", items[0]?.place ?? row.total)
      .where("place", "<=", items.at(-1)?.place ?? row.total)
      .execute();
    return items;
  });

/**
 * Records what came of the items of {@link beginBatch}, of a job that was canceled meanwhile, too.
 * @param outcomes of the first ones of them; nothing was done about the others
 * @returns `null` when someone else has claimed the job, who looks at what became of them
 */
export const finishBatch = (
  store: Store,
  held: HeldJob,
  items: readonly BatchItem[],
  outcomes: readonly Outcome[],
): Promise<Progress | null> =>
  store.write(async (tx) => {
    const row = await stillHeld(store, tx, held, ["running", "canceled"]);
    return row ? recordOutcomes(store, tx, held, row, items, outcomes) : null;
  });

/** Items end in their order, so the number of those that have is the place of the next one. */
const endedOf = ({ done, failed, skipped }: JobRow) => done + failed + skipped;

async function nextItems(db: Kysely<Tables>, row: JobRow, size: number): Promise<BatchItem[]> {
  const items = await db
    .selectFrom("job_items")
    .select(["place", "subject", "state"])
    .where("job", "=", row.seq)
    .where("place", ">=", endedOf(row))
    .orderBy("place")
    .limit(size)
    .execute();
  return items.map(({ state, ...item }) => ({ ...item, mayBeDone: state === "sent" }));
}

async function recordOutcomes(
  { now }: Store,
  tx: Transaction<Tables>,
  held: HeldJob,
  row: JobRow,
  items: readonly BatchItem[],
  outcomes: readonly Outcome[],
): Promise<Progress> {
  const ended: EndedItem[] = [];
  for (const [at, outcome] of outcomes.entries()) {
    const item = items[at];
    if (!item) throw new Error("There are more outcomes than items");
    ended.push({ ...item, ...outcome });
  }
  await writeItems(tx, row.seq, items, outcomes);
  const count = (state: EndState) => ended.filter((item) => item.state === state).length;
  const isDone = row.state === "running" && endedOf(row) + ended.length >= row.total;
  const isOver = isDone || row.state !== "running";
  const after = await tx
    .updateTable("jobs")
    .set({
      done: row.done + count("done"),
      failed: row.failed + count("failed"),
      skipped: row.skipped + count("skipped"),
      ...(ended.length > 0 && { tries: 1, error: null }),
      ...(isDone && { state: "done", ended_at: Date.now() }),
      ...(isOver
        ? { holder: null, until: null }
        : { until: sql<number>`${now} + ${held.leaseMs}` }),
    })
    .where("seq", "=", row.seq)
    .returningAll()
    .executeTakeFirstOrThrow();
  return { job: jobOf(after), ended };
}

/** Those without an outcome are what they were before. */
async function writeItems(
  tx: Transaction<Tables>,
  job: number,
  items: readonly BatchItem[],
  outcomes: readonly Outcome[],
): Promise<void> {
  const rows = items.map(({ place, subject, mayBeDone }, at) => {
    const outcome = outcomes[at] ?? { state: mayBeDone ? ("sent" as const) : ("waiting" as const) };
    const result = "result" in outcome ? toJson(outcome.result) : null;
    return { job, place, subject, state: outcome.state, result };
  });
  if (rows.length === 0) return;
  await tx
    .insertInto("job_items")
    .values(rows)
    .onConflict((on) =>
      on.columns(["job", "place"]).doUpdateSet((written) => ({
        state: written.ref("excluded.state"),
        result: written.ref("excluded.result"),
      })),
    )
    .execute();
}
