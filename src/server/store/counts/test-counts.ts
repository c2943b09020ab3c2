import { sql } from "kysely";
import { expect } from "vitest";
import { COUNTS, OPT_INS_OF_LEADS } from "./counts-anew.ts";
import type { Store } from "../open.ts";

/** All kept counts of leads and opt-ins are as if counted anew. */
export async function expectExactCounts(store: Store): Promise<void> {
  for (const { kept, anew } of COUNTS) await expectSameRows(store, kept, anew);
}

/** So is what each lead says of its own opt-ins. In a mirror that is Hermon's to say. */
export const expectExactOptInsOfLeads = (store: Store): Promise<void> =>
  expectSameRows(store, OPT_INS_OF_LEADS.kept, OPT_INS_OF_LEADS.anew);

async function expectSameRows({ db }: Store, kept: string, anew: string) {
  const rowsOf = async (query: string) => {
    const { rows } = await sql.raw(query).execute(db);
    return rows.map((row) => JSON.stringify(row)).toSorted();
  };
  expect(await rowsOf(kept)).toEqual(await rowsOf(anew));
}
