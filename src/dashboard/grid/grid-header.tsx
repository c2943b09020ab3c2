import { type FocusEvent, useState } from "react";
import type { PlacedCell } from "./columns.ts";
import type { ColumnControls } from "./header/column-controls.ts";
import { HeaderControls } from "./header/header-controls.tsx";
import { columnOf, moveFocus } from "./header/header-focus.ts";
import { headerPointer } from "./header/pointer.ts";
import type { GridHeaders, GridState } from "./table.ts";

type Header = GridHeaders[number]["headers"][number];

interface GridHeaderProps {
  readonly headers: GridHeaders;
  readonly cells: readonly Pick<
    PlacedCell<never, never>,
    "id" | "cell" | "colIndex" | "pinned" | "style"
  >[];
  /** Missing where the columns stay as they are. */
  readonly controls?: ColumnControls | undefined;
  readonly onSortIntent?: SortIntent | undefined;
}

/** Is told how rows are likely to be sorted next. */
export type SortIntent = (sorting: NonNullable<GridState["sorting"]>) => void;

const SORTED = { asc: "ascending", desc: "descending" } as const;

/** The columns' names; it stays at the top while the rows scroll. */
export function GridHeader({ headers, cells, controls, onSortIntent }: GridHeaderProps) {
  // Tab leads to one of them, the arrows from there to the others.
  const [active, setActive] = useState<string>();
  const activeId = cells.some(({ id }) => id === active) ? active : cells[0]?.id;
  const roving = {
    onFocus: ({ target }: FocusEvent) => setActive(columnOf(target)),
    onKeyDown: moveFocus,
  };
  return (
    <div
      role="rowgroup"
      className="grid-header"
      {...(controls && headerPointer(controls))}
      {...roving}
    >
      {headers.map((group, at) => (
        <div key={group.id} role="row" aria-rowindex={at + 1}>
          {group.headers.map(({ id, column }) => {
            const place = cells.find((cell) => cell.id === column.id);
            const sorted = column.getIsSorted();
            const name = String(column.columnDef.header);
            const { dragged } = controls ?? {};
            return (
              <div
                key={id}
                role="columnheader"
                aria-label={controls && name}
                aria-colindex={place?.colIndex}
                aria-sort={sorted ? SORTED[sorted] : undefined}
                data-column={column.id}
                data-pinned={place?.pinned}
                data-align={place?.cell.align}
                data-dragged={dragged?.id === column.id || undefined}
                data-drop={dragged?.drop?.beside === column.id ? dragged.drop.side : undefined}
                className="grid-cell"
                style={place?.style}
              >
                {column.columnDef.enableSorting ? (
                  <SortButton
                    column={column}
                    isOneOfMany={group.headers.filter(isSorted).length > 1}
                    onIntent={onSortIntent}
                  />
                ) : (
                  name
                )}
                {controls && (
                  <HeaderControls
                    id={column.id}
                    name={name}
                    controls={controls}
                    isActive={column.id === activeId}
                  />
                )}
              </div>
            );
          })}
        </div>
      ))}
    </div>
  );
}

const isSorted = ({ column }: Header) => column.getIsSorted() !== false;

interface SortButtonProps {
  readonly column: Header["column"];
  /** Whether rows are sorted by other columns as well. */
  readonly isOneOfMany: boolean;
  readonly onIntent: SortIntent | undefined;
}

/**
 * Sorts by a column, then the other way, then not; with Shift beside another one. Its arrow comes from
 * the style sheet. No stop of Tab's: the arrow keys lead here from the rows, and on to the next one.
 */
const SortButton = ({ column, isOneOfMany, onIntent }: SortButtonProps) => {
  const intend = () => {
    const next = column.getNextSortingOrder();
    onIntent?.(next ? [{ id: column.id, desc: next === "desc" }] : []);
  };
  const place = isOneOfMany && column.getIsSorted() ? column.getSortIndex() + 1 : undefined;
  return (
    <button
      type="button"
      tabIndex={-1}
      className="sort-button"
      data-first={column.getFirstSortDir()}
      title={place === undefined ? undefined : `Sort column ${place}`}
      onPointerEnter={intend}
      onFocus={intend}
      onClick={(event) => column.toggleSorting(undefined, event.shiftKey)}
    >
      <span className="sort-name">{String(column.columnDef.header)}</span>
      {place && (
        <span aria-hidden className="sort-place">
          {place}
        </span>
      )}
    </button>
  );
};
