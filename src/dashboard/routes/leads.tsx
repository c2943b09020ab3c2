import { createRoute, redirect } from "@tanstack/react-router";
import { pause } from "#api/retry.ts";
import { asksForMe, withMeNamed } from "#dashboard/domain/filters/filter.ts";
import { leadQueries } from "#dashboard/domain/lead/queries.ts";
import { addressIn, searchOf } from "#dashboard/domain/lead/view.ts";
import { workspaceQuery } from "#dashboard/domain/workspace.ts";
import { LeadsPage } from "#dashboard/features/leads/leads-page.tsx";
import type { SearchParams } from "#dashboard/lib/search-params.ts";
import { shellRoute } from "./shell.tsx";

const AT_ONCE_MS = 80;
const ignore = () => undefined;

export const leadsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/leads",
  // As it came: what of it can't be taken is said on the page.
  validateSearch: (search: SearchParams) => search,
  loaderDeps: ({ search }) => ({ query: addressIn(search).query }),
  // Who copies the address means the person, not whoever opens it.
  beforeLoad: async ({ context: { queryClient }, search }) => {
    const view = addressIn(search);
    const { query } = view;
    if (!asksForMe(query.filter)) return;
    const workspace = await queryClient
      .query({ ...workspaceQuery, staleTime: "static" })
      .catch(ignore);
    if (!workspace) return;
    const named = { ...query, filter: withMeNamed(query.filter, workspace.person.email) };
    throw redirect({
      to: "/leads",
      search: searchOf({ ...view, query: named }),
      replace: true,
    });
  },
  // Starts what the page will ask for, all at once and before it is rendered; the parts of the page
  // wait for it and say so when it fails.
  loader: async ({ context: { queryClient }, deps: { query }, cause }) => {
    const rows = queryClient.query(leadQueries.page(query, 1)).catch(ignore);
    queryClient.query(workspaceQuery).catch(ignore);
    queryClient.query(leadQueries.countsUnder(query)).catch(ignore);
    // Rows that come at once are the first thing to be seen, not a flash of placeholders.
    if (cause === "enter") await Promise.race([rows, pause(AT_ONCE_MS, undefined)]);
  },
  component: Leads,
});

function Leads() {
  return (
    <LeadsPage address={leadsRoute.useSearch({ select: addressIn, structuralSharing: true })} />
  );
}
