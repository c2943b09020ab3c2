import * as z from "zod/mini";
import { complaint } from "../endpoint.ts";
import { ranges, values } from "../leads/filter-values.ts";

/** What opt-ins are filtered by: several values each and their opposites, as leads are. */
const OptInFilterQuery = {
  source: values,
  /** The form's name; `none`. */
  form: values,
  /** When it was submitted. */
  created: ranges("created"),

  not_source: values,
  not_form: values,
  not_created: ranges("not_created"),
};
const OptInFilter = z.object(OptInFilterQuery);

/** What opt-ins can be sorted by. */
const OPT_IN_SORTS = ["created"] as const;

const OptInSort = z.object({ column: z.enum(OPT_IN_SORTS), desc: z.boolean() });
export type OptInSort = z.infer<typeof OptInSort>;

/** Which opt-ins a list has, and in which order: whatever differs here is another list. */
const OptInQuery = z.object({
  filter: OptInFilter,
  /** Empty: newest first. */
  sort: z.array(OptInSort),
});
export type OptInQuery = z.infer<typeof OptInQuery>;

const SortParameter = z.enum(["created", "-created"], complaint("sort", "created or -created"));

/** A list's query as the endpoints' request parameters. */
export const OptInQueryParameters = {
  ...OptInFilterQuery,
  sort: z.optional(z.array(SortParameter)),
};

/** The query that request parameters stand for. */
export function readOptInQuery({
  sort = [],
  ...filter
}: z.infer<z.ZodMiniObject<typeof OptInQueryParameters>>): OptInQuery {
  return {
    filter,
    sort: sort.map((given) => ({ column: "created", desc: given === "-created" })),
  };
}
