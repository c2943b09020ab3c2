import type { ShortcutId } from "./shortcuts.ts";

/** What shortcuts press: the controls of the page themselves, so that a key does what a click does. */

/** The open lead; while it is prerendered, it is there and can't be seen. */
export const openDrawer = (): HTMLElement | undefined => reachable(document, ".lead-drawer");

/** What stands above the page, and has its keys for itself. */
const FLOATING =
  "[role=listbox], [role=menu], [role=alertdialog], [role=dialog]:not(.lead-drawer), :popover-open, :modal";

/** Whether keys are for something that floats above the page. */
export const isCovered = (): boolean =>
  [...document.querySelectorAll(FLOATING)].some((element) => element.checkVisibility());

/** The control of a shortcut that can be pressed now. */
export const controlOf = (id: ShortcutId): HTMLElement | undefined =>
  reachable(document, `[data-shortcut="${id}"]`);

/** @returns whether there was one to press */
export function pressControl(id: ShortcutId): boolean {
  const control = controlOf(id);
  control?.click();
  return control !== undefined;
}

/** Gives the focus to the field of a shortcut, with what stands in it marked. */
export function focusField(id: ShortcutId): boolean {
  const field = controlOf(id);
  if (!(field instanceof HTMLInputElement)) return false;
  field.select();
  field.focus();
  return true;
}

/** The status of the row that has the focus, else of the open lead. */
export function pressStatus(): boolean {
  const row = document.activeElement?.closest<HTMLElement>("[data-row]");
  const button = [row, openDrawer()]
    .map((place) => (place ? reachable(place, ".badge-button") : undefined))
    .find((found) => found !== undefined);
  button?.click();
  return button !== undefined;
}

/**
 * From row to row, by the key that the grid has for it; with an open lead to the one next to it. Where
 * the focus is nowhere in the list yet, it comes to the row that Tab would lead to.
 */
export function step(by: 1 | -1): boolean {
  const grid = reachable(document, "[role=grid]");
  const focused = document.activeElement;
  const isInGrid = grid !== undefined && focused !== grid && grid.contains(focused);
  if (!isInGrid && openDrawer()) return pressControl(by === 1 ? "next-lead" : "previous-lead");
  if (!grid) return false;
  if (isInGrid) {
    const key = by === 1 ? "ArrowDown" : "ArrowUp";
    focused?.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  } else (grid.querySelector<HTMLElement>('[data-row][tabindex="0"]') ?? grid).focus();
  return true;
}

function reachable(place: ParentNode, selector: string): HTMLElement | undefined {
  return [...place.querySelectorAll<HTMLElement>(selector)].find(
    (element) => element.checkVisibility() && !element.closest("[inert]"),
  );
}
