import { sql } from "kysely";
import type { Store } from "../open.ts";

/** How many there are here. */
export interface Totals {
  readonly leads: number;
  readonly optIns: number;
}

/** Exact, and as quick with a million leads as with none. */
export const readTotals = (store: Store): Promise<Totals> => store.read(countAll);

async function countAll({ db }: Store): Promise<Totals> {
  const { leads } = await db
    .selectFrom("lead_counts")
    .select((eb) => eb.fn.coalesce(eb.fn.sum<number>("n"), sql.lit(0)).as("leads"))
    .executeTakeFirstOrThrow();
  const { optIns } = await db
    .selectFrom("opt_in_counts")
    .select((eb) => eb.fn.coalesce(eb.fn.sum<number>("n"), sql.lit(0)).as("optIns"))
    .executeTakeFirstOrThrow();
  return { leads, optIns };
}

/** Opt-ins whose answers and attribution weren't read yet. */
export async function countLackingDetails({ db }: Store): Promise<number> {
  const { n } = await db
    .selectFrom("opt_ins")
    .select((eb) => eb.fn.countAll<number>().as("n"))
    .where("lacks_details", "=", sql.lit(1))
    .executeTakeFirstOrThrow();
  return n;
}
