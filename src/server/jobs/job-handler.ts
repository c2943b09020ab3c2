import type { Transaction } from "kysely";
import type { BatchItem, Outcome } from "#server/store/jobs/job-batches.ts";
import type { Job } from "#server/store/jobs/jobs.ts";
import type { Tables } from "#server/store/tables.ts";

/**
 * Does one kind of job, so many of its items at a time, and says what came of each. An item that
 * can't be done is an outcome; what is thrown says that none of them can be, now at least: they are
 * tried again later, a few times.
 */
export type JobHandler = HandlerHere | HandlerElsewhere;

interface Handler {
  readonly kind: string;
  /** How many items it is given at a time; left out: 50. */
  readonly batchSize?: number;
}

/** One that changes nothing but the database: each item is done once, whatever happens. */
export interface HandlerHere extends Handler {
  readonly effect: "here";
  /**
   * Writes by `tx` alone and waits for nothing but the database: its outcomes are recorded in the
   * same transaction. May be run again for the same items, when that is rolled back.
   */
  run(tx: Transaction<Tables>, items: readonly BatchItem[], job: Job): Promise<readonly Outcome[]>;
}

/** One that changes something outside of the database, such as leads in Hermon. */
export interface HandlerElsewhere extends Handler {
  readonly effect: "elsewhere";
  /**
   * Looks first at items that may be done already. May give outcomes for the first items alone, once
   * it has done nothing about the others, and should when the signal is aborted: then the server
   * stops, the job was canceled, or someone else works on it.
   */
  run(items: readonly BatchItem[], job: Job, signal: AbortSignal): Promise<readonly Outcome[]>;
}
