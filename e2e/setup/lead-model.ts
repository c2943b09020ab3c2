import { NONE } from "#api/contract/leads/filter-values.ts";
import {
  type LeadQuery,
  type LeadSort,
  type LeadSortColumn,
  OVERDUE,
  type PlainFilterName,
} from "#api/contract/leads/lead-query.ts";
import type { Lead } from "#api/contract/leads/leads.ts";
import type { Workspace } from "#api/contract/people/people.ts";
import { searchText, wordsSearchedFor } from "#api/contract/text/search-text.ts";
import { byFunnel, CLOSED_ROLES, ME, UNASSIGNED } from "#api/contract/vocabulary.ts";
import { fullName } from "../verbs/leads.ts";

/*
 * What the words of a lead list's address mean, by a plain model that goes through an array of the
 * documented API's leads. Campaigns are not in it: that API's lists don't have them.
 */

/** A lead, with its opt-ins' forms. */
export interface RecordedLead {
  readonly lead: Lead;
  readonly forms: readonly (string | null)[];
}

/** When the words are said, and who says them. */
export interface Context {
  /** In milliseconds since 1970. */
  readonly now: number;
  readonly workspace: Workspace;
}

export type FieldName = Exclude<PlainFilterName, "campaign">;

const DAY = 86_400_000;

/** Where the journeys' browsers are. */
const berlin = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Berlin" });
/** The day of a time, as "2026-11-28". */
export const dayOf = (time: string | number) => berlin.format(new Date(time));

const daysFrom = (day: string, days: number) =>
  new Date(Date.parse(day) + days * DAY).toISOString().slice(0, day.length);

/** The first and the last day, or moment, of a range; open ends are empty. */
function endsOf(range: string, now: number): [from: string, to: string] {
  const today = dayOf(now);
  if (range === "this_week") {
    const monday = daysFrom(today, -((new Date(today).getUTCDay() + 6) % 7));
    return [monday, daysFrom(monday, 6)];
  }
  const [from = "", to = ""] = range
    .split("..")
    .map((end) =>
      end.startsWith("today") ? daysFrom(today, Number(end.slice("today".length))) : end,
    );
  return [from, to];
}

function isWithin(time: string | null, range: string, { now }: Context): boolean {
  if (time === null) return false;
  const [from, to] = endsOf(range, now);
  const isFrom = from.includes("T") ? Date.parse(time) >= Date.parse(from) : dayOf(time) >= from;
  const isTo = to.includes("T") ? Date.parse(time) < Date.parse(to) : dayOf(time) <= to;
  return (from === "" || isFrom) && (to === "" || isTo);
}

const isOpen = ({ status }: Lead) => !CLOSED_ROLES.includes(status.role);

const isOwner = (email: string | null, value: string, { workspace }: Context) =>
  (email ?? UNASSIGNED) === (value === ME ? workspace.person.email : value);

export const ownersOf = (lead: Lead) => [
  lead.assigned_setter,
  lead.assigned_closer,
  lead.assigned_triager,
];

type Has = (one: RecordedLead, value: string, context: Context) => boolean;

/** Whether a lead has a filter's value. */
const HAS: Readonly<Record<FieldName, Has>> = {
  source: ({ lead }, value) => lead.source === value,
  status: ({ lead }, value) => lead.status.id === value,
  setter: ({ lead }, value, context) => isOwner(lead.assigned_setter, value, context),
  closer: ({ lead }, value, context) => isOwner(lead.assigned_closer, value, context),
  triager: ({ lead }, value, context) => isOwner(lead.assigned_triager, value, context),
  owner: ({ lead }, value, context) => {
    const owners = ownersOf(lead);
    if (value === UNASSIGNED) return owners.every((email) => email === null);
    return owners.some((email) => isOwner(email, value, context));
  },
  open: ({ lead }, value) => (value === "yes") === isOpen(lead),
  country: ({ lead }, value) => (lead.phone_country ?? NONE) === value,
  phone: ({ lead }, value) => (value === "yes") === (lead.phone_e164 !== null),
  repeat: ({ forms }, value) => (value === "yes") === forms.length > 1,
  form: ({ forms }, value) =>
    value === NONE ? forms.every((form) => form === null) : forms.includes(value),
  next_touch_point: ({ lead }, value, context) => {
    const at = lead.next_touch_point_date;
    if (value === NONE) return at === null;
    if (value !== OVERDUE) return isWithin(at, value, context);
    return at !== null && Date.parse(at) < context.now && isOpen(lead);
  },
  created: ({ lead }, value, context) => isWithin(lead.created_at, value, context),
  updated: ({ lead }, value, context) => isWithin(lead.updated_at, value, context),
};

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- those are its keys
export const FIELDS = Object.keys(HAS) as FieldName[];

function isFound({ lead, forms }: RecordedLead, search: string): boolean {
  const phone = lead.phone_e164?.replaceAll(/\D/g, "");
  const texts = [fullName(lead), lead.email, phone, lead.latest_note?.note, ...forms].map((text) =>
    searchText(text ?? ""),
  );
  return wordsSearchedFor(search).every((word) => texts.some((text) => text.includes(word)));
}

function isMatching(one: RecordedLead, { filter, search }: LeadQuery, context: Context): boolean {
  const hasAny = (field: FieldName, values: readonly string[]) =>
    values.some((value) => HAS[field](one, value, context));
  return (
    FIELDS.every((field) => !filter[field] || hasAny(field, filter[field])) &&
    FIELDS.every((field) => !hasAny(field, filter[`not_${field}`] ?? [])) &&
    isFound(one, search)
  );
}

type Key = string | number | null;

const english = new Intl.DisplayNames("en", { type: "region" });

/** What leads are sorted by; `null` comes last in both directions. */
function keyOf(lead: Lead, column: LeadSortColumn, { statuses, team }: Workspace): Key {
  const owner = (email: string | null) =>
    email && (team.find((member) => member.email === email)?.name ?? email);
  switch (column) {
    case "name":
      return searchText(fullName(lead));
    case "status":
      return statuses.toSorted(byFunnel).findIndex(({ id }) => id === lead.status.id);
    case "source":
      return lead.source;
    case "setter":
      return owner(lead.assigned_setter);
    case "closer":
      return owner(lead.assigned_closer);
    case "triager":
      return owner(lead.assigned_triager);
    case "next_touch_point":
      return lead.next_touch_point_date;
    case "country":
      return lead.phone_country && searchText(english.of(lead.phone_country) ?? "");
    case "created":
      return lead.created_at;
    case "updated":
      return lead.updated_at;
  }
}

const compareKeys = (a: Key, b: Key) => Number((a ?? 0) > (b ?? 0)) - Number((a ?? 0) < (b ?? 0));

/** Leads that are alike in these go by their ids at once, in the column's direction. */
const THEN_ID: readonly string[] = ["name", "next_touch_point", "updated"];

function compare(a: Lead, b: Lead, sort: readonly LeadSort[], workspace: Workspace): number {
  for (const { column, desc } of sort) {
    const [one, other] = [keyOf(a, column, workspace), keyOf(b, column, workspace)];
    const nulls = Number(one === null) - Number(other === null);
    if (nulls !== 0) return nulls;
    const difference = compareKeys(one, other);
    if (difference !== 0) return desc ? -difference : difference;
  }
  const byId = compareKeys(a.id, b.id);
  const last = sort.at(-1);
  if (last && THEN_ID.includes(last.column)) return last.desc ? -byId : byId;
  if (last?.column === "created") return last.desc ? byId : -byId;
  return compareKeys(b.created_at, a.created_at) || byId;
}

/** The leads of a list, in its order. */
export const listOf = (
  all: readonly RecordedLead[],
  query: LeadQuery,
  context: Context,
): readonly Lead[] =>
  all
    .filter((one) => isMatching(one, query, context))
    .map(({ lead }) => lead)
    .toSorted((a, b) => compare(a, b, query.sort, context.workspace));

/** How many leads have each of a filter's values under the list's other conditions. */
export function countsOf(
  all: readonly RecordedLead[],
  query: LeadQuery,
  field: FieldName,
  values: readonly string[],
  context: Context,
): Map<string, number> {
  const filter = { ...query.filter, [field]: undefined, [`not_${field}`]: undefined };
  const others = all.filter((one) => isMatching(one, { ...query, filter }, context));
  return new Map(
    values.map((value) => [value, others.filter((one) => HAS[field](one, value, context)).length]),
  );
}
