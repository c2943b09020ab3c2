import type { KeyboardEvent } from "react";
import { placeOf } from "./row-focus.ts";

/**
 * Leads the focus by the arrows from the first row up to the header, along it, and down again.
 * @param columnIds of the columns that show, as they stand
 * @returns whether the key was for that
 */
export function headerKeys(
  event: KeyboardEvent<HTMLElement>,
  columnIds: readonly string[],
  focusRows: () => void,
): boolean {
  if (event.altKey || event.metaKey || event.ctrlKey || !(event.target instanceof Element))
    return false;
  const buttonAt = (at: number) => sortButton(event.currentTarget, columnIds[at]);
  const from = event.target.closest<HTMLElement>("[role=columnheader]")?.dataset["column"];
  const at = columnIds.indexOf(from ?? "");
  const steps: Record<string, () => HTMLElement | undefined> = {
    ArrowRight: () => nearest(columnIds.length, at, 1, buttonAt),
    ArrowLeft: () => nearest(columnIds.length, at, -1, buttonAt),
    Home: () => nearest(columnIds.length, -1, 1, buttonAt),
    End: () => nearest(columnIds.length, columnIds.length, -1, buttonAt),
  };
  if (from === undefined) {
    const place = placeOf(event.target);
    if (event.key !== "ArrowUp" || place?.row !== 0) return false;
    const own =
      place.column === undefined ? undefined : sortButton(event.currentTarget, place.column);
    return focused(event, own ?? nearest(columnIds.length, -1, 1, buttonAt));
  }
  if (event.key === "ArrowDown") {
    event.preventDefault();
    focusRows();
    return true;
  }
  return focused(event, steps[event.key]?.());
}

function focused(event: KeyboardEvent, button: HTMLElement | undefined): boolean {
  if (!button) return false;
  event.preventDefault();
  button.focus();
  return true;
}

/** The first button on the way from a place. */
function nearest(
  length: number,
  from: number,
  step: 1 | -1,
  buttonAt: (at: number) => HTMLElement | undefined,
): HTMLElement | undefined {
  for (let at = from + step; at >= 0 && at < length; at += step) {
    const button = buttonAt(at);
    if (button) return button;
  }
  return undefined;
}

const sortButton = (grid: Element, id: string | undefined): HTMLElement | undefined =>
  id === undefined
    ? undefined
    : (grid.querySelector<HTMLElement>(
        `[role=columnheader][data-column="${CSS.escape(id)}"] .sort-button`,
      ) ?? undefined);
