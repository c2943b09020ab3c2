import { isDeepStrictEqual } from "node:util";
import { sql, type Transaction } from "kysely";
import type { QuestionAnswer, TrafficAttribution } from "#api/contract/opt-ins/opt-ins.ts";
import { addAnswers } from "../../additions.ts";
import type { Store } from "../../open.ts";
import { readAnswers } from "../../opt-ins/answers.ts";
import type { Tables } from "../../tables.ts";

type Tx = Transaction<Tables>;

/** What only Hermon's details of an opt-in have. */
export interface MirroredOptInDetails {
  readonly answers: readonly QuestionAnswer[];
  readonly attribution: TrafficAttribution;
}

/**
 * Takes over what only the details have, of an opt-in that is there.
 * @returns the id of its lead when anything was different; `null` also when the opt-in isn't there
 */
export async function storeOptInDetails(
  tx: Tx,
  id: string,
  details: MirroredOptInDetails,
): Promise<string | null> {
  const found = await tx
    .selectFrom("opt_ins")
    .innerJoin("leads", "leads.seq", "opt_ins.lead")
    .selectAll("opt_ins")
    .select("leads.id as lead_id")
    .where("opt_ins.id", "=", id)
    .executeTakeFirst();
  if (!found) return null;
  const answers = details.answers.map((answer) => ({ ...answer, opt_in: found.seq }));
  const row = { ...details.attribution, lacks_details: 0 };
  const isSame = isDeepStrictEqual({ ...found, ...row }, { ...found });
  if (isSame && (await hasAnswers(tx, found.seq, answers))) return null;
  await tx.updateTable("opt_ins").set(row).where("seq", "=", found.seq).execute();
  await tx.deleteFrom("opt_in_answers").where("opt_in", "=", found.seq).execute();
  await addAnswers(tx, answers);
  return found.lead_id;
}

async function hasAnswers(
  tx: Tx,
  optIn: number,
  answers: readonly QuestionAnswer[],
): Promise<boolean> {
  const stored = await readAnswers(tx, [optIn]);
  return isDeepStrictEqual(inOrder(stored), inOrder(answers));
}

/** Hermon promises no order, and positions may stand twice. */
type Comparable = Omit<QuestionAnswer, "id"> & { readonly id: string | null };
const inOrder = (answers: readonly Comparable[]): string[] =>
  answers
    .map(({ id, question, answer, position }) => JSON.stringify([position, id, question, answer]))
    .toSorted();

/** Whether the details of an opt-in were never read; `null` when it isn't there. */
export async function lacksDetails({ db }: Store, id: string): Promise<boolean | null> {
  const row = await db
    .selectFrom("opt_ins")
    .select("lacks_details")
    .where("id", "=", id)
    .executeTakeFirst();
  return row ? row.lacks_details === 1 : null;
}

export interface OptInToRead {
  readonly id: string;
  /** 1: its details were never read. */
  readonly lacks_details: number;
}

/** A lead's opt-ins to read the details of: those that lack them first, then the newest. */
export function listOptInsToRead(
  { db }: Store,
  leadId: string,
  limit: number,
): Promise<OptInToRead[]> {
  return db
    .selectFrom("opt_ins")
    .innerJoin("leads", "leads.seq", "opt_ins.lead")
    .select(["opt_ins.id", "opt_ins.lacks_details"])
    .where("leads.id", "=", leadId.toLowerCase())
    .orderBy("opt_ins.lacks_details", "desc")
    .orderBy("opt_ins.created_at", "desc")
    .orderBy("opt_ins.seq", "desc")
    .limit(limit)
    .execute();
}

/** The newest opt-ins whose details are still to be read, by id. */
export async function listOptInsLackingDetails({ db }: Store, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom("opt_ins")
    .select("id")
    .where("lacks_details", "=", sql.lit(1))
    .orderBy("created_at", "desc")
    .orderBy("id")
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}
