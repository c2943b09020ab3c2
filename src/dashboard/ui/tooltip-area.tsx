import { type ReactNode, useEffect, useRef, useState } from "react";

interface TooltipAreaProps {
  /** What may have a tooltip. */
  readonly selector: string;
  /** What it says; nothing where all is to be seen anyway. */
  readonly textOf: (element: HTMLElement) => string | undefined;
  readonly className?: string;
  readonly children: ReactNode;
}

interface Tip {
  readonly text: string;
  readonly box: DOMRect;
}

/** A pointer that only passes doesn't ask. */
const HOVER_MS = 400;

/**
 * One tooltip for everything inside, however many cells there are: shown when a pointer rests on
 * one or it has the focus, gone when that ends, on Escape and on scrolling. The pointer may move
 * onto it.
 */
export function TooltipArea({ selector, textOf, className, children }: TooltipAreaProps) {
  const [tip, setTip] = useState<Tip>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const subject = useRef<Element>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const hide = () => {
    clearTimeout(timer.current);
    subject.current = undefined;
    setTip(undefined);
  };
  const show = (element: HTMLElement) => {
    const text = textOf(element);
    setTip(text ? { text, box: element.getBoundingClientRect() } : undefined);
  };
  const consider = (target: EventTarget, wait: number) => {
    if (!(target instanceof Element) || target.role === "tooltip") return;
    const element = target.closest<HTMLElement>(selector);
    if (element === subject.current) return;
    hide();
    if (!element) return;
    subject.current = element;
    timer.current = setTimeout(() => show(element), wait);
  };

  return (
    <div
      role="presentation"
      className={className}
      onPointerOver={({ target, pointerType }) =>
        pointerType === "mouse" && consider(target, HOVER_MS)
      }
      onPointerLeave={hide}
      onPointerDown={hide}
      onFocus={({ target }) => target.matches(selector) && consider(target, 0)}
      onBlur={hide}
      onKeyDown={({ key }) => key === "Escape" && hide()}
      onScrollCapture={() => subject.current && hide()}
    >
      {children}
      {tip && <Tooltip {...tip} />}
    </div>
  );
}

const GAP = 2;

/** Below what it is about, or above where there is more room. */
function Tooltip({ text, box }: Tip) {
  const isLow = box.bottom > window.innerHeight * 0.7;
  const side = isLow ? { bottom: window.innerHeight - box.top + GAP } : { top: box.bottom + GAP };
  const left = Math.max(8, Math.min(box.left, window.innerWidth - 392));
  return (
    <div
      role="tooltip"
      className="fixed z-(--z-popover) line-clamp-[12] w-max max-w-96 rounded-md bg-surface-raised px-2.5 py-1.5 wrap-anywhere shadow-float"
      style={{ left, ...side }}
    >
      {text}
    </div>
  );
}
