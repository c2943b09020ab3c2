import { Menu } from "@base-ui/react/menu";
import { cx } from "#dashboard/lib/class-names.ts";

interface MenuPopupProps
  extends
    Pick<Menu.Positioner.Props, "anchor" | "align" | "sideOffset">,
    Pick<Menu.Popup.Props, "aria-label" | "finalFocus" | "onFocus" | "children"> {
  /** Its width. */
  readonly className: string;
}

/** Where a menu's items stand, within its `Menu.Root`. */
export const MenuPopup = ({ anchor, align, sideOffset, className, ...popup }: MenuPopupProps) => (
  <Menu.Portal>
    <Menu.Positioner
      anchor={anchor}
      align={align}
      sideOffset={sideOffset}
      className="z-(--z-popover)"
    >
      <Menu.Popup
        className={cx(
          "max-h-(--available-height) overflow-y-auto rounded-lg bg-surface-raised p-1 shadow-float outline-none",
          className,
        )}
        {...popup}
      />
    </Menu.Positioner>
  </Menu.Portal>
);

export const MenuItem = (item: Menu.Item.Props) => <Menu.Item className={ITEM} {...item} />;

export const MenuLinkItem = (item: Menu.LinkItem.Props) => (
  <Menu.LinkItem className={ITEM} {...item} />
);

export const MenuSeparator = () => <Menu.Separator className="my-1 border-t border-border" />;

const ITEM =
  "flex min-h-8 items-center rounded-sm px-2 py-1 select-none wrap-anywhere active-option data-disabled:opacity-50 pointer-coarse:min-h-10";
