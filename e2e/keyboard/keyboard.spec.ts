import type { Locator } from "@playwright/test";
import { everyLead, matching, statusOf, submitLead } from "../record.ts";
import { expect, test } from "../test.ts";
import { isFocusInSight, tabTo } from "../verbs/keyboard.ts";
import {
  cellAt,
  drawerOf,
  expectRow,
  expectStatus,
  expectTotal,
  filterButton,
  fullName,
  LEAD_COLUMNS,
  openLead,
  rowAt,
  rowOf,
  statusPicker,
} from "../verbs/leads.ts";

test("filter, open, read, change a status, undo and close without a mouse", async ({
  visit,
  api,
}) => {
  const lead = await submitLead(api, { source: "NEWSLETTER" });
  const all = await everyLead(api);
  const page = await visit("/leads", { as: "setter" });
  await expectTotal(page, all.length, all.length);
  const { keyboard } = page;

  await tabTo(page, filterButton(page, "Source"), 20);
  await keyboard.press("Enter");
  await expect(page.getByRole("listbox")).toBeVisible();
  await keyboard.type("news");
  await expect(page.getByRole("option")).toHaveCount(1);
  await keyboard.press("ArrowDown");
  await keyboard.press("Enter");
  await keyboard.press("Escape");
  const newsletter = matching(all, { source: ["NEWSLETTER"] });
  await expectTotal(page, newsletter.length, all.length);
  // The first is the same without the filter.
  await expectRow(page, 1, newsletter);

  await tabTo(page, rowAt(page, 0));
  await keyboard.press("ArrowDown");
  await expect(rowAt(page, 1)).toBeFocused();
  await keyboard.press("End");
  await expect(rowAt(page, newsletter.length - 1)).toBeFocused();
  await keyboard.press("Home");
  await expect(rowAt(page, 0)).toBeFocused();
  await keyboard.press("Enter");
  const drawer = await drawerOf(page, lead);
  await tabTo(page, statusPicker(drawer), 12);
  await keyboard.press("Enter");
  await expect(page.getByRole("listbox")).toBeVisible();
  await keyboard.type("won");
  await keyboard.press("Enter");
  await expectStatus(drawer, "Won");
  const statusNow = () => statusOf(api, lead);
  await expect.poll(statusNow).toBe("Won");
  await keyboard.press("Control+z");
  await expectStatus(drawer, "Fresh Lead");
  await expect.poll(statusNow).toBe("Fresh Lead");

  await keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(rowOf(page, lead)).toBeFocused();
});

test("a row opened before its lead is there opens as soon as it is, unless one thinks better of it", async ({
  visit,
  api,
  faultyProxy,
}) => {
  const all = await everyLead(api);
  const last = all.at(-1);
  if (!last) throw new Error("The sample has no leads");
  const page = await visit("/settings/me", { as: "setter", throughProxy: true });
  const { keyboard } = page;
  const openLast = async (...meanwhile: string[]) => {
    // After a reload one would be where one was.
    await page.goto("/settings/me");
    await page.goto("/leads");
    await expectRow(page, 0, all);
    await tabTo(page, rowAt(page, 0));
    const give = faultyProxy.hold("GET", /\/api\/dashboard\/leads\?.*page=/);
    await keyboard.press("End");
    await expect(rowAt(page, all.length - 1)).toBeFocused();
    await keyboard.press("Enter");
    for (const key of meanwhile) await keyboard.press(key);
    await expect(rowAt(page, all.length - 1).getByRole("rowheader")).toHaveText("");
    give();
  };

  await openLast("Escape");
  await expectRow(page, all.length - 1, all);
  await keyboard.press("ArrowUp");
  await expect(rowAt(page, all.length - 2)).toBeFocused();
  await openLast("ArrowUp");
  await expectRow(page, all.length - 1, all);
  await keyboard.press("ArrowUp");
  await expect(rowAt(page, all.length - 3)).toBeFocused();
  await expect(page.getByRole("dialog")).toHaveCount(0);

  await openLast();
  await drawerOf(page, last);
  await keyboard.press("Escape");
  await expect(rowOf(page, last)).toBeFocused();
});

test("a lead that is closed the moment it shows gives the focus back to its row", async ({
  visit,
  api,
}) => {
  const all = await everyLead(api);
  const page = await visit("/leads", { as: "setter" });
  await expectRow(page, 0, all);
  await tabTo(page, rowAt(page, 0));
  await page.evaluate(() => {
    const close = new MutationObserver(() => {
      const drawer = document.querySelector("[role=dialog]");
      if (!drawer?.checkVisibility()) return;
      close.disconnect();
      document.body.dataset["closed"] = "";
      drawer.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
    });
    close.observe(document.body, { childList: true, subtree: true, attributes: true });
  });
  await page.keyboard.press("Enter");
  await expect(page.locator("body")).toHaveAttribute("data-closed");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(rowAt(page, 0)).toBeFocused();
});

test("the focus stays with its lead when others come in above it, wherever in the list", async ({
  visit,
  api,
}) => {
  const page = await visit("/leads", { as: "setter" });
  const { keyboard } = page;
  const leads = await everyLead(api);
  await expectRow(page, 0, leads);
  await tabTo(page, rowAt(page, 0));
  await keyboard.press("ArrowDown");
  const stays = async (row: number, cell: (row: Locator) => Locator) => {
    const before = await everyLead(api);
    const lead = before[row];
    if (!lead) throw new Error("The sample has too few leads");
    await expectRow(page, row, before);
    await expect(cell(rowOf(page, lead))).toBeFocused();
    await submitLead(api);
    await expectRow(page, row + 1, await everyLead(api));
    await expect(cell(rowOf(page, lead))).toBeFocused();
    await expect(cell(rowAt(page, row + 1))).toBeFocused();
    await expect(rowAt(page, row + 1)).toHaveAttribute("tabindex", "0");
  };
  await stays(1, (row) => row);
  await keyboard.press("ArrowRight");
  await keyboard.press("ArrowRight");
  await stays(2, statusPicker);
  await keyboard.press("ArrowLeft");
  await keyboard.press("ArrowLeft");
  await keyboard.press("End");
  await stays(leads.length + 1, (row) => row);
  await keyboard.press("ArrowUp");
  await expect(rowAt(page, leads.length + 1)).toBeFocused();
});

test("the arrows lead to no cell that is covered, beside an open lead or without", async ({
  visit,
  api,
}) => {
  const all = await everyLead(api);
  const [lead] = all;
  if (!lead) throw new Error("The sample has no leads");
  const page = await visit("/leads", { as: "setter" });
  const row = rowAt(page, 2);
  const go = async (key: string, cell: number) => {
    await page.keyboard.press(key);
    const target = cellAt(row, LEAD_COLUMNS[cell] ?? "");
    const focused = target.and(page.locator(":focus")).or(target.locator(":focus"));
    await expect(focused).toHaveCount(1);
    await expect.poll(() => isFocusInSight(page), `${key} to cell ${cell}`).toBe(true);
  };
  const goThrough = async (width: number) => {
    await page.setViewportSize({ width, height: 700 });
    await row.focus();
    for (let cell = 0; cell < LEAD_COLUMNS.length; cell += 1) await go("ArrowRight", cell);
    for (let cell = 9; cell >= 0; cell -= 1) await go("ArrowLeft", cell);
  };
  await expectRow(page, 0, all);
  for (const width of [768, 1024]) await goThrough(width);
  await openLead(page, lead);
  for (const width of [1280, 1440]) await goThrough(width);
});

test("a link that shows with the focus leads past the filters to the leads", async ({
  visit,
  api,
}) => {
  const all = await everyLead(api);
  const page = await visit("/leads", { as: "manager" });
  await expectRow(page, 0, all);
  // The first rows are there before the page is, and what has the focus in them goes with them.
  await expect(page.getByRole("searchbox", { name: "Search leads" })).toBeVisible();
  await page.keyboard.press("Tab");
  const skip = page.getByRole("link", { name: "Skip to content" });
  await expect(skip).toBeFocused();
  expect((await skip.boundingBox())?.height).toBeGreaterThanOrEqual(24);
  expect(await isFocusInSight(page)).toBe(true);
  await page.keyboard.press("Enter");
  await expect(rowAt(page, 0)).toBeFocused();
  await expect(page).toHaveURL(/\/leads$/);

  await page.goto("/settings/connection");
  await expect(page.getByRole("heading", { name: "Connection" })).toBeVisible();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toBeFocused();
});

test("a tooltip describes its cell, and Escape takes it away and nothing else", async ({
  visit,
  api,
}) => {
  const all = await everyLead(api);
  const [lead] = all;
  if (!lead) throw new Error("The sample has no leads");
  const page = await visit("/leads", { as: "setter" });
  await expectRow(page, 0, all);
  const drawer = await openLead(page, lead);
  const tooltip = page.getByRole("tooltip");
  const dates = cellAt(rowAt(page, 3), "created");

  // By keyboard, with the cell scrolled to.
  await rowAt(page, 3).focus();
  for (let cell = 0; cell < 10; cell += 1) await page.keyboard.press("ArrowRight");
  await expect(dates).toBeFocused();
  await expect(tooltip).toContainText(":");
  await expect(dates).toHaveAccessibleDescription((await tooltip.textContent()) ?? "");
  await page.keyboard.press("Escape");
  await expect(tooltip).toHaveCount(0);
  await expect(dates).toHaveAccessibleDescription("");
  await expect(drawer).toBeVisible();

  // Under the pointer, while the focus is in the lead.
  await drawer.getByRole("tab", { name: "Summary" }).focus();
  await dates.hover();
  await expect(tooltip).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(tooltip).toHaveCount(0);
  await expect(drawer).toBeVisible();
  await statusPicker(drawer).click();
  await expect(page.getByRole("listbox")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("listbox")).toHaveCount(0);
  await expect(drawer).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(drawer).toHaveCount(0);
});

test("where Next lead and Previous lead led is read out, once", async ({ visit, api }) => {
  const all = await everyLead(api);
  const [first, second, third] = all;
  if (!first || !second || !third) throw new Error("The sample has no leads");
  const page = await visit("/leads", { as: "setter" });
  await expectRow(page, 0, all);
  await openLead(page, first);
  const announced = page.getByRole("dialog").getByRole("status");
  const place = (index: number) => `${index + 1} of ${all.length.toLocaleString("en")}`;
  await page.getByRole("button", { name: "Next lead" }).click();
  await expect(announced).toHaveText(`${fullName(second)}, ${place(1)}`);
  await page.getByRole("button", { name: "Next lead" }).press("Enter");
  await expect(announced).toHaveText(`${fullName(third)}, ${place(2)}`);
  await page.getByRole("button", { name: "Previous lead" }).press("Enter");
  await expect(announced).toHaveText(`${fullName(second)}, ${place(1)}`);

  // The place of the same lead changes when others come in, which is no news of it.
  await submitLead(api);
  const now = `3 of ${(all.length + 1).toLocaleString("en")}`;
  await expect(page.getByRole("dialog").getByText(now, { exact: true })).toBeVisible();
  await expect(announced).toHaveText(`${fullName(second)}, ${place(1)}`);
});
