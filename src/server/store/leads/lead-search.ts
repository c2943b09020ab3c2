import { sql, type SqlBool } from "kysely";
import { wordsSearchedFor } from "#api/contract/text/search-text.ts";
import { allOf, anyOf, oneOf, type SqlCondition } from "../conditions.ts";
import type { Store } from "../open.ts";
import type { Dictionary } from "../dictionary.ts";

/**
 * What a search says of a lead's row; nothing where there is nothing to search for. Words that are
 * in no form's name are looked up together.
 */
export function searchCondition(search: string, { forms }: Dictionary): SqlCondition | undefined {
  const words = wordsSearchedFor(search);
  if (words.length === 0) return undefined;
  const conditions: SqlCondition[] = [];
  const elsewhere: string[] = [];
  for (const word of words) {
    const named = formsWith(word, forms);
    if (named.length === 0) elsewhere.push(word);
    else conditions.push(anyOf([inTexts([word]), cameBy(named)]));
  }
  if (elsewhere.length > 0) conditions.push(inTexts(elsewhere));
  return allOf(conditions);
}

const formsWith = (word: string, forms: Dictionary["forms"]): number[] =>
  [...forms].filter(([, { text }]) => text.includes(word)).map(([seq]) => seq);

/**
 * The form by which a search finds leads: the name of their latest opt-in's that has one of its words.
 * @param leads their row numbers
 * @returns by row number, of those that have such an opt-in
 */
export async function foundForms(
  { db }: Store,
  search: string,
  leads: readonly number[],
  { forms }: Dictionary,
): Promise<ReadonlyMap<number, string>> {
  const named = new Set(wordsSearchedFor(search).flatMap((word) => formsWith(word, forms)));
  if (named.size === 0 || leads.length === 0) return new Map();
  const rows = await db
    .selectFrom("opt_ins")
    .select(["lead", "form"])
    .where("lead", "in", leads)
    .where("form", "in", [...named])
    .orderBy("created_at")
    .orderBy("id")
    .execute();
  // Of a lead's, the last one stays.
  return new Map(
    rows.flatMap(({ lead, form }) => {
      const name = form === null ? null : forms.get(form)?.name;
      return name ? [[lead, name] as const] : [];
    }),
  );
}

const inTexts = (words: readonly string[]): SqlCondition => {
  const found = allOf(words.map((word) => sql<SqlBool>`text like ${`%${word}%`}`));
  return sql<SqlBool>`seq in (select rowid from lead_search where ${found})`;
};

const cameBy = (forms: readonly number[]): SqlCondition =>
  sql<SqlBool>`seq in (select lead from opt_ins where ${oneOf("form", forms)})`;
