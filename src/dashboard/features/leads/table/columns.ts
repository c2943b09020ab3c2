import { createColumnHelper, metaHelper, type Row, tableFeatures } from "@tanstack/react-table";
import type { Lead } from "#api/contract/leads.ts";
import { sentenceCase } from "#api/contract/vocabulary.ts";
import { countryName } from "#dashboard/lib/countries.ts";
import { dates } from "#dashboard/lib/dates.ts";
import { leadName } from "../names.ts";
import { exactTouchPoint, overdue, touchPoint } from "./touch-point.ts";

/** What a cell may depend on besides its lead. */
export interface RowSurroundings {
  /** To the minute, so that an overdue touch point turns overdue while one looks. */
  readonly now: number;
  readonly ownerName: (email: string) => string;
  /** Opens the status picker at a button; missing for those who only read. */
  readonly press: ((lead: Lead, button: HTMLElement) => void) | undefined;
}

interface LeadColumn {
  /** Least width in pixels, and the share of what is left over. */
  readonly width: readonly [least: number, share: number];
  /** What the cell says; left out, the column's value. */
  readonly show?: (lead: Lead, surroundings: RowSurroundings) => string;
  /** A class that the cell gets for this lead. */
  readonly tone?: (lead: Lead, surroundings: RowSurroundings) => string | undefined;
  /** A badge in the status' colours, pressed to change it, in place of text. */
  readonly isStatus?: boolean;
  /** What the tooltip says where it is more than the value. */
  readonly full?: (lead: Lead) => string;
}

export const features = tableFeatures({ columnMeta: metaHelper<LeadColumn>() });
export type LeadTableRow = Row<typeof features, Lead>;

const column = createColumnHelper<typeof features, Lead>();

const owner = (
  id: string,
  header: string,
  field: "assigned_setter" | "assigned_closer" | "assigned_triager",
) =>
  column.accessor((lead) => lead[field] ?? "", {
    id,
    header,
    meta: {
      width: [116, 2],
      show: (lead, { ownerName }) => (lead[field] === null ? "" : ownerName(lead[field])),
    },
  });

/** The lead table's columns, in their order. A value is what the cell says in full, as text. */
export const columns = column.columns([
  column.accessor(leadName, { id: "name", header: "Name", meta: { width: [168, 3] } }),
  column.accessor((lead) => lead.status.name, {
    id: "status",
    header: "Status",
    meta: { width: [148, 2], isStatus: true },
  }),
  column.accessor((lead) => sentenceCase(lead.source), {
    id: "source",
    header: "Source",
    meta: { width: [104, 1] },
  }),
  owner("setter", "Setter", "assigned_setter"),
  owner("closer", "Closer", "assigned_closer"),
  owner("triager", "Triager", "assigned_triager"),
  column.accessor(exactTouchPoint, {
    id: "next-touch-point",
    header: "Next touch point",
    meta: {
      width: [184, 2],
      show: (lead, { now }) => touchPoint(lead, now),
      tone: (lead, { now }) => overdue(lead, now),
      full: exactTouchPoint,
    },
  }),
  column.accessor((lead) => lead.latest_note?.note.trim() ?? "", {
    id: "latest-note",
    header: "Latest note",
    meta: { width: [150, 5] },
  }),
  column.accessor((lead) => (lead.phone_country ? countryName(lead.phone_country) : ""), {
    id: "country",
    header: "Country",
    meta: { width: [108, 1] },
  }),
  column.accessor((lead) => dates.day(lead.created_at), {
    id: "created",
    header: "Created",
    meta: { width: [104, 1], full: (lead) => dates.exact(lead.created_at) },
  }),
  column.accessor((lead) => dates.day(lead.updated_at), {
    id: "updated",
    header: "Updated",
    meta: { width: [104, 1], full: (lead) => dates.exact(lead.updated_at) },
  }),
]);
