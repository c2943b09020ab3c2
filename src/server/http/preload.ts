import { type LeadQuery, leadQueryParameters } from "#api/contract/lead-query.ts";
import {
  countLeads,
  getLeadPosition,
  getLeadView,
  listLeadsView,
} from "#api/contract/lead-views.ts";
import { getWorkspace } from "#api/contract/people.ts";
import { readLeadAddress } from "#api/lead-address.ts";
import { requestPath } from "#api/request.ts";

/** As the lead table asks for its rows. */
const FIRST_PAGE = { page: 1, limit: 100 };

/** A longer address than anyone's filters make isn't worth its headers. */
const LONGEST_SEARCH = 2_000;

/** What a page will ask first, given its own address, which it reads in the same way. */
function firstRequests(path: string, search: string): string[] {
  const workspace = requestPath(getWorkspace, {});
  if (path === "/") return [workspace];
  const { lead, query, leftOut } = readLeadAddress(search);
  if (leftOut.length > 0) return [];
  return [
    workspace,
    requestPath(listLeadsView, { query: { ...leadQueryParameters(query), ...FIRST_PAGE } }),
    requestPath(countLeads, { query: leadQueryParameters(query) }),
    ...(lead ? drawerRequests(lead, query) : []),
  ];
}

const drawerRequests = (id: string, query: LeadQuery) => [
  requestPath(getLeadView, { params: { id } }),
  requestPath(getLeadPosition, { params: { id }, query: leadQueryParameters(query) }),
];

/**
 * The `Link` header of the page at `path`, so that the browser fetches its first answers while it
 * still loads the scripts. Nothing for pages that start otherwise, and nothing for an address that
 * says what the page can't take. `crossorigin=anonymous` is how `fetch` asks: with our cookies.
 */
export function preloadLinks(path: string, search: string): string | undefined {
  if (!["/", "/leads"].includes(path) || search.length > LONGEST_SEARCH) return undefined;
  const links = firstRequests(path, search).map(
    (address) => `<${address}>; rel=preload; as=fetch; crossorigin=anonymous`,
  );
  return links.join(", ") || undefined;
}
