import type { Insertable, Selectable, Transaction } from "kysely";
import type { Owner } from "#api/contract/vocabulary.ts";
import { NOBODY } from "./leads/lead-filter.ts";
import type { LeadsTable, OptInAnswersTable, OptInsTable, Tables } from "./tables.ts";

/** SQLite takes 32,766 values a query, and compiling a longer text no longer pays. */
const ROWS_A_QUERY = 100;

/** A lead to add. Owners may be left out or `null`. */
export type NewLead = Omit<Insertable<LeadsTable>, Owner> & {
  [owner in Owner]?: number | null;
};

export type NewOptIn = Insertable<OptInsTable>;

/** Adds a lead and gives its `seq`. */
export async function addLead(tx: Transaction<Tables>, lead: NewLead): Promise<number> {
  const { seq } = await tx
    .insertInto("leads")
    .values(rowOf(lead))
    .returning("seq")
    .executeTakeFirstOrThrow();
  return seq;
}

/** Adds many leads. Whoever refers to them later gives each its `seq`. */
export async function addLeads(tx: Transaction<Tables>, leads: readonly NewLead[]): Promise<void> {
  for (const some of batches(leads)) await tx.insertInto("leads").values(some.map(rowOf)).execute();
}

/** Adds an opt-in and gives its `seq`. The lead's own `opt_ins` is the caller's to set. */
export async function addOptIn(tx: Transaction<Tables>, optIn: NewOptIn): Promise<number> {
  const { seq } = await tx
    .insertInto("opt_ins")
    .values(optIn)
    .returning("seq")
    .executeTakeFirstOrThrow();
  return seq;
}

/** Adds many opt-ins, as {@link addLeads} does. */
export async function addOptIns(
  tx: Transaction<Tables>,
  optIns: readonly NewOptIn[],
): Promise<void> {
  for (const some of batches(optIns)) await tx.insertInto("opt_ins").values(some).execute();
}

/** Adds questions with their answers to opt-ins that are there already. */
export async function addAnswers(
  tx: Transaction<Tables>,
  answers: readonly Selectable<OptInAnswersTable>[],
): Promise<void> {
  for (const some of batches(answers)) await tx.insertInto("opt_in_answers").values(some).execute();
}

const rowOf = ({ setter, closer, triager, ...lead }: NewLead): Insertable<LeadsTable> => ({
  ...lead,
  setter: setter ?? NOBODY,
  closer: closer ?? NOBODY,
  triager: triager ?? NOBODY,
});

function* batches<T>(rows: readonly T[]): Generator<T[]> {
  for (let from = 0; from < rows.length; from += ROWS_A_QUERY) {
    yield rows.slice(from, from + ROWS_A_QUERY);
  }
}
