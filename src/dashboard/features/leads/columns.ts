import "./leads.css";
import type { ListedLead } from "#api/contract/leads/lead-views.ts";
import type { Lead } from "#api/contract/leads/leads.ts";
import { NONE } from "#api/contract/leads/filter-values.ts";
import { OWNERS, sentenceCase, UNASSIGNED } from "#api/contract/vocabulary.ts";
import type { FilterValue } from "#dashboard/domain/filters/by-value.ts";
import { sourceIcon } from "#dashboard/domain/lead/source-icon/source-icon.ts";
import { date, person, text } from "#dashboard/grid/cells/text.ts";
import type { ColumnSort, GridColumn, PhoneCell } from "#dashboard/grid/columns.ts";
import type { GridState } from "#dashboard/grid/table.ts";
import { atHome } from "#dashboard/lib/dates.ts";
import { localDay } from "#dashboard/lib/local-days.ts";
import { initialsIcon } from "#dashboard/ui/avatar/avatar.ts";
import * as cells from "./cells.ts";
import type { LeadContext } from "./cells.ts";
import { foundMarks } from "#dashboard/domain/lead/found-in.ts";

/** A column of the lead table. */
interface LeadColumn extends GridColumn<ListedLead, LeadContext> {
  /** The filter for leads that have the same there, where there is one. */
  readonly filterBy?: (lead: ListedLead) => FilterValue | undefined;
}

/** A name that is cut off is nobody's; initials stand before it. */
const OWNER = { most: 15.75, mostWithRoom: 21, beside: 1.625 };

const A_TO_Z: ColumnSort = { first: "asc", asc: "A to Z", desc: "Z to A" };
const BY_STAGE: ColumnSort = { first: "asc", asc: "first stage first", desc: "last stage first" };
const SOONEST_FIRST: ColumnSort = { first: "asc", asc: "soonest first", desc: "latest first" };
const NEWEST_FIRST: ColumnSort = { first: "desc", asc: "oldest first", desc: "newest first" };

const ownerColumn = ({ owner, field }: (typeof OWNERS)[number]): LeadColumn => ({
  id: owner,
  header: sentenceCase(owner),
  width: [5.5, 0],
  sort: A_TO_Z,
  content: OWNER,
  cell: person<Lead, LeadContext>({
    value: (lead, { ownerName }) => (lead[field] === null ? "" : ownerName(lead[field])),
    icon: initialsIcon,
  }),
  filterBy: (lead) => ({ name: owner, value: lead[field] ?? UNASSIGNED }),
});

/** That day, as the viewer has it. */
function onDay(filter: "created" | "updated" | "next_touch_point", time: string) {
  const at = atHome(time);
  if (Number.isNaN(at.getTime())) return undefined;
  const day = localDay(at);
  return { name: filter, value: `${day}..${day}` };
}

/**
 * The lead table's columns, in their order: the first are wanted most. They start by their content, and
 * the latest note takes what is left; where there isn't room for all, the last ones are scrolled to, as
 * cutting each a little would leave no name and no touch point whole.
 */
export const leadColumns: readonly LeadColumn[] = [
  {
    id: "name",
    header: "Name",
    width: [8, 0],
    sort: A_TO_Z,
    content: { most: 11.5, mostWithRoom: 18, beside: 0.75 },
    cell: cells.name,
    isRowHeader: true,
  },
  {
    id: "email",
    header: "Email",
    width: [9, 0],
    content: { most: 16, mostWithRoom: 24 },
    cell: text({
      value: ({ email }) => email,
      marks: (words, { searchedFor }) => foundMarks(words, searchedFor),
    }),
    isExtra: true,
  },
  {
    id: "phone",
    header: "Phone",
    width: [8.5, 0],
    content: { most: 10 },
    cell: text({ value: ({ phone_e164 }) => phone_e164 ?? "" }),
    filterBy: ({ phone_e164 }) => ({ name: "phone", value: phone_e164 === null ? "no" : "yes" }),
    isExtra: true,
  },
  {
    id: "status",
    header: "Status",
    width: [6.5, 0],
    sort: BY_STAGE,
    content: { most: 8.5, mostWithRoom: 15, beside: 1.5 },
    cell: cells.status,
    filterBy: (lead) => ({ name: "status", value: lead.status.id }),
  },
  {
    id: "days-in-status",
    header: "Days in status",
    width: [7, 0],
    cell: text(cells.daysInStatus),
    isExtra: true,
  },
  {
    id: "source",
    header: "Source",
    width: [5, 0],
    sort: A_TO_Z,
    content: { most: 8.875, mostWithRoom: 11, beside: 1.375 },
    cell: text({ value: cells.source, icon: sourceIcon }),
    filterBy: (lead) => ({ name: "source", value: lead.source }),
  },
  {
    id: "first-source",
    header: "First source",
    width: [6.5, 0],
    content: { most: 8, mostWithRoom: 12 },
    cell: text({ value: ({ first_source }) => first_source.name ?? "" }),
    isExtra: true,
  },
  {
    id: "last-source",
    header: "Last source",
    width: [6.5, 0],
    content: { most: 8, mostWithRoom: 12 },
    cell: text({ value: ({ last_source }) => last_source.name ?? "" }),
    isExtra: true,
  },
  ...OWNERS.map(ownerColumn),
  {
    id: "next-touch-point",
    header: "Next touch point",
    width: [8.5, 0],
    sort: SOONEST_FIRST,
    content: { most: 12.25, mostWithRoom: 17, beside: 1.125 },
    cell: text(cells.nextTouchPoint),
    filterBy: ({ next_touch_point_date: due }) =>
      due === null ? { name: "next_touch_point", value: NONE } : onDay("next_touch_point", due),
  },
  {
    id: "latest-note",
    header: "Latest note",
    width: [5.25, 1],
    content: { most: 11.5, mostWithRoom: 20 },
    cell: text(cells.noteOrFound),
  },
  {
    id: "note-author",
    header: "Latest note by",
    width: [7.5, 0],
    content: OWNER,
    cell: person({ value: cells.noteBy, icon: initialsIcon }),
    isExtra: true,
  },
  {
    id: "country",
    header: "Country",
    width: [5, 0],
    sort: A_TO_Z,
    content: { most: 7, mostWithRoom: 14, beside: 1.5 },
    cell: text({ value: cells.country, icon: cells.flag }),
    filterBy: ({ phone_country: code }) => ({ name: "country", value: code ?? NONE }),
  },
  {
    id: "opt-ins",
    header: "Opt-ins",
    width: [5, 0],
    cell: text({ value: cells.optIns, align: "end" }),
    isExtra: true,
  },
  {
    id: "created",
    header: "Created",
    width: [4.75, 0],
    sort: NEWEST_FIRST,
    cell: date((lead) => lead.created_at),
    filterBy: (lead) => onDay("created", lead.created_at),
  },
  {
    id: "updated",
    header: "Updated",
    width: [5, 0],
    sort: NEWEST_FIRST,
    cell: date((lead) => lead.updated_at),
    filterBy: (lead) => onDay("updated", lead.updated_at),
  },
];

/** Names stay in sight when the list is scrolled sideways. */
export const leadGridState = {
  columnPinning: { start: ["name"], end: [] },
} satisfies GridState;

/** What a lead's two lines say on a phone. */
export const leadPhoneCells: readonly PhoneCell<Lead, LeadContext>[] = [
  { id: "name", area: "title", cell: cells.name, isRowHeader: true },
  { id: "status", area: "badge", cell: cells.status },
  {
    id: "source-and-note",
    area: "details",
    cell: text({ ...cells.noteOrFound, value: cells.sourceAndNote }),
  },
  {
    id: "next-touch-point",
    area: "aside",
    cell: text({ ...cells.nextTouchPoint, placeholder: "" }),
  },
];
