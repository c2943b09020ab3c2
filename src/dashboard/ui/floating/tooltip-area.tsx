import { type ReactNode, type UIEvent, useEffect, useRef, useState } from "react";
import { lazyWithPreload } from "../state/lazy-with-preload.ts";
import type { Tip } from "./tooltip.tsx";

const Tooltip = lazyWithPreload(async () => (await import("./tooltip.tsx")).Tooltip);

interface TooltipAreaProps {
  /** What may have a tooltip. */
  readonly selector: string;
  /** What it says; nothing where all is to be seen anyway. */
  readonly textOf: (element: HTMLElement) => string | undefined;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A pointer that only passes doesn't ask. */
const HOVER_MS = 400;

/**
 * One tooltip for however many cells: shown while a pointer rests on one, which may move onto it, or
 * it has the focus; gone on Escape and on scrolling away.
 */
export function TooltipArea({ selector, textOf, className, children }: TooltipAreaProps) {
  const [tip, setTip] = useState<Tip>();
  Tooltip.usePreload();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const subject = useRef<HTMLElement>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const hide = () => {
    clearTimeout(timer.current);
    subject.current = undefined;
    setTip(undefined);
  };
  const show = (element: HTMLElement) => {
    const text = textOf(element);
    setTip(text ? { text, subject: element, box: element.getBoundingClientRect() } : undefined);
  };
  const consider = (target: EventTarget, isFocus: boolean) => {
    if (!(target instanceof Element) || target.role === "tooltip") return;
    const element = target.closest<HTMLElement>(selector);
    if (element === subject.current) return;
    hide();
    if (!element) return;
    subject.current = element;
    // Who has the focus read out hears the description only if it is there by then.
    if (isFocus) show(element);
    else timer.current = setTimeout(() => show(element), HOVER_MS);
  };
  /** A cell may get the focus and be scrolled into view by that. */
  const follow = ({ target, currentTarget }: UIEvent) => {
    const element = subject.current;
    if (!element || (target instanceof Element && target.role === "tooltip")) return;
    if (element === document.activeElement && isInside(element, currentTarget)) show(element);
    else hide();
  };

  return (
    <div
      role="presentation"
      className={className}
      onPointerOver={({ target, pointerType }) =>
        pointerType === "mouse" && consider(target, false)
      }
      onPointerLeave={hide}
      onPointerDown={hide}
      onFocus={({ target }) => target.matches(selector) && consider(target, true)}
      onBlur={hide}
      onScrollCapture={follow}
    >
      {children}
      {tip && <Tooltip {...tip} onEscape={hide} />}
    </div>
  );
}

function isInside(element: Element, area: Element): boolean {
  const [inner, outer] = [element.getBoundingClientRect(), area.getBoundingClientRect()];
  return inner.bottom > outer.top && inner.top < outer.bottom;
}
