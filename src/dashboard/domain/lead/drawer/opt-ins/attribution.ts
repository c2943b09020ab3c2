import { visible } from "#api/contract/text/visible-text.ts";
import {
  ATTRIBUTION_FIELDS,
  SETTER_LINK_PREFIX,
  type TrafficAttribution,
} from "#api/contract/opt-ins/opt-ins.ts";

const LABELS = {
  utm_source: "Source",
  utm_medium: "Medium",
  utm_campaign: "Campaign",
  utm_content: "Content",
  utm_term: "Term",
  referrer: "Referrer",
  landing_page: "Landing page",
} as const satisfies Record<(typeof ATTRIBUTION_FIELDS)[number], string>;

/** What brought a touch, in the order in which it is shown, and the names of what nobody recorded. */
export function attributionOf(traffic: TrafficAttribution) {
  const given: { readonly label: string; readonly value: string; readonly isId: boolean }[] = [];
  const missing: string[] = [];
  for (const field of ATTRIBUTION_FIELDS) {
    const value = visible(traffic[field]);
    // The id of the setter whose link it was, which says nothing to people.
    const isId = field === "utm_content" && value?.startsWith(SETTER_LINK_PREFIX) === true;
    if (value === undefined) missing.push(LABELS[field]);
    else given.push({ label: isId ? "Setter by ad link" : LABELS[field], value, isId });
  }
  return { given, missing };
}
