import { createRoute, redirect } from "@tanstack/react-router";
import { asksForMe, withMeNamed } from "#dashboard/domain/filters/filter.ts";
import { leadQueries } from "#dashboard/domain/lead/queries.ts";
import { addressIn, addressOf } from "#dashboard/domain/lead/view.ts";
import { workspaceQuery } from "#dashboard/domain/workspace.ts";
import { LeadsPage } from "#dashboard/features/leads/leads-page.tsx";
import type { SearchParams } from "#dashboard/lib/search-params.ts";
import { firstRows, shellRoute } from "./shell.tsx";

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
    const { filter } = view.query;
    if (!asksForMe(filter)) return;
    const workspace = await queryClient
      .query({ ...workspaceQuery, staleTime: "static" })
      .catch(ignore);
    if (!workspace) return;
    const query = { ...view.query, filter: withMeNamed(filter, workspace.person.email) };
    throw redirect({ href: addressOf({ ...view, query }), replace: true });
  },
  // Starts what the page will ask for, all at once and before it is rendered; the parts of the page
  // wait for it and say so when it fails.
  loader: async ({ context: { queryClient }, deps: { query }, cause }) => {
    const rows = queryClient.query(leadQueries.page(query, 1));
    queryClient.query(leadQueries.countsUnder(query)).catch(ignore);
    await firstRows(rows, cause);
  },
  component: function Leads() {
    const address = leadsRoute.useSearch({ select: addressIn, structuralSharing: true });
    return <LeadsPage address={address} />;
  },
});
