import type { LeadTableRow } from "./columns.tsx";
import { columns } from "./columns.tsx";
import { rowOf } from "./use-row-focus.ts";

/** What a cell says in full, where it shows less than that. */
export function fullText(
  cell: HTMLElement,
  rowAt: (index: number) => LeadTableRow | undefined,
): string | undefined {
  const index = rowOf(cell);
  const lead = index === undefined ? undefined : rowAt(index)?.original;
  const place = [...(cell.parentElement?.children ?? [])].indexOf(cell);
  const full = lead && columns[place]?.meta?.full?.(lead);
  return full || (isCutOff(cell) ? cell.textContent : undefined);
}

const isCutOff = (cell: HTMLElement) =>
  [cell, ...cell.querySelectorAll<HTMLElement>(".truncate")].some(
    ({ scrollWidth, clientWidth }) => scrollWidth > clientWidth,
  );
