import { type QueryClient, useQuery, useQueryClient } from "@tanstack/react-query";
import { type RefObject, useMemo, useState, useSyncExternalStore } from "react";
import { flushSync } from "react-dom";
import type { Workspace } from "#api/contract/people.ts";
import { type LeadAddress, readLeadAddress } from "#api/lead-address.ts";
import { withMeNamed } from "#dashboard/features/leads/filter.ts";
import { leadQueries } from "#dashboard/features/leads/queries.ts";
import type { RowsHandle } from "#dashboard/features/leads/table/lead-rows.tsx";
import { isOwner, unknownValues, withoutValues } from "#dashboard/features/leads/unknown-values.ts";
import { afterNextPaint } from "#dashboard/lib/tasks.ts";
import { workspaceQuery } from "#dashboard/lib/workspace.ts";
import { address } from "./address.ts";

/** A view, and what the address says besides that means nothing here. */
export interface AddressedView extends LeadAddress {
  /** Owners that are filtered by and that nobody knows. */
  readonly strangers: readonly string[];
}

/** The view that the address says, without what is nothing here. */
export function useLeadView(rows: RefObject<RowsHandle | null>): AddressedView {
  const view = useFollowedAddress(rows);
  const { data: workspace } = useQuery(workspaceQuery);
  const isInDoubt = workspace && unknownValues(view.filter, workspace).length > 0;
  const { data: unknown } = useQuery({
    ...leadQueries.countsUnder(view.filter),
    select: (counts) => workspace && unknownValues(view.filter, workspace, counts),
    enabled: isInDoubt === true,
  });
  return useMemo(() => asKnown(view, workspace, unknown), [view, workspace, unknown]);
}

/** The same at any moment, from what is known by then. */
export function leadViewNow(queryClient: QueryClient): AddressedView {
  const view = readLeadAddress(address.location.search);
  const counts = queryClient.getQueryData(leadQueries.countsUnder(view.filter).queryKey);
  const workspace = queryClient.getQueryData(workspaceQuery.queryKey);
  const unknown = counts && workspace && unknownValues(view.filter, workspace, counts);
  return asKnown(view, workspace, unknown);
}

function asKnown(
  view: LeadAddress,
  workspace: Workspace | undefined,
  unknown: ReturnType<typeof unknownValues> = [],
): AddressedView {
  const leftOut = unknown.filter((asked) => !isOwner(asked));
  const filter = withoutValues(view.filter, leftOut);
  return {
    ...view,
    filter: workspace ? withMeNamed(filter, workspace.person.email) : filter,
    leftOut: [...view.leftOut, ...leftOut],
    strangers: [...new Set(unknown.filter(isOwner).map(([, value]) => value))],
  };
}

/**
 * The view that the address says. Where the rows of a new one are known, they are shown before all
 * else, and the page follows when they are painted.
 */
function useFollowedAddress(rows: RefObject<RowsHandle | null>): LeadAddress {
  const queryClient = useQueryClient();
  const [{ subscribe, read }] = useState(() =>
    followAddress(({ filter }) => {
      const known = queryClient.getQueryData(leadQueries.page(filter, 1).queryKey);
      return known && rows.current?.showAhead(known.leads);
    }),
  );
  return useSyncExternalStore(subscribe, read);
}

/** Whatever means to use the page needs all of it to be up to date. */
const USES = ["pointerdown", "click", "keydown"] as const;

/** Also with a slash behind it, as the router has it. */
const isHere = () => /^\/leads\/?$/.test(address.location.pathname);

/** @param show shows what it can of a view at once, and gives what takes that back */
function followAddress(show: (view: LeadAddress) => (() => void) | undefined) {
  let query = address.location.search;
  let view = readLeadAddress(query);
  const read = (): LeadAddress => {
    // On the way to another page, what shows stays until that is there.
    if (query === address.location.search || !isHere()) return view;
    query = address.location.search;
    const { filter, ...rest } = readLeadAddress(query);
    // Equal filters are the same filter.
    view = { ...rest, filter: isEqual(filter, view.filter) ? view.filter : filter };
    return view;
  };

  const subscribe = (follow: () => void) => {
    let takeBack: (() => void) | undefined;
    const stopWaiting = () => {
      takeBack = undefined;
      for (const use of USES) window.removeEventListener(use, settle, true);
    };
    const settle = () => {
      if (!takeBack) return;
      stopWaiting();
      flushSync(follow);
    };
    const hear = () => {
      takeBack?.();
      stopWaiting();
      const before = view.filter;
      takeBack = read().filter === before ? undefined : show(view);
      if (!takeBack) return follow();
      for (const use of USES) window.addEventListener(use, settle, true);
      afterNextPaint(settle);
    };
    const leave = address.subscribe(hear);
    return () => {
      leave();
      stopWaiting();
    };
  };
  return { subscribe, read };
}

const isEqual = (a: object, b: object) => JSON.stringify(a) === JSON.stringify(b);
