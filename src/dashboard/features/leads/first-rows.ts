import type { LeadQuery } from "#api/contract/leads/lead-query.ts";
import { wordsSearchedFor } from "#api/contract/text/search-text.ts";
import { LEAD_FILTERS } from "#api/contract/vocabulary.ts";
import { readLeadAddress } from "#api/lead-address.ts";
import { ALL_VIEW, listOf, openedAt, queryOfView } from "#api/list-of-view.ts";
import { documentData } from "#dashboard/connection/page-data.ts";
import { unknownValues } from "#dashboard/domain/filters/unknown-values.ts";
import { columnsStateOf, layoutOf } from "#dashboard/domain/lists/columns/column-layouts.ts";
import { leadPaths } from "#dashboard/domain/lead/view.ts";
import { ownerNames } from "#dashboard/domain/people/names.ts";
import { staticGrid } from "#dashboard/grid/static-grid.ts";
import { remInPixels } from "#dashboard/ui/browser/rem.ts";
import { density, ROW_HEIGHTS } from "#dashboard/ui/state/preferences.ts";
import { leadColumns, leadGridState } from "./columns.ts";
import { sortingOf } from "./sorting.ts";

/** In rem: the filters are one line from this width on, as `filter-bar.css` has it, but for touch. */
const ONE_LINE = 64;

/** Whether the list has no other signs above it than the five filters' chips, and one arrow. */
const isPlain = ({ filter, sort }: LeadQuery) =>
  sort.length < 2 && Object.keys(filter).every((name) => LEAD_FILTERS.some((one) => one === name));

/** In rem: what else stands in that line, and what a filter's chip takes at most. */
const BESIDE_CHIPS = 53;
const CHIP = 27;

/**
 * Shows the rows that came with the document before the app's code is there, in half of the time; the
 * app draws the same over them. Where it would put them elsewhere, nothing is drawn.
 * @returns whether rows were drawn
 */
export function drawFirstRows(root: HTMLElement): boolean {
  const { workspace, views, list } = documentData()?.data ?? {};
  if (!workspace || !views || !list || list.data.length === 0) return false;
  const address = openedAt(readLeadAddress(window.location.search), views.default_view);
  const { lead, leftOut, view } = address;
  const query = listOf(address, views.views);
  if (view !== undefined && !queryOfView(view, views.views)) return false;
  const { filter } = query;
  // What else they are filtered and sorted by, the app alone draws.
  if (!isPlain(query)) return false;
  // Beside an open lead they come second, and what the address says in vain stands above them.
  if (lead || leftOut.length + unknownValues(filter, workspace, list.counts).length > 0)
    return false;
  const rem = remInPixels();
  const width = window.innerWidth / rem;
  const chips = Object.keys(filter).length;
  const isTouched = window.matchMedia("(pointer: coarse)").matches;
  if (isTouched || width < Math.max(ONE_LINE, BESIDE_CHIPS + chips * CHIP)) return false;
  const rowHeight = Math.round(ROW_HEIGHTS[density.get()] * rem);
  const grid = staticGrid({
    columns: leadColumns,
    state: { ...leadGridState, ...columnsStateOf(layoutOf(workspace, view ?? ALL_VIEW)) },
    sorting: sortingOf(query.sort),
    rows: list.data,
    drawn: Math.ceil(window.innerHeight / rowHeight),
    context: {
      now: Date.now(),
      ownerName: ownerNames(workspace.team),
      searchedFor: wordsSearchedFor(query.search),
      // What is pressed before the app is there leads to the lead all the same.
      pathOf: leadPaths(address),
      press: undefined,
    },
    rowHeight,
    width,
  });
  grid.classList.add("first-rows");
  root.append(grid);
  return true;
}
