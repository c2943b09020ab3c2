import { NONE } from "#api/contract/leads/filter-values.ts";
import { OVERDUE, type PlainFilterName } from "#api/contract/leads/lead-query.ts";
import type { Workspace } from "#api/contract/people/people.ts";
import {
  LEAD_FILTERS,
  type LeadFilterName,
  ME,
  sentenceCase,
  UNASSIGNED,
} from "#api/contract/vocabulary.ts";
import { THIS_WEEK } from "#api/address-range.ts";
import { countryName } from "#dashboard/lib/countries.ts";
import { ownerNames } from "../people/names.ts";
import { sameText } from "./filter.ts";
import { timeWords } from "./time-words.ts";

/** A field that leads are filtered by. */
interface FilterField {
  readonly label: string;
  /** What a value is called; one that nobody knows is called as it came. */
  readonly words: (value: string, workspace: Workspace) => string;
  /**
   * Which values there are to choose: those that are counted with every list, those that the server
   * lists when one looks, or these. In ranges of time, one may also choose two days.
   */
  readonly values: "counted" | "listed" | readonly string[];
  /** They are sentences rather than words. */
  readonly areLong?: true;
}

const owner = (label: string): FilterField => ({ label, words: ownerWords, values: "counted" });

function ownerWords(value: string, workspace: Workspace): string {
  if (value === UNASSIGNED) return "Unassigned";
  const name = ownerNames(workspace.team)(value);
  return name === value && isOneself(value, workspace) ? workspace.person.name : name;
}

/** Whether an owner's e-mail, or `me`, is whoever looks. */
export const isOneself = (value: string, { person }: Workspace): boolean =>
  value === ME || sameText(value, person.email);

const listed = (label: string, words: (value: string) => string): FilterField => ({
  label,
  words: (value) => (value === NONE ? "None" : words(value)),
  values: "listed",
});
const texts = (label: string): FilterField => ({
  ...listed(label, (value) => value),
  areLong: true,
});
const yesOrNo = (label: string): FilterField => ({
  label,
  words: sentenceCase,
  values: ["yes", "no"],
});
const times = (label: string, values: readonly string[]): FilterField => ({
  label,
  words: timeWords,
  values,
});

const PAST = [
  "today..today",
  "today-1..today-1",
  THIS_WEEK,
  "today-6..today",
  "today-29..today",
  "..today-14",
];
const DUE = [OVERDUE, "today..today", "today+1..today+1", THIS_WEEK, "today..today+6", NONE];

/** Every filter of the leads: one entry each, in the order in which they are offered. */
export const FILTER_FIELDS: Readonly<Record<PlainFilterName, FilterField>> = {
  source: { label: "Source", words: sentenceCase, values: "counted" },
  status: {
    label: "Status",
    words: (id, { statuses }) => statuses.find((one) => sameText(one.id, id))?.name ?? id,
    values: "counted",
  },
  setter: owner("Setter"),
  closer: owner("Closer"),
  triager: owner("Triager"),
  owner: { label: "Owner", words: ownerWords, values: "listed" },
  open: yesOrNo("Open"),
  next_touch_point: times("Next touch point", DUE),
  created: times("Created", PAST),
  updated: times("Updated", PAST),
  country: listed("Country", countryName),
  form: texts("Form"),
  campaign: texts("Campaign"),
  phone: yesOrNo("Has phone"),
  repeat: yesOrNo("Repeat opt-in"),
};

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- those are its keys
export const FIELD_NAMES = Object.keys(FILTER_FIELDS) as PlainFilterName[];

/** Whether a filter is one of the five that always stand above the list. */
export const isOfTheFive = (name: PlainFilterName): name is LeadFilterName =>
  LEAD_FILTERS.some((one) => one === name);

/** Those behind "Add filter". */
export const FURTHER_FIELDS = FIELD_NAMES.filter((name) => !isOfTheFive(name));
