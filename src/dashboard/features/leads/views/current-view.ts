import { useQuery } from "@tanstack/react-query";
import { ALL_VIEW, isSameList } from "#api/list-of-view.ts";
import { readLeadAddress } from "#api/lead-address.ts";
import type { View } from "#api/contract/views/views.ts";
import type { LeadList } from "#dashboard/domain/lead/view.ts";
import { type AnyView, allViews, viewsQuery } from "#dashboard/domain/views/queries.ts";
import { workspaceQuery } from "#dashboard/domain/workspace.ts";

/** The view that one looks at. */
export interface CurrentView {
  /** `undefined`: the list is under none. */
  readonly view: AnyView | undefined;
  /** Whether the list is another one than the view's own. */
  readonly isChanged: boolean;
  /** The view that the address names, which was deleted or made private meanwhile. */
  readonly gone: View | undefined;
}

/** The view that a list is under; all leads are one, even where the address doesn't say so. */
export function useCurrentView({ query, view: id }: Pick<LeadList, "query" | "view">): CurrentView {
  const { data: known } = useQuery(viewsQuery);
  const email = useQuery(workspaceQuery).data?.person.email;
  const isOwn = (view: AnyView) => isSameList(readLeadAddress(view.query).query, query, email);
  const views = allViews(known);
  const view = views.find((one) => one.id === (id ?? ALL_VIEW));
  const gone = known?.gone.find((one) => one.id === id);
  if (id === undefined && view && !isOwn(view)) {
    return { view: undefined, isChanged: true, gone: undefined };
  }
  return { view, isChanged: gone !== undefined || (view !== undefined && !isOwn(view)), gone };
}
