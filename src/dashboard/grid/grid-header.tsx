import type { PlacedCell } from "./columns.ts";
import type { GridHeaders } from "./table.ts";

interface GridHeaderProps {
  readonly headers: GridHeaders;
  readonly cells: readonly Pick<PlacedCell<never, never>, "id" | "colIndex" | "pinned" | "style">[];
}

const SORTED = { asc: "ascending", desc: "descending" } as const;

/** The columns' names; it stays at the top while the rows scroll. */
export const GridHeader = ({ headers, cells }: GridHeaderProps) => (
  <div role="rowgroup" className="grid-header">
    {headers.map((group, at) => (
      <div key={group.id} role="row" aria-rowindex={at + 1}>
        {group.headers.map(({ id, column }) => {
          const place = cells.find((cell) => cell.id === column.id);
          const sorted = column.getIsSorted();
          return (
            <div
              key={id}
              role="columnheader"
              aria-colindex={place?.colIndex}
              aria-sort={sorted ? SORTED[sorted] : undefined}
              data-column={column.id}
              data-pinned={place?.pinned}
              className="grid-cell"
              style={place?.style}
            >
              {String(column.columnDef.header)}
            </div>
          );
        })}
      </div>
    ))}
  </div>
);
