import { Menu } from "@base-ui/react/menu";
import { remInPixels } from "#dashboard/ui/browser/rem.ts";
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
      <Menu.Portal>
        <Menu.Positioner anchor={anchor} align="end" sideOffset={4} className="z-(--z-popover)">
          <Menu.Popup
            aria-label={`${column.header} column`}
            finalFocus={() => menuButtonNear(anchor)}
            className="max-h-(--available-height) w-44 overflow-y-auto rounded-lg bg-surface-raised p-1 shadow-float outline-none"
          >
            <Item isOff={!stepOf(columns, state, id, "before")} onClick={move("before")}>
              Move left
            </Item>
            <Item isOff={!stepOf(columns, state, id, "after")} onClick={move("after")}>
              Move right
            </Item>
            <Line />
            {isPinned ? (
              <Item onClick={pin(undefined)}>Unpin</Item>
            ) : (
              <>
                <Item onClick={pin("start")}>Pin to the left</Item>
                <Item onClick={pin("end")}>Pin to the right</Item>
              </>
            )}
            <Line />
            <Item stays onClick={resize(STEP)}>
              Wider
            </Item>
            <Item stays onClick={resize(-STEP)}>
              Narrower
            </Item>
            <Item onClick={fit}>Fit to content</Item>
            {state.columnSizing?.[id] !== undefined && (
              <Item onClick={() => change((before) => withWidth(before, id, undefined))}>
                Width by itself
              </Item>
            )}
            <Line />
            <Item
              isOff={column.isRowHeader === true}
              onClick={() => change((before) => withShown(before, id, false))}
            >
              Hide column
            </Item>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

interface ItemProps extends Pick<Menu.Item.Props, "onClick" | "children"> {
  readonly isOff?: boolean;
  /** It is chosen several times in a row. */
  readonly stays?: boolean;
}

const Item = ({ isOff = false, stays = false, ...item }: ItemProps) => (
  <Menu.Item
    disabled={isOff}
    closeOnClick={!stays}
    className="flex h-7 items-center rounded-sm px-2 select-none active-option data-disabled:opacity-50 pointer-coarse:h-10"
    {...item}
  />
);

const Line = () => <Menu.Separator className="my-1 h-px bg-border" />;

/** The button that opened it; of a column that is hidden by now, another one's. */
function menuButtonNear(anchor: HTMLElement): HTMLElement | null {
  return anchor.isConnected ? anchor : document.querySelector<HTMLElement>(".column-menu-button");
}
