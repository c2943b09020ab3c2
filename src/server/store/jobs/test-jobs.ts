import { sql } from "kysely";
import type { Store } from "../open.ts";
import { ADA } from "../test-store.ts";
import type { HeldJob } from "./held-jobs.ts";
import type { ItemState, JobState } from "./job-tables.ts";
import { makeJob, readJob } from "./jobs.ts";

/** Makes a job of Ada's; gives its id. */
export const makeTestJob = (
  store: Store,
  kind: string,
  subjects: readonly string[],
  args: unknown = null,
): Promise<string> => store.write((tx) => makeJob(tx, { kind, by: ADA, args, subjects }));

/** So many subjects that no other job of that name has. */
export const subjectsOf = (name: string, count: number): string[] =>
  Array.from({ length: count }, (_, place) => `${name}-${place}`);

/** A job's state, with those of its items. */
export async function statesOf(
  store: Store,
  id: string,
): Promise<[JobState | undefined, ...ItemState[]]> {
  const found = await readJob(store, id, { page: 1, limit: 1_000 });
  return [found?.job.state, ...(found?.items.map(({ state }) => state) ?? [])];
}

/** The lease runs out, as if whoever has it had stopped extending it. */
export async function endLease({ db, now }: Store, { holder }: HeldJob): Promise<void> {
  await db
    .updateTable("jobs")
    .set({ until: sql<number>`${now} - 1` })
    .where("holder", "=", holder)
    .execute();
}
