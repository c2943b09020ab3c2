import { expect, type Locator, type Page } from "@playwright/test";
import type { Lead } from "#api/contract/leads/leads.ts";

/** What people do with the lead table and its filters, by the roles and names of its controls. */

export const leadTable = (page: Page): Locator => page.getByRole("grid", { name: "Leads" });

export const searchBox = (page: Page): Locator =>
  page.getByRole("searchbox", { name: "Search leads" });

export const columnHeader = (page: Page, name: string): Locator =>
  page.getByRole("columnheader", { name, exact: true });

/** What a column is sorted by. */
export const sortBy = (page: Page, name: string): Locator =>
  columnHeader(page, name).getByRole("button", { name, exact: true });

/** The row of a lead, wherever it stands among those on the screen. */
export const rowOf = (page: Page, lead: Pick<Lead, "first_name" | "last_name">): Locator =>
  leadTable(page)
    .getByRole("row")
    .filter({ has: page.getByRole("rowheader", { name: fullName(lead), exact: true }) });

/** The row at a place in the list, from 0. The header is the table's first row. */
export const rowAt = (page: Page, index: number): Locator =>
  leadTable(page).locator(`[role=row][aria-rowindex="${index + 2}"]`);

/** The lead table's columns, as they stand. */
export const LEAD_COLUMNS = [
  "name",
  "status",
  "source",
  "setter",
  "closer",
  "triager",
  "next-touch-point",
  "latest-note",
  "country",
  "created",
  "updated",
];

/** A row's cell in a column. */
export const cellAt = (row: Locator, column: string): Locator =>
  row.locator(`[data-column="${column}"]`);

/** The row at this place is the lead that stands there in the record. */
export function expectRow(page: Page, index: number, leads: readonly Lead[]): Promise<void> {
  const lead = leads[index];
  if (!lead) throw new Error(`The record has no lead at ${index}`);
  return expect(rowAt(page, index).getByRole("rowheader")).toHaveText(fullName(lead));
}

/** As the screen says it: without the parts that are missing. */
export const fullName = ({ first_name, last_name }: Pick<Lead, "first_name" | "last_name">) =>
  [first_name, last_name]
    .map((part) => part?.trim())
    .filter(Boolean)
    .join(" ");

/** The total as it is announced, e.g. "312 of 2,400 leads". */
export async function expectTotal(page: Page, matching: number, all: number): Promise<void> {
  const total = matching === all ? count(all) : `${count(matching)} of ${count(all)}`;
  const words = `${total} ${all === 1 ? "lead" : "leads"}`;
  await expect(totalOf(page)).toHaveText(words);
}

/** How many leads there are, as it is announced. */
export const totalOf = (page: Page): Locator =>
  page.getByRole("status").filter({ hasText: /\d leads?$/ });

/** A name that starts with this and may go on with a count or a hint, as another word. */
export const startingWith = (text: string): RegExp =>
  new RegExp(`^${text.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`)}(?![\\w-])`);

/** A number as the screen has it. */
export const count = (number: number): string => number.toLocaleString("en-GB");

export type FilterTitle = "Source" | "Status" | "Setter" | "Closer" | "Triager";

export const filterButton = (page: Page, filter: FilterTitle): Locator =>
  // A column's header has a button of that name, too; "Status:" with a colon is the picker of a row.
  page
    .getByRole("group", { name: "Filters" })
    .getByRole("button", { name: new RegExp(`^${filter}(?!:)`) });

/** Opens a filter and gives its list of values. */
export async function openFilter(page: Page, filter: FilterTitle): Promise<Locator> {
  await filterButton(page, filter).click();
  const values = page.getByRole("listbox");
  await expect(values).toBeVisible();
  return values;
}

/** A value of the open filter, by its label. */
export const valueNamed = (values: Locator, label: string): Locator =>
  values.getByRole("option", { name: startingWith(label) });

export async function closeFilter(page: Page, values: Locator): Promise<void> {
  await page.keyboard.press("Escape");
  await expect(values).toBeHidden();
}

/** Opens a filter, chooses values, and closes it. */
export async function filterBy(
  page: Page,
  filter: FilterTitle,
  ...labels: string[]
): Promise<void> {
  const values = await openFilter(page, filter);
  for (const label of labels) await valueNamed(values, label).click();
  await closeFilter(page, values);
}

/** Opens a lead's drawer from its row. */
export async function openLead(page: Page, lead: Lead): Promise<Locator> {
  await rowOf(page, lead).getByRole("rowheader").click();
  return drawerOf(page, lead);
}

/** The drawer of a lead, once it is there. */
export async function drawerOf(page: Page, lead: Lead): Promise<Locator> {
  const drawer = page.getByRole("dialog", { name: fullName(lead), exact: true });
  await expect(drawer).toBeVisible();
  return drawer;
}

/** The status picker in a row or in the drawer. */
export const statusPicker = (place: Locator): Locator =>
  place.getByRole("button", { name: /^Status:/ });

/** Chooses a status in a row or in the drawer. */
export async function chooseStatus(place: Locator, name: string): Promise<void> {
  await statusPicker(place).click();
  await place
    .page()
    .getByRole("listbox")
    .getByRole("option", { name: startingWith(name) })
    .click();
}

export const expectStatus = (place: Locator, name: string): Promise<void> =>
  expect(statusPicker(place)).toHaveAccessibleName(startingWith(`Status: ${name}`));

/** Scrolls the table to a share of its height, as dragging the scroll bar does. */
export async function scrollTo(page: Page, share: number): Promise<void> {
  // The first rows show before the app, and can't be scrolled.
  await expect(totalOf(page)).toBeVisible();
  await leadTable(page).evaluate((table, to) => {
    let scroller: Element | null = table;
    while (scroller && scroller.scrollHeight <= scroller.clientHeight + 1) {
      scroller = scroller.parentElement;
    }
    scroller ??= document.documentElement;
    scroller.scrollTop = to * (scroller.scrollHeight - scroller.clientHeight);
  }, share);
}

/** A lead that is no longer in its list; `other` is one that is. */
export const expectDimmed = async (row: Locator, other: Locator): Promise<void> =>
  expect.poll(() => colourOf(row)).not.toBe(await colourOf(other));

export const expectNotDimmed = async (row: Locator, other: Locator): Promise<void> =>
  expect.poll(() => colourOf(row)).toBe(await colourOf(other));

const colourOf = (row: Locator): Promise<string> =>
  row.evaluate((element) => getComputedStyle(element).color);
