import * as z from "zod/mini";
import { Pagination } from "./endpoint.ts";
import { LeadQuery } from "./leads/lead-query.ts";
import { LeadCounts, LeadPosition, LeadView, ListedLead } from "./leads/lead-views.ts";
import { Workspace } from "./people/people.ts";
import { Views } from "./views/views.ts";

/** The id of the element by which the document holds it, as JSON. */
export const PAGE_DATA_ID = "page-data";

/** How many rows a page of a list has: the most that the API gives, so a screen of them is one request or two. */
export const PAGE_SIZE = 100;

/**
 * What a page would ask first, answered with the document itself, for whoever is signed in. Empty
 * for everyone else, and where it couldn't be had at once: the page asks then.
 */
export const PageData = z.object({
  workspace: Workspace,
  views: Views,
  /** The first page of the list that the address asks for, and the counts of it. */
  list: z.optional(
    z.object({
      query: LeadQuery,
      data: z.array(ListedLead),
      pagination: Pagination,
      counts: LeadCounts,
    }),
  ),
  /** The lead that the address opens beside it. */
  lead: z.optional(z.object({ details: LeadView, position: LeadPosition })),
});
export type PageData = z.infer<typeof PageData>;
