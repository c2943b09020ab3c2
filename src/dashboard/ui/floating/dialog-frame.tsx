import { Dialog } from "@base-ui/react/dialog";
import { type PropsWithChildren, useState } from "react";
import { cx } from "#dashboard/lib/class-names.ts";

interface DialogFrameProps extends Pick<Dialog.Popup.Props, "aria-label"> {
  /** Its place and size. */
  readonly className: string;
  /** Whether what was done in it has given the focus to something else. */
  readonly hasMovedFocus?: () => boolean;
  readonly onClose: () => void;
}

/** A window over the page, which waits for it. Open while it is mounted. */
export function DialogFrame(props: PropsWithChildren<DialogFrameProps>) {
  const { className, hasMovedFocus, onClose, children, ...popup } = props;
  const [before] = useState(() => document.activeElement);
  // By itself it would give the focus of an open lead to the first button in it.
  const giveBackFocus = () => {
    if (!hasMovedFocus?.() && before instanceof HTMLElement) {
      queueMicrotask(() => before.focus({ preventScroll: true }));
    }
    return false;
  };
  return (
    <Dialog.Root open onOpenChange={(isOpen) => isOpen || onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-(--z-popover) bg-scrim" />
        <Dialog.Popup
          {...popup}
          finalFocus={giveBackFocus}
          className={cx(
            "fixed left-1/2 z-(--z-popover) flex max-w-[calc(100vw-1.5rem)] -translate-x-1/2 flex-col rounded-lg bg-surface-raised shadow-float outline-none",
            className,
          )}
        >
          {children}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
