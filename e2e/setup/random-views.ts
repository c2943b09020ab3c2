import fc from "fast-check";
import { NONE } from "#api/contract/leads/filter-values.ts";
import { LEAD_SORTS, type LeadQuery, OVERDUE } from "#api/contract/leads/lead-query.ts";
import { ME, sentenceCase, UNASSIGNED } from "#api/contract/vocabulary.ts";
import type { Workspace } from "#api/contract/people/people.ts";
import { dayOf, FIELDS, type FieldName, ownersOf, type RecordedLead } from "./lead-model.ts";

/* Any list of leads that the page may be asked for, and what the page calls its filters. */

/** How the page calls what it offers of times, and what an address says for it. */
const PAST = {
  Today: "today..today",
  Yesterday: "today-1..today-1",
  "This week": "this_week",
  "Last 7 days": "today-6..today",
  "Last 30 days": "today-29..today",
  "14 days ago or longer": "..today-14",
};
const DUE = {
  Overdue: OVERDUE,
  Today: "today..today",
  Tomorrow: "today+1..today+1",
  "This week": "this_week",
  "Next 7 days": "today..today+6",
  None: NONE,
};

export const FIELD_LABELS: Readonly<Record<FieldName, string>> = {
  source: "Source",
  status: "Status",
  setter: "Setter",
  closer: "Closer",
  triager: "Triager",
  owner: "Owner",
  open: "Open",
  country: "Country",
  phone: "Has phone",
  repeat: "Repeat opt-in",
  form: "Form",
  next_touch_point: "Next touch point",
  created: "Created",
  updated: "Updated",
};

const each = (...values: readonly (string | null)[]) =>
  [...new Set(values)].filter((value) => value !== null);

/** The values that each filter offers: those that leads have, or those that there are. */
export function offeredValues(all: readonly RecordedLead[]) {
  const leads = all.map(({ lead }) => lead);
  return {
    source: each(...leads.map(({ source }) => source)),
    status: each(...leads.map(({ status }) => status.id)),
    setter: each(...leads.map((lead) => lead.assigned_setter ?? UNASSIGNED)),
    closer: each(...leads.map((lead) => lead.assigned_closer ?? UNASSIGNED)),
    triager: each(...leads.map((lead) => lead.assigned_triager ?? UNASSIGNED)),
    owner: each(...leads.flatMap(ownersOf), UNASSIGNED),
    open: ["yes", "no"],
    country: each(...leads.map((lead) => lead.phone_country ?? NONE)),
    phone: ["yes", "no"],
    repeat: ["yes", "no"],
    form: each(...all.flatMap(({ forms }) => forms), NONE),
    next_touch_point: Object.values(DUE),
    created: Object.values(PAST),
    updated: Object.values(PAST),
  } satisfies Record<FieldName, readonly string[]>;
}

const countries = new Intl.DisplayNames("en-GB", { type: "region", style: "short" });

/** How the page calls a value that it offers. */
export function labelOf(
  field: FieldName,
  value: string,
  { person, team, statuses }: Workspace,
): string {
  switch (field) {
    case "source":
    case "open":
    case "phone":
    case "repeat":
      return sentenceCase(value);
    case "status":
      return statuses.find(({ id }) => id === value)?.name ?? value;
    case "setter":
    case "closer":
    case "triager":
    case "owner": {
      if (value === UNASSIGNED) return "Unassigned";
      const name = team.find(({ email }) => email === value)?.name ?? value;
      return value === person.email ? `${name} (you)` : name;
    }
    case "country":
      return value === NONE ? "None" : (countries.of(value) ?? value);
    case "form":
      return value === NONE ? "None" : value;
    case "next_touch_point":
      return Object.entries(DUE).find(([, said]) => said === value)?.[0] ?? value;
    case "created":
    case "updated":
      return Object.entries(PAST).find(([, said]) => said === value)?.[0] ?? value;
  }
}

/** The values that a filter may be given: those that it offers, and others that make sense. */
function saidValues(field: FieldName, all: readonly RecordedLead[]): readonly string[] {
  const offered = offeredValues(all)[field];
  switch (field) {
    case "setter":
    case "closer":
    case "triager":
    case "owner":
      return [...offered, ME, "nobody@example.com"];
    case "country":
      return [...offered, "AQ"];
    case "form":
      return [...offered, "No such form"];
    case "next_touch_point":
    case "created":
    case "updated": {
      const middle = all[Math.floor(all.length / 2)]?.lead.created_at ?? "";
      const day = dayOf(middle);
      return [...offered, `${day}..today-3`, `..${day}`, `${day}..${day}`, `${middle}..`];
    }
    default:
      return offered;
  }
}

/** What one may search a lead by. */
const anySearch = (all: readonly RecordedLead[]) =>
  fc.constantFrom(...all).chain(({ lead, forms }) => {
    const {
      first_name: first,
      last_name: last,
      email,
      phone_e164: phone,
      latest_note: note,
    } = lead;
    return fc.constantFrom(
      first.slice(0, 3),
      `${last ?? ""} ${first.toUpperCase()}`,
      email.slice(0, email.indexOf("@")),
      phone === null ? "+49 (0)" : `0${phone.slice(3, 6)} / ${phone.slice(6, 9)}`,
      note?.note.split(" ").slice(0, 2).toReversed().join(" ") ?? "no note",
      `${first.slice(0, 2)} ${forms[0]?.split(" ")[0] ?? ""}`,
      "100%_\\",
    );
  });

/** A list as an address may say it, and a filter to look into. */
export interface RandomView {
  readonly query: LeadQuery;
  readonly opened: FieldName;
  /** Whether the address names a saved view, is opened anew, or followed from the list before. */
  readonly way: "view" | "address" | "link";
}

export function anyView(all: readonly RecordedLead[]): fc.Arbitrary<RandomView> {
  const condition = fc
    .constantFrom(...FIELDS)
    .chain((field) =>
      fc.tuple(
        fc.constantFrom(field, `not_${field}` as const),
        fc.uniqueArray(fc.constantFrom(...saidValues(field, all)), { minLength: 1, maxLength: 3 }),
      ),
    );
  const query: fc.Arbitrary<LeadQuery> = fc.record({
    filter: fc
      .array(condition, { maxLength: 3 })
      .map((conditions) => Object.fromEntries(conditions)),
    search: fc.oneof(
      { weight: 2, arbitrary: fc.constant("") },
      { weight: 1, arbitrary: anySearch(all).map((text) => text.trim()) },
    ),
    sort: fc.uniqueArray(
      fc.record({ column: fc.constantFrom(...LEAD_SORTS), desc: fc.boolean() }),
      { maxLength: 2, selector: ({ column }) => column },
    ),
  });
  return fc.record({
    query,
    opened: fc.constantFrom(...FIELDS),
    way: fc.constantFrom("view", "address", "link"),
  });
}
