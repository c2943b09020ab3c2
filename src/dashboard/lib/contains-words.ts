import { searchText, searchWords } from "#api/contract/search-text.ts";

/**
 * Whether each word of a query is found in one of the texts, in any order and without regard to
 * case and accents: "haddad leila" in "Leila Haddad".
 */
export function containsWords(query: string, texts: readonly string[]): boolean {
  const searched = texts.map(searchText);
  return searchWords(query).every((word) => searched.some((text) => text.includes(word)));
}
