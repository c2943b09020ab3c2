import type { Lead } from "#api/contract/leads.ts";
import type { RowSurroundings } from "./columns.ts";
import { RowCells } from "./row-cells.ts";

/**
 * Shows a list's first leads in the rows that are there, at once and past React, which follows with
 * the same leads in the same places.
 * @returns what takes it back; nothing where it takes more than other leads in the same rows
 */
export type ShowAhead = (leads: readonly Lead[]) => (() => void) | undefined;

/** {@link ShowAhead} in a grid that shows its top. */
export function showAhead(
  grid: HTMLElement,
  leads: readonly Lead[],
  surroundings: RowSurroundings,
): (() => void) | undefined {
  const rows = [...grid.querySelectorAll<HTMLElement>("[data-row]")].map((line) => ({
    line,
    lead: leads[Number(line.dataset["row"])],
    before: RowCells.of(line)?.lead,
  }));
  if (grid.scrollTop > 0 || !rows.every(({ lead, before }) => lead && before)) return undefined;
  const show = (line: HTMLElement, lead: Lead | undefined) => {
    if (!lead) return;
    line.dataset["lead"] = lead.id;
    RowCells.of(line)?.show(lead, surroundings, line.tabIndex === 0);
  };
  for (const { line, lead } of rows) show(line, lead);
  return () => {
    for (const { line, before } of rows) show(line, before);
  };
}
