import type { LeadFilter } from "./lead-views.ts";

/** A column that a list is sorted by. */
export interface LeadSort {
  readonly column: string;
  readonly direction: "ascending" | "descending";
}

/** Which leads a list has, and in which order: whatever differs here is another list. */
export interface LeadQuery {
  readonly filter: LeadFilter;
  /** Empty: all that the filter leaves. */
  readonly search: string;
  /** The first column before the second; empty: newest first. */
  readonly sort: readonly LeadSort[];
}

/** Every lead there is, newest first. */
export const ALL_LEADS: LeadQuery = { filter: {}, search: "", sort: [] };

/** A list's query as the endpoints' request parameters. None takes search or sort yet. */
export const leadQueryParameters = ({ filter }: LeadQuery): LeadFilter => filter;
