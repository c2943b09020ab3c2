import type { KeyboardEvent } from "react";

/** The column whose header something is in. */
export const columnOf = (target: EventTarget): string | undefined =>
  target instanceof Element
    ? target.closest<HTMLElement>("[role=columnheader]")?.dataset["column"]
    : undefined;

/** The arrows go from menu to menu through all of the header; down opens one. */
export function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const { key, target, currentTarget } = event;
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const menus = [...currentTarget.querySelectorAll<HTMLElement>(".column-menu-button")];
  const at = menus.findIndex((button) => button === target);
  if (at < 0) return;
  const next: Record<string, number> = {
    ArrowRight: at + 1,
    ArrowLeft: at - 1,
    Home: 0,
    End: menus.length - 1,
  };
  if (key === "ArrowDown") menus[at]?.click();
  else if (key in next) menus[next[key] ?? at]?.focus();
  else return;
  event.preventDefault();
  event.stopPropagation();
}
