import type { Locator, Page } from "@playwright/test";
import { everyLead } from "../record.ts";
import { openGridPage } from "../setup/grid-page.ts";
import { expect, test } from "../test.ts";
import { expectNoViolations } from "../verbs/accessibility.ts";
import { cellAt, expectRow, leadTable, openLead, rowAt, rowOf } from "../verbs/leads.ts";

test("the open lead's row is the current one, none is selected, and the header tells the order", async ({
  visit,
  api,
}) => {
  const all = await everyLead(api);
  const [first, second] = all;
  if (!first || !second) throw new Error("The sample has no leads");
  const page = await visit("/leads", { as: "setter" });
  await expectRow(page, 0, all);
  const current = leadTable(page).locator("[aria-current]");
  await expect(current).toHaveCount(0);
  await openLead(page, second);
  await expect(rowOf(page, second)).toHaveAttribute("aria-current", "true");
  await expect(current).toHaveCount(1);
  await expect(leadTable(page).locator("[aria-selected]")).toHaveCount(0);

  const sorted = leadTable(page).locator("[aria-sort]");
  await expect(sorted).toHaveText(["Created"]);
  await expect(sorted).toHaveAttribute("aria-sort", "descending");
  // What stands in a column is found by the column's name, in the header and in each row.
  await expect(cellAt(rowAt(page, 0), "status")).toHaveText(first.status.name);
  await expect(cellAt(leadTable(page), "status").first()).toHaveText("Status");
});

/** One of the test page's grids. */
const grid = (page: Page, name: "First" | "Second") => page.getByRole("grid", { name });
const headers = (of: Locator) => of.getByRole("columnheader");
const change = (page: Page, name: string) => page.getByRole("button", { name }).click();

/** How far a column's cells are from the grid's left edge, and how wide: the header's, and a row's. */
async function boxes(of: Locator, column: string) {
  const edge = (await of.boundingBox())?.x ?? 0;
  const cells = await of.locator(`[data-column="${column}"]`).all();
  const found = await Promise.all(cells.slice(0, 4).map((cell) => cell.boundingBox()));
  return new Set(
    found.map((box) => `${Math.round((box?.x ?? 0) - edge)}+${Math.round(box?.width ?? 0)}`),
  );
}

test("what is chosen of one grid's columns shows in its header and rows, and in no other grid", async ({
  page,
}) => {
  await openGridPage(page);
  const [first, second] = [grid(page, "First"), grid(page, "Second")];
  await expect(headers(first)).toHaveText(["Pick", "Receiver", "Colour", "Place", "Sent"]);
  const row = first.locator("[data-row='1']");
  await expect(row.locator("[data-column]")).toHaveText([
    "",
    "Receiver 1",
    "Green",
    "Place 1",
    "2 Jan",
  ]);
  const before = await boxes(second, "receiver");

  await change(page, "Put colours first");
  await expect(headers(first)).toHaveText(["Colour", "Pick", "Receiver", "Place", "Sent"]);
  await expect(row.locator("[data-column]")).toHaveText([
    "Green",
    "",
    "Receiver 1",
    "Place 1",
    "2 Jan",
  ]);
  expect(await boxes(first, "colour")).toEqual(new Set([expect.stringMatching(/^0\+/)]));

  await change(page, "Hide places");
  await expect(headers(first)).toHaveText(["Colour", "Pick", "Receiver", "Sent"]);
  await expect(first).toHaveAttribute("aria-colcount", "5");
  await expect(row.locator("[data-column=sent]")).toHaveAttribute("aria-colindex", "5");

  await change(page, "Widen receivers");
  expect(await boxes(first, "receiver")).toEqual(new Set([expect.stringMatching(/\+480$/)]));

  await change(page, "Sort by receiver");
  await expect(first.locator("[aria-sort=ascending]")).toHaveText("Receiver");

  await expect(headers(second)).toHaveText(["Receiver", "Colour", "Place", "Sent"]);
  await expect(second.locator("[aria-sort], [aria-colindex]")).toHaveCount(0);
  expect(await boxes(second, "receiver")).toEqual(before);
  await expectNoViolations(page, "two grids");
});

test("columns held at both ends stay there while the others pass below them", async ({ page }) => {
  await page.setViewportSize({ width: 700, height: 700 });
  await openGridPage(page);
  const first = grid(page, "First");
  await change(page, "Widen receivers");
  await change(page, "Hold both ends");
  await page.setViewportSize({ width: 870, height: 700 });
  const held = async () => [
    await boxes(first, "selected"),
    await boxes(first, "receiver"),
    await boxes(first, "sent"),
  ];
  await expect.poll(async () => (await held()).map(({ size }) => size)).toEqual([1, 1, 1]);
  const before = await held();
  const place = await boxes(first, "place");
  await first.evaluate((scroller) => (scroller.scrollLeft = 60));
  expect(await held()).toEqual(before);
  expect(await boxes(first, "place")).not.toEqual(place);
});

test("rows are selected by their check boxes, with the pointer and the keyboard", async ({
  page,
}) => {
  await openGridPage(page);
  const [first, second] = [grid(page, "First"), grid(page, "Second")];
  const selected = first.locator("[aria-selected=true]");
  const row = (index: number) => first.locator(`[data-row="${index}"]`);
  await expect(first).toHaveAttribute("aria-multiselectable", "true");
  await expect(first.locator("[data-row][aria-selected=false]")).not.toHaveCount(0);
  await expect(second.locator("[aria-selected]")).toHaveCount(0);

  await first.getByRole("checkbox", { name: "Receiver 2", exact: true }).click();
  await expect(row(2)).toHaveAttribute("aria-selected", "true");
  // A press on the box is none on its row.
  await expect(first.locator("[aria-current]")).toHaveCount(0);

  await row(4).focus();
  await page.keyboard.press("ArrowRight");
  await expect(first.getByRole("checkbox", { name: "Receiver 4", exact: true })).toBeFocused();
  await page.keyboard.press(" ");
  await expect(page.getByRole("heading")).toHaveText("2 selected");
  await expect(selected).toHaveCount(2);

  // Recycled elements say of each row what is true of it.
  await first.evaluate((scroller) => (scroller.scrollTop = 5_000));
  await expect(row(150)).toBeVisible();
  // The row with the focus keeps its element.
  await expect(first.getByRole("checkbox", { checked: true })).toHaveCount(1);
  await expect(selected).toHaveAttribute("data-row", "4");
  await first.evaluate((scroller) => (scroller.scrollTop = 0));
  await expect(first.getByRole("checkbox", { checked: true })).toHaveCount(2);
  await first.getByRole("checkbox", { name: "Receiver 2", exact: true }).click();
  await expect(selected).toHaveCount(1);

  // Opening is another thing, and the row says so in another way.
  await row(3).locator("[data-column=place]").click();
  await expect(row(3)).toHaveAttribute("aria-current", "true");
  await expect(row(3)).toHaveAttribute("aria-selected", "false");
});
