import type { ColumnsState } from "./columns.ts";

/** A column as far as its place among the others depends on it. */
interface ArrangedColumn {
  readonly id: string;
  readonly isExtra?: boolean;
}

/** A list's columns by where they stand when it is scrolled sideways. */
export interface Arrangement<Column> {
  readonly start: readonly Column[];
  readonly centre: readonly Column[];
  readonly end: readonly Column[];
}

const NOT_PINNED = { start: [], end: [] };

/** All columns as they stand under a state, hidden ones too: as TanStack Table has them. */
export function arranged<Column extends ArrangedColumn>(
  columns: readonly Column[],
  { columnOrder = [], columnPinning: { start, end } = NOT_PINNED }: ColumnsState,
): Arrangement<Column> {
  const named = (ids: readonly string[]) =>
    ids.flatMap((id) => columns.find((column) => column.id === id) ?? []);
  const isPinned = ({ id }: Column) => start.includes(id) || end.includes(id);
  const ordered = new Set([...named(columnOrder), ...columns]);
  return {
    start: named(start),
    centre: [...ordered].filter((column) => !isPinned(column)),
    end: named(end),
  };
}

export const inOrder = <Column>({ start, centre, end }: Arrangement<Column>): Column[] => [
  ...start,
  ...centre,
  ...end,
];

/** Whether each column shows, but for what is left out: those do. */
export const visibilityOf = (
  columns: readonly ArrangedColumn[],
  { columnVisibility }: ColumnsState,
): Record<string, boolean> => ({
  ...Object.fromEntries(columns.flatMap(({ id, isExtra }) => (isExtra ? [[id, false]] : []))),
  ...columnVisibility,
});

/** The columns that show, as they stand. */
export function shownColumns<Column extends ArrangedColumn>(
  columns: readonly Column[],
  state: ColumnsState,
): Column[] {
  const visibility = visibilityOf(columns, state);
  return inOrder(arranged(columns, state)).filter(({ id }) => visibility[id] !== false);
}
