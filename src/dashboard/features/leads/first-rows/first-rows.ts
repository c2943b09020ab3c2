import "./first-rows.css";
import { readLeadAddress } from "#api/lead-address.ts";
import { documentData } from "#dashboard/connection/page-data.ts";
import { unknownValues } from "#dashboard/domain/filters/unknown-values.ts";
import { leadPaths } from "#dashboard/domain/lead/view.ts";
import { ownerNames } from "#dashboard/domain/people/owner-names.ts";
import { staticGrid } from "#dashboard/grid/static-grid.ts";
import { remInPixels } from "#dashboard/ui/browser/rem.ts";
import { density, ROW_HEIGHTS } from "#dashboard/ui/state/preferences.ts";
import { leadColumns, leadGridState } from "../columns.ts";

/** Where the filters are one line, as `filter-bar.css` has it. */
const ONE_LINE = "(width >= 64rem) and (not (pointer: coarse))";

/** In rem: what else stands in that line, and what a filter's chip takes at most. */
const BESIDE_CHIPS = 40;
const CHIP = 27;

/**
 * Shows the rows that came with the document before the app's code is there, in half of the time; the
 * app draws the same over them. Where it would put them elsewhere, nothing is drawn.
 * @returns whether rows were drawn
 */
export function drawFirstRows(root: HTMLElement): boolean {
  const { workspace, list } = documentData()?.data ?? {};
  if (!workspace || !list || list.data.length === 0) return false;
  const { lead, leftOut } = readLeadAddress(window.location.search);
  const { filter } = list.query;
  // Beside an open lead they come second, and what the address says in vain stands above them.
  if (lead || leftOut.length + unknownValues(filter, workspace, list.counts).length > 0)
    return false;
  const rem = remInPixels();
  const width = window.innerWidth / rem;
  const chips = Object.keys(filter).length;
  if (!window.matchMedia(ONE_LINE).matches || width < BESIDE_CHIPS + chips * CHIP) return false;
  const rowHeight = Math.round(ROW_HEIGHTS[density.get()] * rem);
  const grid = staticGrid({
    columns: leadColumns,
    pinned: leadGridState.columnPinning.start,
    rows: list.data.slice(0, Math.ceil(window.innerHeight / rowHeight)),
    context: {
      now: Date.now(),
      ownerName: ownerNames(workspace.team),
      // What is pressed before the app is there leads to the lead all the same.
      pathOf: leadPaths(list.query),
      press: undefined,
    },
    rowHeight,
    width,
  });
  grid.classList.add("first-rows");
  root.append(grid);
  return true;
}
