import { type QueryClient, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter, useSearch } from "@tanstack/react-router";
import { useCallback, useMemo } from "react";
import { ALL_LEADS, type LeadQuery, type LeadSort } from "#api/contract/leads/lead-query.ts";
import type { Workspace } from "#api/contract/people/people.ts";
import { type LeadAddress, readLeadAddress } from "#api/lead-address.ts";
import { listOf, queryOfView, shortestAddress } from "#api/list-of-view.ts";
import type { ChangeFilter } from "#dashboard/domain/filters/filter.ts";
import { useUnusedValues } from "#dashboard/domain/filters/unused-values.ts";
import { isOwner, unknownValues, withoutValues } from "#dashboard/domain/filters/unknown-values.ts";
import { askedQuery, viewerOf } from "#dashboard/domain/lead/asked-query.ts";
import { openLeadMoves } from "#dashboard/domain/lead/open-lead-moves.ts";
import { leadQueries } from "#dashboard/domain/lead/queries.ts";
import { addressIn, addressOf, type LeadList } from "#dashboard/domain/lead/view.ts";
import {
  type KnownViews,
  savedViews,
  viewsNow,
  viewsQuery,
} from "#dashboard/domain/views/queries.ts";
import { workspaceQuery } from "#dashboard/domain/workspace.ts";
import { useToday } from "#dashboard/ui/timing.ts";

/**
 * The view that the address says, what its list is asked by, and what it says besides that means
 * nothing here.
 */
export function useLeadView(workspace: Workspace | undefined) {
  const said = useSearch({ strict: false, select: addressIn, structuralSharing: true });
  // The same while it means the same, whatever becomes of other views.
  const { data: address = said } = useQuery({
    ...viewsQuery,
    select: useCallback((views: KnownViews) => withView(said, views), [said]),
  });
  const email = workspace?.person.email;
  const today = useToday();
  const counted = useMemo(
    () => askedQuery(address.query, { email, today }),
    [address.query, email, today],
  );
  const { data: unknown } = useQuery({
    ...leadQueries.countsUnder(counted),
    select: (counts) => workspace && unknownValues(address.query.filter, workspace, counts),
  });
  const view = useMemo(() => asKnown(address, unknown), [address, unknown]);
  // Apart: what is open beside the list makes no other list of it.
  const list = useMemo(
    (): LeadList => ({
      query: view.query,
      view: view.view,
      asked: view.query === address.query ? counted : askedQuery(view.query, { email, today }),
    }),
    [view.query, view.view, address.query, counted, email, today],
  );
  return { ...view, list, unused: useUnusedValues(view.query.filter) };
}

/** What an address means by the views that there are: one that there isn't makes no sense. */
function withView(said: LeadAddress, views: KnownViews | undefined): LeadAddress {
  const { view, leftOut } = said;
  const saved = savedViews(views);
  if (view !== undefined && views && !queryOfView(view, saved)) {
    return { ...said, view: undefined, leftOut: [...leftOut, ["view", view]] };
  }
  const query = listOf(said, saved);
  return query === said.query ? said : { ...said, query };
}

/** How an address says a list, by the views that there are: of a view's own, the view alone. */
export const shortAddress =
  (views: KnownViews | undefined) =>
  <View extends Pick<LeadAddress, "query"> & { readonly view?: string | undefined }>(view: View) =>
    shortestAddress(view, savedViews(views), views?.default_view ?? null);

/** The same view from what is cached. */
function knownView(queryClient: QueryClient, said: LeadAddress) {
  const address = withView(said, viewsNow(queryClient));
  const workspace = queryClient.getQueryData(workspaceQuery.queryKey);
  const asked = askedQuery(address.query, viewerOf(workspace));
  const counts = queryClient.getQueryData(leadQueries.countsUnder(asked).queryKey);
  const unknown = counts && workspace && unknownValues(address.query.filter, workspace, counts);
  return asKnown(address, unknown);
}

function asKnown(
  { query, ...address }: LeadAddress,
  unknown: ReturnType<typeof unknownValues> = [],
) {
  const leftOut = unknown.filter((asked) => !isOwner(asked));
  const filter = withoutValues(query.filter, leftOut);
  return {
    ...address,
    // The same object where nothing changes.
    query: filter === query.filter ? query : { ...query, filter },
    leftOut: [...address.leftOut, ...leftOut],
    /** Owners that are filtered by and that nobody knows. */
    strangers: [...new Set(unknown.filter(isOwner).map(([, value]) => value))],
  };
}

/** The ways from one view of the leads to the next, each from where one is by then. */
export function useLeadMoves() {
  const router = useRouter();
  const queryClient = useQueryClient();
  return useMemo(() => {
    // The history has moved when the router, and with it the page, is still on the way.
    const viewNow = () => ({
      ...knownView(queryClient, readLeadAddress(router.history.location.search)),
      leftOut: [],
    });
    const { move, ...moves } = openLeadMoves(router, viewNow, (view) =>
      addressOf(shortAddress(viewsNow(queryClient))(view)),
    );
    const filter: ChangeFilter = (change) => {
      const filtered = (query: LeadQuery) => ({ ...query, filter: change(query.filter) });
      move("push", (view) => ({ ...view, query: filtered(view.query) }), false);
    };
    const order = (change: (before: readonly LeadSort[]) => LeadSort[]) =>
      move(
        "push",
        ({ query, ...view }) => ({ ...view, query: { ...query, sort: change(query.sort) } }),
        false,
      );
    /** A search that goes on as one types is one step back. */
    const search = (text: string, how: "push" | "replace") =>
      move(how, ({ query, ...view }) => ({ ...view, query: { ...query, search: text } }), false);
    /** Every lead, in the same order. */
    const showAll = () =>
      move(
        "push",
        ({ query, ...view }) => ({ ...view, query: { ...ALL_LEADS, sort: query.sort } }),
        false,
      );
    /** Goes to a view's own list. */
    const showView = (view: string) => {
      const { lead, tab } = viewNow();
      void router.navigate({ href: addressOf({ query: ALL_LEADS, view, lead, tab }) });
    };
    /** Says a view alone whose list is its own by now. */
    const viewSaved = (view: string) => {
      if (viewNow().view === view) move("replace", (same) => same);
    };
    return { ...moves, filter, order, search, showAll, showView, viewSaved };
  }, [router, queryClient]);
}
