import { Button } from "#dashboard/ui/button.tsx";
import { PopoverFrame, type PopoverFrameProps } from "#dashboard/ui/floating/popover-frame.tsx";
import type { GridColumn } from "../columns.ts";
import type { GridState, GridStateChange } from "../table.ts";

export interface SortDialogProps extends Pick<PopoverFrameProps, "anchor" | "onClose"> {
  readonly columns: readonly Pick<GridColumn<never, never>, "id" | "header" | "sort">[];
  readonly sorting: NonNullable<GridState["sorting"]>;
  readonly onStateChange: GridStateChange;
}

/** The columns that have an order, each with both directions. What is chosen closes it. */
export const SortDialog = ({ columns, sorting, onStateChange, ...frame }: SortDialogProps) => (
  <PopoverFrame title="Sort" className="w-84" {...frame}>
    <ul className="overflow-y-auto overscroll-contain p-1">
      {columns.map(
        ({ id, header, sort }) =>
          sort && (
            <li key={id} className="flex flex-wrap items-center justify-end gap-x-1">
              <span aria-hidden className="me-auto px-3">
                {header}
              </span>
              {(sort.first === "asc" ? UPWARDS : DOWNWARDS).map((direction) => {
                const desc = direction === "desc";
                return (
                  <Button
                    key={direction}
                    look="quiet"
                    size="small"
                    aria-label={`${header}, ${sort[direction]}`}
                    aria-pressed={sorting.some((one) => one.id === id && one.desc === desc)}
                    className="min-w-22 justify-center font-normal aria-pressed:border-border-control aria-pressed:bg-surface-selected aria-pressed:font-medium aria-pressed:text-text pointer-coarse:h-11"
                    onClick={() => {
                      onStateChange((before) => ({ ...before, sorting: [{ id, desc }] }));
                      frame.onClose();
                    }}
                  >
                    <span className="inline-block first-letter:uppercase">{sort[direction]}</span>
                  </Button>
                );
              })}
            </li>
          ),
      )}
    </ul>
  </PopoverFrame>
);

const UPWARDS = ["asc", "desc"] as const;
const DOWNWARDS = ["desc", "asc"] as const;
