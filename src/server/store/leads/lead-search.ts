import { sql, type SqlBool } from "kysely";
import { parseDigits } from "libphonenumber-js/max";
import { searchWords } from "#api/contract/search-text.ts";
import { allOf, type SqlCondition } from "../conditions.ts";

/** What a search says of a lead's row; nothing where there is nothing to search for. */
export function searchCondition(search: string): SqlCondition | undefined {
  const digits = numberIn(search);
  const words = digits === undefined ? searchWords(search) : [digits];
  if (words.length === 0) return undefined;
  const found = allOf(words.map((word) => sql<SqlBool>`text like ${`%${word}%`}`));
  return sql<SqlBool>`seq in (select rowid from lead_search where ${found})`;
}

/** Fewer digits may as well be part of something else. */
const FEWEST_DIGITS = 4;

/**
 * The digits of a phone number, however it is written: "+49 (0)30 1234", "0049 30/1234", "030-1234".
 * What stands before it to dial isn't part of the number as it is kept.
 */
function numberIn(search: string): string | undefined {
  const text = search.replaceAll(/\p{Nd}/gu, (digit) => parseDigits(digit) || digit).trim();
  if (!/^[\d\s+()./-]+$/.test(text)) return undefined;
  const digits = text.replace("(0)", "").replaceAll(/\D/g, "").replace(/^0+/, "");
  return digits.length < FEWEST_DIGITS ? undefined : digits;
}
