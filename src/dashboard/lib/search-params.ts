import { queryString, withQueryString } from "#api/query-string.ts";

/** A page's query string as names and values; a repeated name has a list. */
export type SearchParams = Record<string, string | string[]>;

/** Reads a query string as plain names and values, as the API's are; the router's way is JSON. */
export function parseSearch(query: string): SearchParams {
  const found = new URLSearchParams(query);
  return Object.fromEntries(
    [...new Set(found.keys())].map((name) => {
      const [first = "", ...more] = found.getAll(name);
      return [name, more.length > 0 ? [first, ...more] : first];
    }),
  );
}

/** Writes what {@link parseSearch} reads. */
export const stringifySearch = (search: Record<string, unknown>): string =>
  withQueryString("", queryString(search));
