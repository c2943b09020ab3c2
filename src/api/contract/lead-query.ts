import * as z from "zod/mini";
import { text } from "./fields.ts";
import { LeadFilter } from "./lead-views.ts";

/** A column that a list is sorted by. */
export const LeadSort = z.object({
  column: text,
  direction: z.enum(["ascending", "descending"]),
});
export type LeadSort = z.infer<typeof LeadSort>;

/** Which leads a list has, and in which order: whatever differs here is another list. */
export const LeadQuery = z.object({
  filter: LeadFilter,
  /** Empty: all that the filter leaves. */
  search: text,
  /** The first column before the second; empty: newest first. */
  sort: z.array(LeadSort),
});
export type LeadQuery = z.infer<typeof LeadQuery>;

/** Every lead there is, newest first. */
export const ALL_LEADS: LeadQuery = { filter: {}, search: "", sort: [] };

/** A list's query as the endpoints' request parameters. None takes search or sort yet. */
export const leadQueryParameters = ({ filter }: LeadQuery): LeadFilter => filter;

/** Whether a list leaves no lead out, so that whatever becomes of a lead, it is in there. */
export const isEveryLead = ({ filter, search }: LeadQuery): boolean =>
  search === "" && Object.values(filter).every((values = []) => values.length === 0);
