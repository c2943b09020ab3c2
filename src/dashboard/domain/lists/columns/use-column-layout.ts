import { type QueryClient, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import type { ColumnLayout } from "#api/contract/views/column-layouts.ts";
import type { GridState, GridStateChange } from "#dashboard/grid/table.ts";
import { whenIdle } from "#dashboard/ui/timing.ts";
import { workspaceQuery } from "../../workspace.ts";
import {
  columnsStateOf,
  keepLayout,
  layoutIn,
  layoutOf,
  unsavedLayout,
  useUnsavedLayouts,
} from "./column-layouts.ts";

const load = () => import("./save-layout.ts");
const ignore = () => undefined;

/** Where the code for it can't be had, the layout stays kept in the tab. */
const save = (queryClient: QueryClient, person: string, view: string) =>
  void load().then(({ saveLayout }) => saveLayout(queryClient, person, view), ignore);

/**
 * The state of a list's grid as its person has laid it out for a view. What they change shows at
 * once and is saved behind it.
 * @param view its id, whatever that is
 * @param initial how the list has its columns by itself; the same object for good
 */
export function useColumnLayout(view: string, initial: GridState) {
  const { data: workspace } = useQuery(workspaceQuery);
  const queryClient = useQueryClient();
  useUnsavedLayouts();
  const layout = layoutOf(workspace, view);
  const state = useMemo(() => ({ ...initial, ...columnsStateOf(layout) }), [initial, layout]);
  const person = workspace?.person.id;
  useEffect(() => {
    if (person && unsavedLayout(person, view)) save(queryClient, person, view);
  }, [queryClient, person, view]);

  useEffect(() => whenIdle(() => load().catch(ignore)), []);

  return useMemo(() => {
    const set = (next: ColumnLayout) => {
      if (!person) return;
      keepLayout(person, view, next);
      save(queryClient, person, view);
    };
    const onStateChange: GridStateChange = (change) => {
      const now = layoutOf(queryClient.getQueryData(workspaceQuery.queryKey), view);
      set(layoutIn(change({ ...initial, ...columnsStateOf(now) })));
    };
    return { state, onStateChange, onReset: () => set({}) };
  }, [state, person, view, queryClient, initial]);
}
