import * as z from "zod/mini";
import { isSameEmail } from "#api/contract/email-key.ts";
import type { LeadFilter } from "#api/contract/lead-views.ts";
import type { Lead } from "#api/contract/leads.ts";
import {
  LEAD_FILTERS,
  type LeadFilterName,
  ME,
  type OWNERS,
  UNASSIGNED,
} from "#api/contract/vocabulary.ts";
import { filterOf, valuesIn } from "./filter-values.ts";

/** The drawer's sections, as the address names them. */
export const LEAD_TABS = ["summary", "opt-ins", "billing", "activity"] as const;
export type LeadTab = (typeof LEAD_TABS)[number];

/** The values that can be meant; nothing where none is left. */
const meant = (name: LeadFilterName) =>
  z.optional(
    z.pipe(
      z.transform((given) => valuesIn(name, given)),
      z.optional(z.array(z.string())),
    ),
  );

/**
 * The lead page's address: the API's own filter names, the open lead and its section. Anything
 * malformed counts as not given: a link from elsewhere never ends in an error.
 */
export const LeadsSearch = z.object({
  source: meant("source"),
  status: meant("status"),
  setter: meant("setter"),
  closer: meant("closer"),
  triager: meant("triager"),
  lead: z.catch(z.optional(z.guid()), undefined),
  tab: z.catch(z.optional(z.enum(LEAD_TABS)), undefined),
});
export type LeadsSearch = z.infer<typeof LeadsSearch>;

/** The filter's values in the order of the buttons. */
export const activeValues = (filter: LeadFilter) =>
  LEAD_FILTERS.flatMap((name) => (filter[name] ?? []).map((value) => ({ name, value })));

/** The filter with other values under one name; with none, without the name. */
export function withValues(
  filter: LeadFilter,
  name: LeadFilterName,
  values: readonly string[],
): LeadFilter {
  return filterOf({ ...filter, [name]: values.length > 0 ? [...values] : undefined });
}

/** The filter with a value under a name, or without it where it is there already. */
export function withToggled(filter: LeadFilter, name: LeadFilterName, value: string): LeadFilter {
  const values = filter[name] ?? [];
  const others = values.filter((one) => !sameText(one, value));
  return withValues(filter, name, others.length < values.length ? others : [...values, value]);
}

/** What of a lead the filters ask about. */
type Filtered = Pick<Lead, "source" | (typeof OWNERS)[number]["field"]> & {
  readonly status: Pick<Lead["status"], "id">;
};

/** Whether a lead is (still) what the filter asks for. `me` is the signed-in person's e-mail. */
export function matchesFilter(lead: Filtered, filter: LeadFilter, me: string): boolean {
  const owned = (wanted: readonly string[] | undefined, owner: string | null) =>
    !wanted || wanted.some((value) => isOwner(value, owner, me));
  return (
    (filter.source?.includes(lead.source) ?? true) &&
    (filter.status?.some((id) => sameText(id, lead.status.id)) ?? true) &&
    owned(filter.setter, lead.assigned_setter) &&
    owned(filter.closer, lead.assigned_closer) &&
    owned(filter.triager, lead.assigned_triager)
  );
}

/** E-mails are compared as the API does it. */
function isOwner(value: string, owner: string | null, me: string): boolean {
  if (value === UNASSIGNED) return owner === null;
  return owner !== null && sameText(value === ME ? me : value, owner);
}

/** Ids mean the same in any case, and that is how e-mails are compared, too. */
const sameText = isSameEmail;
