import * as z from "zod/mini";
import {
  countLeads,
  getLeadPosition,
  getLeadView,
  LeadFilter,
  listLeadsView,
} from "#api/contract/lead-views.ts";
import { getWorkspace } from "#api/contract/people.ts";
import { requestPath } from "#api/request.ts";
import { queryReader } from "./query.ts";

/** As the lead table asks for its rows. */
const FIRST_PAGE = { page: 1, limit: 100 };

/** A longer address than anyone's filters make isn't worth its headers. */
const LONGEST_SEARCH = 2_000;

const PageQuery = z.object({ ...LeadFilter.shape, lead: z.optional(z.guid()) });
const readPageQuery = queryReader(PageQuery);

/** What a page will ask first, given its own address: there both speak the same language. */
function firstRequests(path: string, search: string): string[] {
  const workspace = requestPath(getWorkspace, {});
  if (path === "/") return [workspace];
  const { lead, ...filter } = PageQuery.parse(readPageQuery(search));
  return [
    workspace,
    requestPath(listLeadsView, { query: { ...filter, ...FIRST_PAGE } }),
    requestPath(countLeads, { query: filter }),
    ...(lead ? drawerRequests(lead, filter) : []),
  ];
}

const drawerRequests = (id: string, query: LeadFilter) => [
  requestPath(getLeadView, { params: { id } }),
  requestPath(getLeadPosition, { params: { id }, query }),
];

/**
 * The `Link` header of the page at `path`, so that the browser fetches its first answers while it
 * still loads the scripts. Nothing for pages that start otherwise, and nothing for an address the
 * page itself will not understand. `crossorigin=anonymous` is how `fetch` asks: with our cookies.
 */
export function preloadLinks(path: string, search: string): string | undefined {
  if (!["/", "/leads"].includes(path) || search.length > LONGEST_SEARCH) return undefined;
  try {
    return firstRequests(path, search)
      .map((address) => `<${address}>; rel=preload; as=fetch; crossorigin=anonymous`)
      .join(", ");
  } catch {
    return undefined;
  }
}
