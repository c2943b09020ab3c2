import "./lead-table.css";
import type { LeadFilter } from "#api/contract/lead-views.ts";
import type { Lead } from "#api/contract/leads.ts";
import type { TeamMember, Workspace } from "#api/contract/people.ts";
import { readLeadAddress } from "#api/lead-address.ts";
import { askFirst } from "#dashboard/connection/first-answers.ts";
import { firstPagePath, WORKSPACE_PATH } from "#dashboard/domain/lead/first-page.ts";
import { ownerNames } from "#dashboard/domain/people/owner-names.ts";
import { dates } from "#dashboard/lib/dates.ts";
import { remInPixels } from "#dashboard/ui/browser/rem.ts";
import { PHONE } from "#dashboard/ui/browser/screen.ts";
import { readStorage } from "#dashboard/ui/browser/storage.ts";
import { DENSITIES, ROW_HEIGHTS } from "#dashboard/ui/state/row-heights.ts";
import { nextPaint, nextTask } from "#dashboard/ui/timing/tasks.ts";
import { leastWidth, placeColumns } from "./column-places.ts";
import { columns } from "./columns.ts";
import { plainRow, type ReadSurroundings } from "./row-cells.ts";
import { physicalHeight } from "./scroll-scale.ts";

/**
 * The first rows of the lead page, drawn before the app's own code is there: what one came for
 * shows as soon as the server has told it. They can be read but not used; the app puts the same
 * rows in their place.
 */
export interface FirstRows {
  readonly leads: readonly Lead[];
  /** Leads in the whole list. */
  readonly total: number;
  readonly team: readonly TeamMember[];
}

/** Where the chips of a filter may take more than the one line that all have. */
function chipsBelow(filter: LeadFilter): string {
  const chips = Object.values(filter).map((values = []) => (values.length > 1 ? 28 : 20));
  const rem = chips.length === 1 ? 64 : chips.reduce((sum, chip) => sum + chip, 46);
  return `(width < ${rem}rem)`;
}

/**
 * Asks for the first rows under the filter in the address; nothing where the app would show
 * something else, or in another place.
 * @throws when an answer failed
 */
export async function askFirstRows(): Promise<FirstRows | undefined> {
  const { query, lead, leftOut } = readLeadAddress(location.search);
  const { filter } = query;
  const isFiltered = Object.keys(filter).length > 0;
  const isElsewhere =
    location.pathname !== "/leads" ||
    lead !== undefined ||
    leftOut.length > 0 ||
    window.matchMedia(isFiltered ? chipsBelow(filter) : PHONE).matches;
  if (isElsewhere) return undefined;
  const answers = Promise.all([askFirst(firstPagePath(filter)), askFirst(WORKSPACE_PATH)]);
  // The browser's words for dates take it as long as the answers take.
  await nextTask();
  dates.prepare();
  const [page, workspace] = await answers;
  // oxlint-disable typescript/no-unsafe-type-assertion -- Parsing takes the code that isn't there yet. Our own server wrote it, and what can't be drawn throws.
  const { data: leads, pagination } = page as PageAnswer;
  const { team } = (workspace as { readonly data: Workspace }).data;
  // oxlint-enable typescript/no-unsafe-type-assertion
  return leads.length > 0 ? { leads, total: pagination.total, team } : undefined;
}

interface PageAnswer {
  readonly data: readonly Lead[];
  readonly pagination: { readonly total: number };
}

/**
 * Draws them; done when they are on the screen.
 * @param shape the page's shape, as `index.html` has it
 */
export async function drawFirstRows(shape: HTMLElement, rows: FirstRows): Promise<void> {
  const { rowHeight, viewport, body } = addTable(shape, rows.total);
  const surroundings = { now: Date.now(), ownerName: ownerNames(rows.team) };
  const shown = rows.leads.slice(0, Math.ceil(viewport / rowHeight));
  for (let first = 0; first < shown.length; first += AT_ONCE) {
    const some = shown.slice(first, first + AT_ONCE);
    body.append(...some.map((lead, at) => line(lead, (first + at) * rowHeight, surroundings)));
    await nextPaint();
  }
}

/** The top bar, the filters and the table's header, in rem. */
const ABOVE_THE_ROWS = 7.5;

/** The rest follows when these are to be seen. */
const AT_ONCE = 12;

/** The table without rows, where the app will put its own. */
function addTable(shape: HTMLElement, rowCount: number) {
  placeColumns();
  const rem = remInPixels();
  const rowHeight = Math.round(ROW_HEIGHTS[chosenDensity()] * rem);
  const viewport = window.innerHeight - ABOVE_THE_ROWS * rem;
  const scroller = box("lead-scroller first-rows");
  // Nobody is to take them for the rows that can be used: no pointer, no key, no screen reader.
  scroller.inert = true;
  scroller.ariaHidden = "true";
  scroller.style.setProperty("--row-height", `${rowHeight}px`);
  scroller.toggleAttribute("data-names-stick", window.innerWidth < leastWidth * rem);
  const header = box("lead-header", [
    box(
      "relative h-full",
      columns.map((column) => box("lead-cell", [column.header])),
    ),
  ]);
  const body = box("lead-body");
  header.style.minWidth = body.style.minWidth = `${leastWidth}rem`;
  body.style.height = `${physicalHeight({ rowCount, rowHeight, viewport })}px`;
  scroller.append(header, body);
  shape.append(scroller);
  return { rowHeight, viewport, body };
}

const chosenDensity = () => DENSITIES.find((one) => one === readStorage("density")) ?? DENSITIES[0];

function line(lead: Lead, top: number, surroundings: ReadSurroundings): HTMLElement {
  const element = plainRow(lead, surroundings);
  element.role = "row";
  element.dataset["lead"] = lead.id;
  element.style.transform = `translateY(${top}px)`;
  return element;
}

function box(className: string, inside: readonly (string | Node)[] = []): HTMLElement {
  const element = document.createElement("div");
  element.className = className;
  element.append(...inside);
  return element;
}
