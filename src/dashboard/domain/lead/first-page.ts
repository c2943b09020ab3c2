import type { LeadFilter } from "#api/contract/lead-views.ts";
import { LEAD_FILTERS } from "#api/contract/vocabulary.ts";

/** The API's largest page, so a screen of rows is one request, two where it crosses pages. */
export const PAGE_SIZE = 100;

/**
 * The address of a list's first page, as the client will make it out of the contract: an answer
 * that was asked for under the same address isn't asked for again.
 */
export function firstPagePath(filter: LeadFilter): string {
  const values = LEAD_FILTERS.flatMap((name) => (filter[name] ?? []).map((value) => [name, value]));
  const paging = [
    ["page", "1"],
    ["limit", String(PAGE_SIZE)],
  ];
  return `/api/dashboard/leads?${new URLSearchParams([...values, ...paging])}`;
}

/** The same for the workspace. */
export const WORKSPACE_PATH = "/api/dashboard/workspace";
