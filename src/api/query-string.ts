type Parameter = readonly [name: string, value: string];

/**
 * Writes a query string without its `?`, e.g. `source=MANUAL&page=2`. A list repeats its name; what
 * isn't text, a number or a boolean is left out.
 * @param more parameters that follow as they are
 */
export function queryString(
  parameters: Readonly<Record<string, unknown>>,
  more: readonly Parameter[] = [],
): string {
  const given = Object.entries(parameters).flatMap(([name, value]) =>
    [value]
      .flat()
      .filter(isValue)
      .map((one) => [name, String(one)]),
  );
  return new URLSearchParams([...given, ...more.map((one) => [...one])]).toString();
}

const isValue = (value: unknown): value is string | number | boolean =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean";

/** A path with a query string behind it, if there is one. */
export const withQueryString = (path: string, query: string): string =>
  query ? `${path}?${query}` : path;
