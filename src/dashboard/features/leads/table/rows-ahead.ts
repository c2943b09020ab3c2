import type { Lead } from "#api/contract/leads.ts";
import type { RowSurroundings } from "./columns.ts";
import { RowCells } from "./row-cells.ts";

/**
 * Fills the rows that are there with another list's first leads, at once and past React: what is
 * known already shows in the next frame, and the address, the router and React follow after it
 * with the same leads in the same places. Says whether it did: only a list that shows its top, and
 * has as many leads as there are rows, needs nothing else.
 */
export function showAhead(
  grid: HTMLElement,
  leads: readonly Lead[],
  surroundings: RowSurroundings,
): boolean {
  const lines = [...grid.querySelectorAll<HTMLElement>(".lead-row[data-row]:not(.lead-item)")];
  const shown = lines.flatMap((line) => {
    const lead = leads[Number(line.dataset["row"])];
    return lead ? [{ line, lead }] : [];
  });
  if (grid.scrollTop > 0 || shown.length === 0 || shown.length < lines.length) return false;
  for (const { line, lead } of shown) {
    line.dataset["lead"] = lead.id;
    RowCells.of(line).show(lead, surroundings, line.tabIndex === 0);
  }
  return true;
}
