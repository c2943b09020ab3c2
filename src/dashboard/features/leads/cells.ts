import type { ListedLead } from "#api/contract/leads/lead-views.ts";
import type { Lead } from "#api/contract/leads/leads.ts";
import { sentenceCase } from "#api/contract/vocabulary.ts";
import { exactTouchPoint, overdue, touchPoint } from "#dashboard/domain/lead/touch-point.ts";
import { leadName } from "#dashboard/domain/people/names.ts";
import { noteAuthor } from "#dashboard/domain/people/note-author.ts";
import { statusLook } from "#dashboard/domain/status/badge/badge-colours.ts";
import { badge } from "#dashboard/grid/cells/badge.ts";
import { type CellIcon, person } from "#dashboard/grid/cells/text.ts";
import { countryName } from "#dashboard/lib/countries.ts";
import { dates } from "#dashboard/lib/dates.ts";
import { flagOf } from "#dashboard/lib/flags.ts";
import { marksOf } from "#dashboard/lib/marks.ts";
import { inDigits } from "#dashboard/lib/numbers.ts";
import { foundElsewhere, foundMarks, noteFound } from "#dashboard/domain/lead/found-in.ts";

/* What the lead table says of a lead where that is more than one of its fields. */

/** What a cell may depend on besides its lead. */
export interface LeadContext {
  /** To the minute, so that an overdue touch point turns overdue while one looks. */
  readonly now: number;
  readonly ownerName: (email: string) => string;
  /** The words that the list is searched for. */
  readonly searchedFor: readonly string[];
  /** Where a lead is, open beside its list; missing on paper. */
  readonly pathOf?: (leadId: string) => string;
  /** Opens the status picker at a button; missing for those who only read. */
  readonly press: ((lead: Lead, button: HTMLElement) => void) | undefined;
}

export const name = person<Lead, LeadContext>({
  value: leadName,
  marks: (words, { searchedFor }) => marksOf(words, searchedFor),
  href: ({ id }, { pathOf }) => pathOf?.(id),
});

export const status = badge<Lead, LeadContext>({
  look: (lead) => statusLook(lead.status),
  onPress: ({ press }) => press,
});

export const nextTouchPoint = {
  value: (lead: Lead, { now }: LeadContext) => touchPoint(lead, now),
  full: exactTouchPoint,
  tone: (lead: Lead, { now }: LeadContext) => overdue(lead, now),
};

export const source = (lead: Lead) => sentenceCase(lead.source);
const note = (lead: Lead) => lead.latest_note?.note.trim() ?? "";
/** Where what was searched for is in no column, that in place of the note, which has the most room. */
export const noteOrFound = {
  value: (lead: Lead, { searchedFor }: LeadContext) =>
    foundElsewhere(lead, searchedFor) ?? noteFound(note(lead), searchedFor),
  marks: (words: string, { searchedFor }: LeadContext) => foundMarks(words, searchedFor),
};
export const sourceAndNote = (lead: Lead, context: LeadContext) =>
  foundElsewhere(lead, context.searchedFor) ??
  [source(lead), noteOrFound.value(lead, context)].filter(Boolean).join(" · ");
export const country = ({ phone_country: code }: Lead) => (code ? countryName(code) : "");
export const noteBy = ({ latest_note }: Lead, { ownerName }: LeadContext) =>
  (latest_note && noteAuthor(latest_note, ownerName)) ?? "";

const DAY = 24 * 60 * 60 * 1_000;
export const daysInStatus = {
  value: ({ status_since: since }: ListedLead, { now }: LeadContext) =>
    since ? inDigits(Math.max(0, Math.floor((now - Date.parse(since)) / DAY))) : "",
  full: ({ status_since: since }: ListedLead) => (since ? `Since ${dates.exact(since)}` : ""),
  align: "end",
} as const;
export const optIns = ({ opt_ins: count }: ListedLead) =>
  count === null || count === undefined ? "" : inDigits(count);

export const flag: CellIcon<Lead> = {
  attribute: "data-flag",
  of: ({ phone_country: code }) => (code ? flagOf(code) : undefined),
};
