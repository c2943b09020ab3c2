import { Menu } from "@base-ui/react/menu";
import { remInPixels } from "#dashboard/ui/browser/rem.ts";
import { MenuItem, MenuPopup, MenuSeparator } from "#dashboard/ui/floating/menu.tsx";
import {
  type ChangedColumn,
  stepOf,
  withMoved,
  withPinned,
  withShown,
  withWidth,
} from "../column-changes.ts";
import type { ColumnsState } from "../columns.ts";
import type { GridState, GridStateChange } from "../table.ts";
import type { OpenMenu } from "./column-controls.ts";
import { contentWidth } from "./content-width.ts";

export interface ColumnMenuProps {
  readonly columns: readonly ChangedColumn[];
  readonly state: GridState;
  readonly onStateChange: GridStateChange;
  readonly menu: OpenMenu;
  readonly onClose: () => void;
}

/** In rem. */
const STEP = 1;

/** What can be done to one column. Open while it is mounted. */
export function ColumnMenu({ columns, state, onStateChange, menu, onClose }: ColumnMenuProps) {
  const { id, anchor } = menu;
  const column = columns.find((one) => one.id === id);
  const header = anchor.closest<HTMLElement>("[role=columnheader]");
  if (!column || !header) return null;
  const change = (make: (before: ColumnsState) => ColumnsState) => onStateChange(make);
  const move = (step: "before" | "after") => () => {
    const drop = stepOf(columns, state, id, step);
    if (drop) change((before) => withMoved(columns, before, id, drop));
  };
  const pin = (edge: "start" | "end" | undefined) => () =>
    change((before) => withPinned(columns, before, id, edge));
  const resize = (by: number) => () => {
    const width = header.getBoundingClientRect().width / remInPixels() + by;
    change((before) => withWidth(before, id, width));
  };
  const fit = () => change((before) => withWidth(before, id, contentWidth(header) / remInPixels()));
  const { start, end } = state.columnPinning ?? { start: [], end: [] };
  const isPinned = [...start, ...end].includes(id);

  return (
    <Menu.Root open modal={false} onOpenChange={(isOpen) => isOpen || onClose()}>
      <MenuPopup
        anchor={anchor}
        align="end"
        sideOffset={4}
        aria-label={`${column.header} column`}
        finalFocus={() => menuButtonNear(anchor)}
        className="w-44"
      >
        <MenuItem disabled={!stepOf(columns, state, id, "before")} onClick={move("before")}>
          Move left
        </MenuItem>
        <MenuItem disabled={!stepOf(columns, state, id, "after")} onClick={move("after")}>
          Move right
        </MenuItem>
        <MenuSeparator />
        {isPinned ? (
          <MenuItem onClick={pin(undefined)}>Unpin</MenuItem>
        ) : (
          <>
            <MenuItem onClick={pin("start")}>Pin to the left</MenuItem>
            <MenuItem onClick={pin("end")}>Pin to the right</MenuItem>
          </>
        )}
        <MenuSeparator />
        <MenuItem closeOnClick={false} onClick={resize(STEP)}>
          Wider
        </MenuItem>
        <MenuItem closeOnClick={false} onClick={resize(-STEP)}>
          Narrower
        </MenuItem>
        <MenuItem onClick={fit}>Fit to content</MenuItem>
        {state.columnSizing?.[id] !== undefined && (
          <MenuItem onClick={() => change((before) => withWidth(before, id, undefined))}>
            Width by itself
          </MenuItem>
        )}
        <MenuSeparator />
        <MenuItem
          disabled={column.isRowHeader === true}
          onClick={() => change((before) => withShown(before, id, false))}
        >
          Hide column
        </MenuItem>
      </MenuPopup>
    </Menu.Root>
  );
}

/** The button that opened it; of a column that is hidden by now, another one's. */
function menuButtonNear(anchor: HTMLElement): HTMLElement | null {
  return anchor.isConnected ? anchor : document.querySelector<HTMLElement>(".column-menu-button");
}
