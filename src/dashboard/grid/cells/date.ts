import { dates } from "#dashboard/lib/dates.ts";
import type { CellKind } from "./cell-kind.ts";
import { text } from "./text.ts";

/**
 * A day, with the exact time in its tooltip.
 * @param value a time as the API has it; nothing where there is none
 */
export const date = <Row, Context>(value: (row: Row) => string | null): CellKind<Row, Context> =>
  text({
    value: (row) => inWords(dates.day, value(row)),
    full: (row) => inWords(dates.exact, value(row)),
  });

const inWords = (words: (iso: string) => string, iso: string | null) =>
  iso === null ? "" : words(iso);
