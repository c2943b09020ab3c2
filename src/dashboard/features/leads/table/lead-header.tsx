import { memo } from "react";
import { columns } from "./columns.ts";

/** The columns' names; it stays at the top while the rows scroll. */
export const LeadHeader = memo(function LeadHeader({ width }: { width: number | undefined }) {
  return (
    <div role="rowgroup" className="lead-header" style={{ minWidth: width }}>
      <div role="row" aria-rowindex={1} className="relative h-full">
        {columns.map(({ id, header }) => (
          <div key={id} role="columnheader" className="lead-cell">
            {header}
          </div>
        ))}
      </div>
    </div>
  );
});
