import type { Floor } from "./floor.ts";
import type { Page } from "./measure.ts";

const ROW_HEIGHT = 36;

/** Scrolled through at most, in rows: all of the usual workspace. */
const MOST_ROWS = 2400;

/** The second of the rows in view, and not one of its buttons. */
const SECOND_ROW = "[role=row][data-row='1'] [role=rowheader]";

/** What is done on our lead page; selectors are Playwright's but for rows and targets. */
export const ourPage = (url: string, cookie: string, leads: number): Page => ({
  name: `ours-${leads}`,
  url: `${url}/leads`,
  cookie,
  row: "[role=row][data-row-id]",
  actions: [
    {
      name: "filter",
      kind: "rows",
      prep: ["click:role=button[name=/^Source/]", "wait:[role=option]"],
      act: "click:[role=option] >> nth=1",
    },
    { name: "search", kind: "rows", act: "type:input[type=search]=ann" },
    { name: "sort", kind: "rows", act: "click:[role=columnheader][data-column='name'] button" },
    {
      name: "detail",
      kind: "visible",
      act: `click:${SECOND_ROW}`,
      target: "[role=dialog] [role=tabpanel] p",
    },
    {
      name: "status",
      kind: "rows",
      prep: ["click:[role=row][data-row='0'] button[aria-label^='Status:']", "wait:[role=option]"],
      act: "click:[role=option][aria-selected=false] >> nth=1",
    },
    {
      name: "jump",
      kind: "rows",
      // The one column that isn't sorted by: the focus is on the grid.
      prep: ["click:[role=columnheader][data-column='latest-note']"],
      act: "press:End",
    },
  ],
  scroll: {
    container: "[role=grid]",
    distance: (Math.min(leads, MOST_ROWS) - 20) * ROW_HEIGHT,
    blank: true,
  },
});

/** The same on the floor; it has no status picker and no rows to wait for. */
export const floorPage = ({ url, longUrl }: Floor): Page => ({
  name: "floor",
  url,
  row: "[data-row]",
  actions: [
    { name: "filter", kind: "rows", act: "click:[aria-pressed] >> nth=4" },
    { name: "search", kind: "rows", act: "type:input[type=search]=ann" },
    { name: "sort", kind: "rows", act: "click:th >> nth=0" },
    {
      name: "detail",
      kind: "visible",
      act: "click:[data-row] >> nth=1",
      target: "[role=dialog]",
    },
  ],
  scroll: { url: longUrl, container: "auto", distance: 12_000, blank: true },
});
