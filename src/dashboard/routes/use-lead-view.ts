import { useQueryClient } from "@tanstack/react-query";
import { type RefObject, useState, useSyncExternalStore } from "react";
import { flushSync } from "react-dom";
import { leadQueries } from "#dashboard/features/leads/queries.ts";
import type { RowsHandle } from "#dashboard/features/leads/table/lead-rows.tsx";
import { type LeadView, viewIn } from "#dashboard/features/leads/view.ts";
import { afterNextPaint } from "#dashboard/lib/tasks.ts";
import { address } from "./address.ts";

/**
 * The view that the address says. Where the rows of a new one are known, they are shown before all
 * else, and the page follows when they are painted.
 */
export function useLeadView(rows: RefObject<RowsHandle | null>): LeadView {
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
function followAddress(show: (view: LeadView) => (() => void) | undefined) {
  let query = address.location.search;
  let view = viewIn(query);
  const read = (): LeadView => {
    // On the way to another page, what shows stays until that is there.
    if (query === address.location.search || !isHere()) return view;
    query = address.location.search;
    const { filter, ...rest } = viewIn(query);
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
