import { createHash } from "node:crypto";
import type { Kysely, RawBuilder, Selectable, Transaction } from "kysely";
import type { QuestionAnswer } from "#api/contract/opt-ins/opt-ins.ts";
import { batches } from "../batches.ts";
import type { OptInAnswersTable } from "./opt-in-tables.ts";
import type { Tables } from "../tables.ts";

/** An answer as it comes; without an id where the database is the record. */
export type Answer = Omit<QuestionAnswer, "id"> & {
  readonly id?: string;
  /** `opt_ins.seq`, or the SQL that finds it. */
  readonly opt_in: number | RawBuilder<number>;
};

type AnswerRow = Omit<Selectable<OptInAnswersTable>, "opt_in"> & Pick<Answer, "opt_in">;

/**
 * The same as rows, in their order, which point at their questions. New questions are added.
 * @param known `questions.seq` by text, of questions that were looked up before
 */
export async function answerRows(
  tx: Transaction<Tables>,
  answers: readonly Answer[],
  known: ReadonlyMap<string, number>,
): Promise<AnswerRow[]> {
  const asked = new Set(answers.map((one) => one.question));
  const questions = await seqsOfQuestions(tx, [...asked], known);
  const byOptIn = Map.groupBy(answers, ({ opt_in }) => opt_in);
  return [...byOptIn.values()].flatMap((ofOptIn) =>
    ofOptIn.toSorted(inOrder).map(({ question, id = null, ...answer }, place) => {
      const seq = questions.get(question);
      if (seq === undefined) throw new Error("A question went while it was stored");
      return { ...answer, id, place, question: seq };
    }),
  );
}

const inOrder = (a: Answer, b: Answer): number =>
  a.position - b.position || ((a.id ?? "") < (b.id ?? "") ? -1 : Number(a.id !== b.id));

async function seqsOfQuestions(
  tx: Transaction<Tables>,
  texts: readonly string[],
  lookedUp: ReadonlyMap<string, number>,
): Promise<Map<string, number>> {
  const known = new Map(lookedUp);
  const isUnknown = (text: string) => !known.has(text);
  for (const some of batches(texts.filter(isUnknown))) {
    await findQuestions(tx, some, known);
    const missing = some.filter(isUnknown);
    if (missing.length === 0) continue;
    await tx
      .insertInto("questions")
      .values(missing.map((text) => ({ text })))
      .onConflict((on) => on.doNothing())
      .execute();
    await findQuestions(tx, missing, known);
  }
  return known;
}

async function findQuestions(
  tx: Transaction<Tables>,
  texts: readonly string[],
  known: Map<string, number>,
): Promise<void> {
  const rows = await tx.selectFrom("questions").selectAll().where("text", "in", texts).execute();
  for (const { text, seq } of rows) known.set(text, seq);
}

/** The answers of these opt-ins with what was asked, those of each in their order. */
export const readAnswers = (db: Kysely<Tables>, optIns: readonly number[]) =>
  db
    .selectFrom("opt_in_answers")
    .innerJoin("questions", "questions.seq", "opt_in_answers.question")
    .select(["opt_in", "place", "id", "questions.text as question", "answer", "position"])
    .where("opt_in", "in", optIns)
    .orderBy("opt_in")
    .orderBy("place")
    .execute();

/** The id of an answer that has none of its own: always the same UUID for its opt-in and place. */
export function answerId(optInId: string, place: number): string {
  const hash = createHash("sha256").update(`${optInId} ${place}`).digest();
  // Version 8 of RFC 9562: of one's own making.
  hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x80, 6);
  hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8);
  return hash.toString("hex", 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
