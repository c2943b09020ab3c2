import { type Arrangement, arranged, inOrder, visibilityOf } from "./arranged.ts";
import type { ColumnsState } from "./columns.ts";

// What one does to the columns of a grid: each gives the state that comes of it.

/** A column as far as what is done to it depends on it. */
export interface ChangedColumn {
  readonly id: string;
  readonly header: string;
  readonly isExtra?: boolean;
  readonly isRowHeader?: boolean;
}

type Columns = readonly ChangedColumn[];

/** In rem. */
const NARROWEST = 3;
const WIDEST = 60;

export const withShown = (state: ColumnsState, id: string, isShown: boolean): ColumnsState => ({
  ...state,
  columnVisibility: { ...state.columnVisibility, [id]: isShown },
});

/** A width in rem; nothing: as the column has it by itself. */
export function withWidth(
  state: ColumnsState,
  id: string,
  width: number | undefined,
): ColumnsState {
  const others = Object.entries(state.columnSizing ?? {}).filter(([other]) => other !== id);
  const own = width === undefined ? [] : [[id, widthWithin(width)] as const];
  return { ...state, columnSizing: Object.fromEntries([...others, ...own]) };
}

/** In rem. A width that one can still see and take hold of. */
export const widthWithin = (width: number): number =>
  Math.min(Math.max(Math.round(width * 100) / 100, NARROWEST), WIDEST);

/** Keeps a column at an edge, as the one nearest to the others, or lets it go there. */
export function withPinned(
  columns: Columns,
  state: ColumnsState,
  id: string,
  edge: "start" | "end" | undefined,
): ColumnsState {
  const { start, centre, end } = idsOf(columns, state, id);
  if (edge === "start") return arrangedAs(state, { start: [...start, id], centre, end });
  if (edge === "end") return arrangedAs(state, { start, centre, end: [id, ...end] });
  const wasAtEnd = state.columnPinning?.end.includes(id);
  return arrangedAs(state, { start, centre: wasAtEnd ? [...centre, id] : [id, ...centre], end });
}

/** Puts a column beside another one, and at the edge where that is, if it is at one. */
export function withMoved(
  columns: Columns,
  state: ColumnsState,
  id: string,
  { beside, side }: Drop,
): ColumnsState {
  if (beside === id) return state;
  const others = idsOf(columns, state, id);
  const put = (ids: readonly string[]) =>
    ids.flatMap((other) => {
      if (other !== beside) return [other];
      return side === "before" ? [id, other] : [other, id];
    });
  return arrangedAs(state, {
    start: put(others.start),
    centre: put(others.centre),
    end: put(others.end),
  });
}

/** Where a column is dropped. */
export interface Drop {
  readonly beside: string;
  readonly side: "before" | "after";
}

/**
 * The place beside which a column stands once it is moved by one; nothing where it can't go further
 * without leaving its edge.
 * @param among all columns, or only those that show
 */
export function stepOf(
  columns: Columns,
  state: ColumnsState,
  id: string,
  step: "before" | "after",
  among: "shown" | "all" = "shown",
): Drop | undefined {
  const visibility = visibilityOf(columns, state);
  const { start, centre, end } = arranged(columns, state);
  const group = [start, centre, end].find((some) => some.some((column) => column.id === id)) ?? [];
  const ids = group
    .map((column) => column.id)
    .filter((other) => among === "all" || other === id || visibility[other] !== false);
  const beside = ids[ids.indexOf(id) + (step === "after" ? 1 : -1)];
  return beside === undefined ? undefined : { beside, side: step };
}

/** The ids as they stand, without one. */
function idsOf(columns: Columns, state: ColumnsState, but: string): Arrangement<string> {
  const { start, centre, end } = arranged(columns, state);
  const others = (some: Columns) => some.map(({ id }) => id).filter((id) => id !== but);
  return { start: others(start), centre: others(centre), end: others(end) };
}

const arrangedAs = (state: ColumnsState, all: Arrangement<string>): ColumnsState => ({
  ...state,
  columnOrder: inOrder(all),
  columnPinning: { start: [...all.start], end: [...all.end] },
});
