import * as z from "zod/mini";
import { complaint, endpoint, success } from "../endpoint.ts";
import { text } from "../fields.ts";
import { LeadQueryParameters, PLAIN_FILTERS } from "./lead-query.ts";
import { ValueCount } from "./lead-views.ts";

/** How many values of one filter are counted at once, and are listed at most. */
export const MOST_VALUES = 500;

/** Values of one filter, with how many leads have each under the other filters. */
export const FilterValues = z.object({
  values: z.array(ValueCount),
  /** There are more of them than are listed: these are what most leads have. */
  has_more: z.boolean(),
  /** Not all opt-ins were read from Hermon as far as the values stand there. */
  is_incomplete: z.boolean(),
});
export type FilterValues = z.infer<typeof FilterValues>;

const VALUES = complaint("value", `at most ${MOST_VALUES} values of that filter`);

/** Apart from the counts of the five, which come with every list: for when one looks. */
export const countFilterValues = endpoint({
  name: "countFilterValues",
  summary: "Exact counts of one filter's values under the other filters",
  access: "read",
  method: "GET",
  path: "/api/dashboard/lead-filter-values",
  query: z.object({
    ...LeadQueryParameters,
    field: z.enum(PLAIN_FILTERS, complaint("field", `one of ${PLAIN_FILTERS.join(", ")}`)),
    /** Left out: all that leads have, of `owner`, `country`, `form` and `campaign`; of others none. */
    value: z.optional(z.array(text).check(z.maxLength(MOST_VALUES, VALUES))),
  }),
  answer: success(FilterValues),
  success: { 200: "Filter values fetched successfully" },
});
