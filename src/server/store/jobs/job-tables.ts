import type { Generated } from "kysely";

/**
 * - `waiting`: nobody works on it yet, or any more; it is begun again where it was left.
 * - `running`: a server works on it, or did until it crashed: then another one takes it over.
 * - `done`: each of its items has ended, as failed perhaps.
 * - `failed`: it was given up, with a reason; what was done stays done.
 * - `canceled`: so it was asked; what was done stays done.
 */
export type JobState = "waiting" | "running" | "done" | "failed" | "canceled";

/**
 * - `waiting`: nothing was done yet.
 * - `sent`: it was begun somewhere else, and it isn't known here what came of it.
 * - `done`, `failed`, `skipped`: it has ended, and its result says more.
 */
export type ItemState = "waiting" | "sent" | EndState;
export type EndState = "done" | "failed" | "skipped";

/** Work on many things in the background, for whoever asked for it. */
export interface JobsTable {
  seq: Generated<number>;
  id: string;
  /** Which handler does it. */
  kind: string;
  state: JobState;
  actor_kind: "person" | "key" | "hermon";
  actor_id: string | null;
  actor_name: string;
  /** What is to be done with each item, as JSON; the handler knows its form. */
  args: string;
  made_at: number;
  started_at: number | null;
  ended_at: number | null;
  /** How many items it has, and how many of them have ended in which way: always the first ones. */
  total: number;
  done: Generated<number>;
  failed: Generated<number>;
  skipped: Generated<number>;
  /** Another one for each time that the job is claimed: who has it may write to it. */
  holder: string | null;
  /** Nobody else claims it before then, by the database's clock. */
  until: number | null;
  /** How often it was claimed since one of its items has ended. */
  tries: Generated<number>;
  /** Why it has failed, or is to be tried again, in words for whoever asked for it. */
  error: string | null;
}

interface JobItemsTable {
  /** `jobs.seq` */
  job: number;
  /** From 0, in the order in which they are worked on. */
  place: number;
  /** What it concerns: the `id` of a lead, or what else the kind of job is about. */
  subject: string;
  state: Generated<ItemState>;
  /** What came of it, as JSON; its form is the handler's. */
  result: string | null;
}

export interface JobTables {
  jobs: JobsTable;
  job_items: JobItemsTable;
}
