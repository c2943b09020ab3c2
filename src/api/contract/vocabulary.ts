/**
 * The words of Hermon's API: sources, status roles, status types, and the five lead filters.
 *
 * The reference closes only one of these lists, the sources a submit may name. The others are
 * examples ("e.g."), so a value from upstream that isn't here is kept and shown as it came.
 */

/** Acquisition sources, in the order in which the submit endpoint's error names them. */
export const SOURCES = [
  "CALENDLY",
  "MANUAL",
  "TYPEFORM",
  "WEBINAR",
  "NEWSLETTER",
  "LANDING_PAGE",
  "OTHER",
] as const;

/** Status roles in funnel order; the reference gives statuses no order of their own. */
export const STATUS_ROLES = [
  "NEW_LEAD",
  "FOLLOW_UP",
  "APPOINTMENT_BOOKED",
  "RESCHEDULED",
  "NO_SHOW",
  "CANCELED",
  "PARTIAL_PAYMENT",
  "WON",
  "UNQUALIFIED",
  "LOST",
] as const;

/** The roles of leads that are decided: nobody is waited for any more. */
export const CLOSED_ROLES: readonly string[] = ["WON", "UNQUALIFIED", "LOST"];

/** The status type that belongs to deals; a lead takes only `LEAD` and `BOTH`. */
export const OPPORTUNITY = "OPPORTUNITY";

/** Our own type for a status that leads carry and Hermon doesn't list: shown, but not to be chosen. */
export const UNLISTED = "UNLISTED";

/** Whether a lead can be given a status of that type. */
export const isForLeads = ({ type }: { readonly type: string }): boolean =>
  type !== OPPORTUNITY && type !== UNLISTED;

/**
 * The three owners of a lead. The list parameter, the lead's field and the screen each have their
 * own word for the third one (`triage`, `assigned_triager`, "Triager").
 */
export const OWNERS = [
  { owner: "setter", parameter: "setter", field: "assigned_setter" },
  { owner: "closer", parameter: "closer", field: "assigned_closer" },
  { owner: "triager", parameter: "triage", field: "assigned_triager" },
] as const;

export type Owner = (typeof OWNERS)[number]["owner"];

/** The five filters in the order in which they stand above the lead table. */
export const LEAD_FILTERS = ["source", "status", "setter", "closer", "triager"] as const;

export type LeadFilterName = (typeof LEAD_FILTERS)[number];

/** Filter value for leads without an owner. No e-mail address lacks an `@`, so it can't clash. */
export const UNASSIGNED = "unassigned";

/** Filter value for the signed-in person. */
export const ME = "me";

/** Names that are written in a way of their own. */
const OWN_SPELLING: Readonly<Record<string, string>> = {
  "e mail": "email",
  "e-mail": "email",
  sms: "SMS",
  whatsapp: "WhatsApp",
  linkedin: "LinkedIn",
  tiktok: "TikTok",
  youtube: "YouTube",
};
const OWN_SPELLED = new RegExp(`\\b(?:${Object.keys(OWN_SPELLING).join("|")})\\b`, "g");

/** Turns an enum value into what people read: `LANDING_PAGE` is "Landing page", `SMS` "SMS". */
export function sentenceCase(value: string): string {
  const words = value
    .replaceAll("_", " ")
    .trim()
    .toLowerCase()
    .replaceAll(OWN_SPELLED, (name) => OWN_SPELLING[name] ?? name);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Where a role stands in the funnel; unknown roles come last. */
export function funnelPosition(role: string): number {
  const position = STATUS_ROLES.findIndex((known) => known === role);
  return position < 0 ? STATUS_ROLES.length : position;
}

/** Orders statuses as the funnel goes: by role, then by name. */
export function byFunnel(
  a: { role: string; name: string },
  b: { role: string; name: string },
): number {
  return funnelPosition(a.role) - funnelPosition(b.role) || a.name.localeCompare(b.name);
}
