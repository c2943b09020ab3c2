import * as z from "zod/mini";
import { type ColumnLayout, ColumnLayouts } from "#api/contract/views/column-layouts.ts";
import type { Workspace } from "#api/contract/people/people.ts";
import type { ColumnsState } from "#dashboard/grid/columns.ts";
import { parseJson } from "#dashboard/lib/parse-json.ts";
import { readStorage, writeStorage } from "#dashboard/ui/browser/storage.ts";
import { sharedState } from "#dashboard/ui/state/shared-state.ts";

// How the person whom the page shows has laid out their columns: what the server has, and before it
// what was chosen here since, which outlives the page in its tab until the server has it, too.

/** Whose they are: nobody else's columns follow them. */
const Unsaved = z.object({ person: z.string(), layouts: ColumnLayouts });

const NAME = "unsaved-columns";

const unsaved = sharedState(parseJson(Unsaved, readStorage("sessionStorage", NAME)));

/** Those that the server hasn't got yet, rendered anew when they change. */
export const useUnsavedLayouts = unsaved.use;

/** A person's layout of a view that the server hasn't got yet. */
export function unsavedLayout(person: string, view: string): ColumnLayout | undefined {
  const kept = unsaved.get();
  return kept?.person === person ? ownIn(kept.layouts, view) : undefined;
}

/** Keeps a layout until the server has it; nothing: it has. */
export function keepLayout(person: string, view: string, layout: ColumnLayout | undefined): void {
  const kept = unsaved.get();
  const before = kept?.person === person ? kept.layouts : {};
  const others = Object.entries(before).filter(([other]) => other !== view);
  const layouts = Object.fromEntries(layout ? [...others, [view, layout]] : others);
  const next = Object.keys(layouts).length > 0 ? { person, layouts } : undefined;
  unsaved.set(next);
  writeStorage("sessionStorage", NAME, next ? JSON.stringify(next) : null);
}

const AS_IT_IS: ColumnLayout = {};

/** How a view's columns are laid out; the same object while nothing changes. */
export function layoutOf(workspace: Workspace | undefined, view: string): ColumnLayout {
  if (!workspace) return AS_IT_IS;
  return (
    unsavedLayout(workspace.person.id, view) ?? ownIn(workspace.column_layouts, view) ?? AS_IT_IS
  );
}

/** A view may be called anything, "constructor" too. */
const ownIn = (layouts: ColumnLayouts, view: string): ColumnLayout | undefined =>
  Object.hasOwn(layouts, view) ? layouts[view] : undefined;

/** A layout in a grid's terms. */
export function columnsStateOf({ order, shown, widths, pinned }: ColumnLayout): ColumnsState {
  const start = [...new Set(pinned?.start)];
  return {
    ...(order && { columnOrder: order }),
    ...(shown && { columnVisibility: shown }),
    ...(widths && { columnSizing: widths }),
    ...(pinned && {
      columnPinning: { start, end: [...new Set(pinned.end)].filter((id) => !start.includes(id)) },
    }),
  };
}

/** The layout that a grid's state comes to. */
export const layoutIn = (state: ColumnsState): ColumnLayout => ({
  order: state.columnOrder,
  shown: state.columnVisibility,
  widths: state.columnSizing,
  pinned: state.columnPinning,
});
