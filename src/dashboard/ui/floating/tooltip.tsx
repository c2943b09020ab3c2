import { useId, useLayoutEffect } from "react";
import { useKeyDown } from "../browser/use-key-down.ts";

export interface Tip {
  readonly text: string;
  readonly subject: HTMLElement;
  readonly box: DOMRect;
}

/** To what it is about, and to the window's edges. In pixels. */
const GAP = 2;
const MARGIN = 8;

interface TooltipProps extends Tip {
  readonly onEscape: () => void;
}

/** Below what it is about, or above where there is more room. */
export function Tooltip({ text, subject, box, onEscape }: TooltipProps) {
  const id = useId();
  useLayoutEffect(() => {
    subject.setAttribute("aria-describedby", id);
    return () => subject.removeAttribute("aria-describedby");
  }, [subject, id]);
  useKeyDown((event) => {
    if (event.key !== "Escape") return;
    // It means the tooltip, wherever the focus is, and nothing below it.
    event.preventDefault();
    onEscape();
  }, true);
  const [above, below] = [box.top, window.innerHeight - box.bottom];
  const side =
    above > below ? { bottom: window.innerHeight - box.top + GAP } : { top: box.bottom + GAP };
  return (
    <div
      id={id}
      role="tooltip"
      className="fixed z-(--z-popover) w-max max-w-[min(24rem,100vw-1rem)] overflow-y-auto rounded-md bg-surface-raised px-2.5 py-1.5 wrap-anywhere shadow-float"
      style={{
        ...side,
        left: `clamp(${MARGIN}px, ${box.left}px, 100vw - min(24rem, 100vw - 1rem) - ${MARGIN}px)`,
        maxHeight: `min(16rem, ${Math.max(above, below) - GAP - MARGIN}px)`,
      }}
    >
      {text}
    </div>
  );
}
