import * as z from "zod/mini";
import { complaint } from "../endpoint.ts";
import { text } from "../fields.ts";
import { NONE, ranges, values } from "./filter-values.ts";

export const OVERDUE = "overdue";

const yesOrNo = (name: string) =>
  z.optional(z.array(z.enum(["yes", "no"], complaint(name, "yes or no"))));

/**
 * What leads are filtered by, several values each: a lead matches when every filter that is given
 * has one of its values, and none of those it is given with `not_`.
 */
export const LeadFilterQuery = {
  source: values,
  /** Status ids, not roles or names: several statuses may share a role. */
  status: values,
  /** E-mails, `unassigned`, or `me` for the signed-in person. */
  setter: values,
  closer: values,
  triager: values,
  /** The same for any of the three; `unassigned` where there is none at all. */
  owner: values,
  /** Whether the status' role is one in which somebody still works on the lead. */
  open: yesOrNo("open"),
  /** Of the phone number, as ISO code; `none`. */
  country: values,
  /** Whether there is a number. */
  phone: yesOrNo("phone"),
  /** Whether there is more than one opt-in. */
  repeat: yesOrNo("repeat"),
  /** The name of a form, and a campaign (`utm_campaign`), of any of the lead's opt-ins; `none`. */
  form: values,
  campaign: values,
  /** Ranges of time; `overdue` and `none` of the next touch point. */
  next_touch_point: ranges("next_touch_point", OVERDUE, NONE),
  created: ranges("created"),
  updated: ranges("updated"),

  not_source: values,
  not_status: values,
  not_setter: values,
  not_closer: values,
  not_triager: values,
  not_owner: values,
  not_open: yesOrNo("not_open"),
  not_country: values,
  not_phone: yesOrNo("not_phone"),
  not_repeat: yesOrNo("not_repeat"),
  not_form: values,
  not_campaign: values,
  not_next_touch_point: ranges("not_next_touch_point", OVERDUE, NONE),
  not_created: ranges("not_created"),
  not_updated: ranges("not_updated"),
};
export const LeadFilter = z.object(LeadFilterQuery);
export type LeadFilter = z.infer<typeof LeadFilter>;

/** A filter, not its opposite. */
export type PlainFilterName = Exclude<keyof LeadFilter, `not_${string}`>;

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- those are its keys
export const PLAIN_FILTERS = Object.keys(LeadFilterQuery).filter(
  (name) => !name.startsWith("not_"),
) as PlainFilterName[];

/** What leads can be sorted by. */
export const LEAD_SORTS = [
  "name",
  "status",
  "source",
  "setter",
  "closer",
  "triager",
  "next_touch_point",
  "country",
  "created",
  "updated",
] as const;

export type LeadSortColumn = (typeof LEAD_SORTS)[number];

/** A column that a list is sorted by. Leads that have nothing there come last in both directions. */
export const LeadSort = z.object({ column: z.enum(LEAD_SORTS), desc: z.boolean() });
export type LeadSort = z.infer<typeof LeadSort>;

/** Which leads a list has, and in which order: whatever differs here is another list. */
export const LeadQuery = z.object({
  filter: LeadFilter,
  /** Empty: all that the filter leaves. */
  search: text,
  /** The first column before the second; empty: newest first. */
  sort: z.array(LeadSort),
});
export type LeadQuery = z.infer<typeof LeadQuery>;

/** Every lead there is, newest first. */
export const ALL_LEADS: LeadQuery = { filter: {}, search: "", sort: [] };

/** As a request parameter: `name`, or `-name` from the last to the first. */
const SortParameter = z.enum(
  [...LEAD_SORTS, ...LEAD_SORTS.map((column) => `-${column}` as const)],
  complaint("sort", `one of ${LEAD_SORTS.join(", ")}, with a - before it for the other direction`),
);

/** In characters. */
export const LONGEST_SEARCH = 200;
const SEARCH = complaint("search", `a text of at most ${LONGEST_SEARCH} characters`);

/** A list's query as the endpoints' request parameters. */
export const LeadQueryParameters = {
  ...LeadFilterQuery,
  /**
   * Words that must all be found, in any order and without regard to case and accents, in name,
   * e-mail, phone number, latest note and the names of forms. Blanks part them, and nothing else.
   */
  search: z.optional(text.check(z.maxLength(LONGEST_SEARCH, SEARCH))),
  sort: z.optional(z.array(SortParameter)),
};
type LeadQueryParameters = z.infer<z.ZodMiniObject<typeof LeadQueryParameters>>;

export const leadQueryParameters = ({ filter, search, sort }: LeadQuery): LeadQueryParameters => ({
  ...filter,
  ...(search !== "" && { search }),
  ...(sort.length > 0 && {
    sort: sort.map(({ column, desc }) => (desc ? (`-${column}` as const) : column)),
  }),
});

/** The query that request parameters stand for. */
export function readLeadQuery({
  search = "",
  sort = [],
  ...filter
}: LeadQueryParameters): LeadQuery {
  return {
    filter,
    search,
    sort: sort.map((given) => {
      const column = LEAD_SORTS.find((one) => one === given || `-${one}` === given) ?? "created";
      return { column, desc: given !== column };
    }),
  };
}

/** Whether a change of a lead may move it to another place in a list. */
export const mayMoveLeads = ({ sort }: LeadQuery): boolean =>
  sort.some(({ column }) => column !== "created");

/** Whether a list leaves no lead out, so that whatever becomes of a lead, it is in there. */
export const isEveryLead = ({ filter, search }: LeadQuery): boolean =>
  search === "" && Object.values(filter).every((given = []) => given.length === 0);
