import { ArrowDown, ArrowUp, Pin } from "lucide";
import type { IconNode } from "lucide";
import { useState } from "react";
import { Button } from "#dashboard/ui/button.tsx";
import { Choice } from "#dashboard/ui/choice.tsx";
import { Icon } from "#dashboard/ui/icon.tsx";
import { PopoverFrame, type PopoverFrameProps } from "#dashboard/ui/floating/popover-frame.tsx";
import { density } from "#dashboard/ui/state/preferences.ts";
import { arranged, inOrder, visibilityOf } from "../arranged.ts";
import { type ChangedColumn, stepOf, withMoved, withPinned, withShown } from "../column-changes.ts";
import type { ColumnsState } from "../columns.ts";
import type { GridState, GridStateChange } from "../table.ts";

export interface ColumnsDialogProps extends Pick<PopoverFrameProps, "anchor" | "onClose"> {
  readonly columns: readonly ChangedColumn[];
  readonly state: GridState;
  readonly onStateChange: GridStateChange;
  /** Has all columns as they are by themselves. */
  readonly onReset: () => void;
}

/** Which columns show, in which order, which stay in sight, and how high rows are. */
export function ColumnsDialog({ state, anchor, onClose, onReset, ...props }: ColumnsDialogProps) {
  const [said, setSaid] = useState("");
  const all = inOrder(arranged(props.columns, state));
  const moved = (after: ColumnsState, { id, header }: ChangedColumn) => {
    const place = inOrder(arranged(props.columns, after)).findIndex((column) => column.id === id);
    setSaid(`${header}: ${place + 1} of ${all.length}`);
  };
  return (
    <PopoverFrame
      title="Columns"
      action={
        <Button look="quiet" size="small" onClick={onReset}>
          Reset
        </Button>
      }
      anchor={anchor}
      className="w-72"
      onClose={onClose}
    >
      <ul className="min-h-0 flex-1 overflow-y-auto overscroll-contain p-2">
        {all.map((column) => (
          <ColumnItem key={column.id} {...props} column={column} state={state} onMoved={moved} />
        ))}
      </ul>
      <div className="shrink-0 border-t border-border p-4 pt-3">
        <Choice label="Density" of={density} />
      </div>
      <p role="status" className="sr-only">
        {said}
      </p>
    </PopoverFrame>
  );
}

interface ColumnItemProps extends Pick<ColumnsDialogProps, "columns" | "state" | "onStateChange"> {
  readonly column: ChangedColumn;
  readonly onMoved: (after: ColumnsState, column: ChangedColumn) => void;
}

function ColumnItem({ columns, state, onStateChange, column, onMoved }: ColumnItemProps) {
  const { id, header } = column;
  const { start, end } = state.columnPinning ?? { start: [], end: [] };
  const isPinned = [...start, ...end].includes(id);
  const move = (step: "before" | "after") => () => {
    const drop = stepOf(columns, state, id, step, "all");
    if (!drop) return;
    onStateChange((before) => withMoved(columns, before, id, drop));
    onMoved(withMoved(columns, state, id, drop), column);
  };
  return (
    <li className="flex items-center rounded-sm ps-2 hover:bg-surface-hover">
      <label className="flex h-7 min-w-0 flex-1 items-center gap-2 pointer-coarse:h-10">
        <input
          type="checkbox"
          checked={visibilityOf(columns, state)[id] !== false}
          disabled={column.isRowHeader}
          onChange={({ target }) =>
            onStateChange((before) => withShown(before, id, target.checked))
          }
          className="size-4 shrink-0 accent-accent"
        />
        <span className="truncate">{header}</span>
      </label>
      <ItemButton
        of={Pin}
        label={`Pin ${header}`}
        isPressed={isPinned}
        onClick={() =>
          onStateChange((before) => withPinned(columns, before, id, isPinned ? undefined : "start"))
        }
      />
      <ItemButton
        of={ArrowUp}
        label={`Move ${header} up`}
        isOff={!stepOf(columns, state, id, "before", "all")}
        onClick={move("before")}
      />
      <ItemButton
        of={ArrowDown}
        label={`Move ${header} down`}
        isOff={!stepOf(columns, state, id, "after", "all")}
        onClick={move("after")}
      />
    </li>
  );
}

interface ItemButtonProps {
  readonly of: IconNode;
  readonly label: string;
  readonly onClick: () => void;
  readonly isPressed?: boolean;
  /** Keeps the focus all the same: the way back may be wanted next. */
  readonly isOff?: boolean;
}

const ItemButton = ({ of, label, onClick, isPressed, isOff = false }: ItemButtonProps) => (
  <Button
    look="quiet"
    size="icon"
    aria-label={label}
    aria-pressed={isPressed}
    aria-disabled={isOff || undefined}
    className="aria-disabled:opacity-40 aria-pressed:text-accent pointer-coarse:size-10"
    onClick={onClick}
  >
    <Icon of={of} className="size-3.5" />
  </Button>
);
