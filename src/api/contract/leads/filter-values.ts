import * as z from "zod/mini";
import { complaint } from "../endpoint.ts";
import { text } from "../fields.ts";
import { readTimeRange } from "../time-range.ts";

/** In a filter's values: that nothing stands there. */
export const NONE = "none";

/** A filter's value, or nothing where it says that nothing stands there. */
export const orNull = (value: string): string | null => (value === NONE ? null : value);

export const values = z.optional(z.array(text));

const RANGE = "two days or moments with .. between them, one of which may be left out";

/** Ranges as {@link readTimeRange} reads them, or one of the words. */
export const ranges = (name: string, ...words: string[]) => {
  const must = complaint(name, [RANGE, ...words].join(", or "));
  const isRange = (value: string) => words.includes(value) || readTimeRange(value) !== undefined;
  return z.optional(z.array(text.check(z.refine(isRange, must))));
};
