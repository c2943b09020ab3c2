import { type Insertable, type RawBuilder, sql, type Transaction } from "kysely";
import type { Owner } from "#api/contract/vocabulary.ts";
import { writeInBatch } from "./database/batched-write.ts";
import { batches } from "./batches.ts";
import { NOBODY } from "./leads/lead-filter.ts";
import { indexAdded, sortKeys } from "./leads/search-index.ts";
import { type Answer, answerRows } from "./opt-ins/answers.ts";
import { type OptInWithForm, optInRows } from "./opt-ins/forms.ts";
import type { LeadsTable } from "./leads/lead-tables.ts";
import type { Tables } from "./tables.ts";

/** SQLite takes 32,766 values a query, and compiling a longer text no longer pays. */
const ROWS_A_QUERY = 100;

/** A lead to add. Owners may be left out or `null`. */
export type NewLead = Omit<Insertable<LeadsTable>, Owner> & {
  [owner in Owner]?: number | null;
};

export type NewOptIn = OptInWithForm;

/**
 * Adds a lead, which searches find, in the batch of its transaction.
 * @throws {Duplicate} with what is asked next, where one's own record has a lead with that e-mail
 */
export async function addLead(tx: Transaction<Tables>, lead: NewLead): Promise<void> {
  await writeInBatch(tx, tx.insertInto("leads").values(rowOf(lead)));
  await indexAdded(tx, [{ ...lead, seq: seqOf("leads", lead.id) }]);
}

/** The `seq` of a row that is written by the time it is asked for, as SQL. */
export const seqOf = (table: "leads" | "opt_ins", id: string): RawBuilder<number> =>
  sql<number>`(select seq from ${sql.table(table)} where id = ${id})`;

/** Adds many leads, and leaves to {@link indexLeads} that searches find them. Whoever refers to them later gives each its `seq`. */
export async function addLeads(tx: Transaction<Tables>, leads: readonly NewLead[]): Promise<void> {
  for (const some of batches(leads, ROWS_A_QUERY)) {
    await tx.insertInto("leads").values(some.map(rowOf)).execute();
  }
}

/**
 * Adds an opt-in in the batch of its transaction. The lead's own `opt_ins` is the caller's to set.
 * @throws {Duplicate} with what is asked next, where one's own record has that reference and source
 */
export async function addOptIn(tx: Transaction<Tables>, optIn: NewOptIn): Promise<void> {
  await writeInBatch(tx, tx.insertInto("opt_ins").values(await optInRows(tx, [optIn])));
}

/** Adds many opt-ins, as {@link addLeads} does. */
export async function addOptIns(
  tx: Transaction<Tables>,
  optIns: readonly NewOptIn[],
): Promise<void> {
  for (const some of batches(optIns, ROWS_A_QUERY)) {
    await tx
      .insertInto("opt_ins")
      .values(await optInRows(tx, some))
      .execute();
  }
}

/**
 * Adds all answers of opt-ins that are there already and have none.
 * @param known `questions.seq` by text, of questions that were looked up before
 */
export async function addAnswers(
  tx: Transaction<Tables>,
  answers: readonly Answer[],
  known: ReadonlyMap<string, number> = new Map(),
): Promise<void> {
  for (const some of batches(await answerRows(tx, answers, known), ROWS_A_QUERY)) {
    await writeInBatch(tx, tx.insertInto("opt_in_answers").values(some));
  }
}

const rowOf = ({ setter, closer, triager, ...lead }: NewLead): Insertable<LeadsTable> => ({
  ...lead,
  ...sortKeys(lead),
  setter: setter ?? NOBODY,
  closer: closer ?? NOBODY,
  triager: triager ?? NOBODY,
});
