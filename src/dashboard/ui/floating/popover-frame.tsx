import { Popover } from "@base-ui/react/popover";
import type { ReactNode, RefObject } from "react";
import { cx } from "#dashboard/lib/class-names.ts";
import { isOpenerPress } from "./opener-press.ts";

export interface PopoverFrameProps {
  readonly title: string;
  /** Stands beside the title. */
  readonly action?: ReactNode;
  /** What opened it. */
  readonly anchor: RefObject<HTMLButtonElement | null>;
  /** Its width. */
  readonly className: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A dialog beside what opened it, which closes it by itself. Open while it is mounted. */
export function PopoverFrame(props: PopoverFrameProps) {
  const { title, action, anchor, className, onClose, children } = props;
  return (
    <Popover.Root
      open
      onOpenChange={(isOpen, details) =>
        isOpen || isOpenerPress(anchor.current, details) || onClose()
      }
    >
      <Popover.Portal>
        <Popover.Positioner anchor={anchor} align="end" sideOffset={4} className="z-(--z-popover)">
          <Popover.Popup
            finalFocus={anchor}
            className={cx(
              "flex max-h-(--available-height) max-w-(--available-width) flex-col rounded-lg bg-surface-raised shadow-float outline-none",
              className,
            )}
          >
            <div className="flex h-11 shrink-0 items-center justify-between border-b border-border ps-4 pe-2">
              <Popover.Title className="font-semibold">{title}</Popover.Title>
              {action}
            </div>
            {children}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
