import { sql } from "kysely";
import { expect } from "vitest";
import type { Store } from "./open.ts";

/** The kept counts beside the same counted anew. */
const COUNTS = [
  [
    `select source, status, setter, closer, triager, n
       from lead_counts where n > 0 order by 1, 2, 3, 4, 5`,
    `select source, status, setter, closer, triager, count(*) as n
       from leads group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5`,
  ],
  [
    "select day, n from lead_days where n > 0 order by 1",
    "select created_at / 86400000 as day, count(*) as n from leads group by 1 order by 1",
  ],
  [
    "select source, n from opt_in_counts where n > 0 order by 1",
    "select source, count(*) as n from opt_ins group by 1 order by 1",
  ],
] as const;

/** All kept counts of leads and opt-ins are as if counted anew. */
export async function expectExactCounts(store: Store): Promise<void> {
  for (const [kept, anew] of COUNTS) await expectSameRows(store, kept, anew);
}

/** So is what each lead says of its own opt-ins. In a mirror that is Hermon's to say. */
export const expectExactOptInsOfLeads = (store: Store): Promise<void> =>
  expectSameRows(
    store,
    "select seq, opt_ins from leads order by 1",
    "select lead as seq, count(*) as opt_ins from opt_ins group by 1 order by 1",
  );

async function expectSameRows({ db }: Store, kept: string, anew: string) {
  const rowsOf = async (query: string) => (await sql.raw(query).execute(db)).rows;
  expect(await rowsOf(kept)).toEqual(await rowsOf(anew));
}
