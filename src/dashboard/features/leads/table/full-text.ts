import { columns } from "./columns.ts";
import type { PlacedRows } from "./use-lead-list.ts";
import { rowOf } from "./use-row-focus.ts";

/** What a cell says in full, where it shows less than that. */
export function fullText(cell: HTMLElement, rows: PlacedRows): string | undefined {
  const index = rowOf(cell);
  const lead = index === undefined ? undefined : rows.get(index)?.original;
  const place = [...(cell.parentElement?.children ?? [])].indexOf(cell);
  const full = lead && columns[place]?.full?.(lead);
  return full || (isCutOff(cell) ? cell.textContent : undefined);
}

const isCutOff = (cell: HTMLElement) =>
  [cell, ...cell.querySelectorAll<HTMLElement>(".truncate")].some(
    ({ scrollWidth, clientWidth }) => scrollWidth > clientWidth,
  );
