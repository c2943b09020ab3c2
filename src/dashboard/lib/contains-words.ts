import { searchText, searchWords } from "#api/contract/text/search-text.ts";

/** Whether one of the texts has each word, whatever order, case and accents: "haddad leila". */
export function containsWords(query: string, texts: readonly string[]): boolean {
  const searched = texts.map(searchText);
  return searchWords(query).every((word) => searched.some((text) => text.includes(word)));
}
