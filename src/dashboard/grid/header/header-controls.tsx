import { ChevronDown } from "lucide";
import { Icon } from "#dashboard/ui/icon.tsx";
import type { ColumnControls } from "./column-controls.ts";
import { ColumnMenu } from "./lazy-column-menu.ts";

interface HeaderControlsProps {
  readonly id: string;
  readonly name: string;
  readonly controls: ColumnControls;
  /** Tab leads to it. */
  readonly isActive: boolean;
}

const preload = () => void ColumnMenu.preload();

/** What stands in a column's header beside its name: its menu, and the edge by which it is resized. */
export const HeaderControls = ({ id, name, controls, isActive }: HeaderControlsProps) => (
  <>
    <button
      type="button"
      aria-label={`Column menu: ${name}`}
      aria-haspopup="menu"
      aria-expanded={controls.openId === id}
      tabIndex={isActive ? 0 : -1}
      className="column-menu-button"
      onPointerEnter={preload}
      onFocus={preload}
      onClick={({ currentTarget }) => controls.openMenu(id, currentTarget)}
    >
      <Icon of={ChevronDown} className="size-3 stroke-3" />
    </button>
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={`Resize ${name}`}
      className="column-edge"
    />
  </>
);
