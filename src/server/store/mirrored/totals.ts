import { sql } from "kysely";
import type { Store } from "../open.ts";

/** How many there are here. */
export interface Totals {
  readonly leads: number;
  readonly optIns: number;
  /** Opt-ins whose answers and attribution weren't read yet. */
  readonly lackingDetails: number;
}

/** Exact, and as quick with a million leads as with none. */
export async function readTotals({ db }: Store): Promise<Totals> {
  const { leads } = await db
    .selectFrom("lead_counts")
    .select((eb) => eb.fn.coalesce(eb.fn.sum<number>("n"), sql.lit(0)).as("leads"))
    .executeTakeFirstOrThrow();
  const { optIns } = await db
    .selectFrom("opt_in_counts")
    .select((eb) => eb.fn.coalesce(eb.fn.sum<number>("n"), sql.lit(0)).as("optIns"))
    .executeTakeFirstOrThrow();
  const { lackingDetails } = await db
    .selectFrom("opt_ins")
    .select((eb) => eb.fn.countAll<number>().as("lackingDetails"))
    .where("lacks_details", "=", sql.lit(1))
    .executeTakeFirstOrThrow();
  return { leads, optIns, lackingDetails };
}
