import { trimmed, visible } from "#api/contract/visible-text.ts";
import {
  ATTRIBUTION_FIELDS,
  SETTER_LINK_PREFIX,
  type TrafficAttribution,
} from "#api/contract/opt-ins.ts";

const LABELS = {
  utm_source: "Source",
  utm_medium: "Medium",
  utm_campaign: "Campaign",
  utm_content: "Content",
  utm_term: "Term",
  referrer: "Referrer",
  landing_page: "Landing page",
} as const satisfies Record<(typeof ATTRIBUTION_FIELDS)[number], string>;

interface Attribution {
  /** What is known, in the order in which it is shown. */
  readonly given: readonly AttributionRow[];
  /** The names of what isn't. */
  readonly missing: readonly string[];
}

interface AttributionRow {
  readonly label: string;
  readonly value: string;
  /** The value is an id, which says nothing to people. */
  readonly isId: boolean;
}

/** What brought a touch, apart from what nobody recorded; blank counts as not recorded. */
export function attributionOf(traffic: TrafficAttribution): Attribution {
  const isGiven = (field: (typeof ATTRIBUTION_FIELDS)[number]) =>
    visible(traffic[field]) !== undefined;
  return {
    given: ATTRIBUTION_FIELDS.filter(isGiven).map((field) => rowOf(field, traffic[field] ?? "")),
    missing: ATTRIBUTION_FIELDS.filter((field) => !isGiven(field)).map((field) => LABELS[field]),
  };
}

/** A `utm_content` that starts with `user_` is the id of the setter whose link it was. */
function rowOf(field: (typeof ATTRIBUTION_FIELDS)[number], text: string): AttributionRow {
  const value = trimmed(text);
  const isSetterLink = field === "utm_content" && value.startsWith(SETTER_LINK_PREFIX);
  return { label: isSetterLink ? "Setter by ad link" : LABELS[field], value, isId: isSetterLink };
}
