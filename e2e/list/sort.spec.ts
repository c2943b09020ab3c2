import type { Lead } from "#api/contract/leads/leads.ts";
import { searchText } from "#api/contract/text/search-text.ts";
import { everyLead } from "../record.ts";
import { expect, test } from "../test.ts";
import { expectAccessible, expectFits } from "../verbs/accessibility.ts";
import { cellAt, columnHeader, expectRow, fullName, rowAt, sortBy } from "../verbs/leads.ts";

const nameKey = (lead: Lead) => searchText(fullName(lead));
const byName = (leads: readonly Lead[]) =>
  leads.toSorted((a, b) => compare(nameKey(a), nameKey(b)) || compare(a.id, b.id));
const compare = (a: string, b: string) => Number(a > b) - Number(a < b);

test("a column sorts, then the other way, then not; the address keeps it", async ({
  visit,
  api,
}) => {
  const all = await everyLead(api);
  const page = await visit("/leads", { as: "manager" });
  await expectRow(page, 0, all);
  await expect(columnHeader(page, "Created")).toHaveAttribute("aria-sort", "descending");

  await sortBy(page, "Name").click();
  await expectRow(page, 0, byName(all));
  await expect(columnHeader(page, "Name")).toHaveAttribute("aria-sort", "ascending");
  await expect(columnHeader(page, "Created")).not.toHaveAttribute("aria-sort");
  await sortBy(page, "Name").click();
  await expectRow(page, 0, byName(all).toReversed());
  await expect(page).toHaveURL("/leads?sort=-name");
  await page.reload();
  await expectRow(page, 0, byName(all).toReversed());
  await expect(columnHeader(page, "Name")).toHaveAttribute("aria-sort", "descending");
  await expectAccessible(page, "sorted", "[role=grid]");

  await sortBy(page, "Name").click();
  await expectRow(page, 0, all);
  await expect(page).toHaveURL("/leads");
  await page.goBack();
  await expectRow(page, 0, byName(all).toReversed());
});

test("a second column is added with Shift, by keyboard as well", async ({ visit, api }) => {
  const all = await everyLead(api);
  const page = await visit("/leads", { as: "manager" });
  await expectRow(page, 0, all);
  await sortBy(page, "Source").click();
  await expect(columnHeader(page, "Source")).toHaveAttribute("aria-sort", "ascending");
  await expect(cellAt(rowAt(page, 0), "source")).toHaveText("Calendly");

  // From the first row the arrows lead up to the header, and along it.
  await rowAt(page, 0).focus();
  await page.keyboard.press("ArrowUp");
  await expect(sortBy(page, "Name")).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await expect(sortBy(page, "Status")).toBeFocused();
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Shift+Enter");
  await expect(page).toHaveURL("/leads?sort=source&sort=name");
  await expect(columnHeader(page, "Source")).toHaveAttribute("aria-sort", "ascending");
  await expect(columnHeader(page, "Name")).toHaveAttribute("aria-sort", "ascending");
  await expectRow(page, 0, byName(all.filter(({ source }) => source === "CALENDLY")));
  await page.keyboard.press("ArrowDown");
  await expect(rowAt(page, 0)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toBeVisible();
});

test("how the leads are sorted is said in words and chosen there, on a phone, which has no headers, too", async ({
  visit,
  api,
}) => {
  const all = await everyLead(api);
  const viewport = { width: 360, height: 740 };
  const page = await visit("/leads", { as: "manager", viewport, hasTouch: true, isMobile: true });
  await expectRow(page, 0, all);
  const order = page.getByRole("button", { name: /^Sorted by / });
  await expect(order).toHaveAccessibleName("Sorted by Created, newest first");
  expect((await order.boundingBox())?.height).toBe(44);
  await order.tap();
  const dialog = page.getByRole("dialog", { name: "Sort" });
  await expect(dialog.getByRole("button")).toHaveCount(20);
  await expect(dialog.getByRole("button", { pressed: true })).toHaveAccessibleName(
    "Created, newest first",
  );
  await expectAccessible(page, "what a phone's list is sorted by", ".filter-bar", "[role=dialog]");

  const backwards = dialog.getByRole("button", { name: "Name, Z to A" });
  expect((await backwards.boundingBox())?.height).toBe(44);
  await backwards.tap();
  await expect(dialog).toHaveCount(0);
  await expect(order).toBeFocused();
  await expect(order).toHaveAccessibleName("Sorted by Name, Z to A");
  await expect(page).toHaveURL("/leads?sort=-name");
  await expectRow(page, 0, byName(all).toReversed());
  await page.goBack();
  await expect(order).toHaveAccessibleName("Sorted by Created, newest first");
  await expectRow(page, 0, all);

  await page.goto("/leads?sort=source&sort=name");
  await expect(order).toHaveAccessibleName("Sorted by Source, A to Z, then Name, A to Z");
  await expectFits(page);
  // So does a wide screen, whose header may be scrolled out of sight; a narrow one in its name.
  await page.setViewportSize({ width: 1440, height: 900 });
  await expect(order).toHaveText("Source, A to Z, then Name, A to Z");
  await page.setViewportSize({ width: 768, height: 1024 });
  await expect(order).toHaveAccessibleName("Sorted by Source, A to Z, then Name, A to Z");
  await expect(order).toBeInViewport({ ratio: 1 });
});
