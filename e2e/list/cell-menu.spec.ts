import type { Locator, Page } from "@playwright/test";
import { everyLead, matching, submitLead } from "../record.ts";
import { expect, test } from "../test.ts";
import { expectAccessible } from "../verbs/accessibility.ts";
import { expectLeads } from "../verbs/filters.ts";
import { tabTo } from "../verbs/keyboard.ts";
import { cellAt, drawerOf, expectRow, leadTable, openLead, rowAt, rowOf } from "../verbs/leads.ts";

/** The menu of a lead's cell: filter by what it says, leave that out, copy it. */

const menu = (page: Page): Locator => page.getByRole("menu");
const item = (page: Page, name: string): Locator =>
  menu(page).getByRole("menuitem", { name, exact: true });

const rightClick = (cell: Locator) => cell.click({ button: "right" });

test("with the mouse: only what a cell says, or all but that, and no list twice", async ({
  visit,
  api,
  labelOf,
}) => {
  const lead = await submitLead(api, { source: "CALENDLY" });
  const all = await everyLead(api);
  const page = await visit("/leads", { as: "manager" });
  await rightClick(cellAt(rowOf(page, lead), "source"));
  await expect(menu(page)).toHaveAccessibleName("Source: Calendly");
  await expectAccessible(page, "a cell's menu", "[role=menu]");
  await item(page, "Filter by this: leads with source Calendly").click();
  const calendly = matching(all, { source: ["CALENDLY"] });
  await expectLeads(page, calendly, all);
  await expect(page).toHaveURL("/leads?source=CALENDLY");

  // What is so already isn't offered; what comes next is added.
  const status = labelOf("status", lead.status.id);
  await rightClick(cellAt(rowOf(page, lead), "source"));
  await expect(item(page, "Leave this out: leads with source Calendly")).toBeVisible();
  await expect(item(page, "Filter by this: leads with source Calendly")).toHaveCount(0);
  await page.keyboard.press("Escape");
  await rightClick(cellAt(rowOf(page, lead), "status"));
  await item(page, `Leave this out: leads with status ${status}`).click();
  const others = calendly.filter((one) => one.status.id !== lead.status.id);
  await expectLeads(page, others, all);
  await page.goBack();
  await expectLeads(page, calendly, all);

  await rightClick(cellAt(rowOf(page, lead), "source"));
  await item(page, "Leave this out: leads with source Calendly").click();
  await expectLeads(
    page,
    all.filter(({ source }) => source !== "CALENDLY"),
    all,
  );
  await expect(page).toHaveURL("/leads?not_source=CALENDLY");
});

test("by keyboard alone, beside an open lead, too", async ({ visit, api }) => {
  const all = await everyLead(api);
  const at = all.findIndex((one) => one.assigned_setter === null);
  const free = matching(all, { setter: [null] });
  const page = await visit("/leads", { as: "manager" });
  const { keyboard } = page;
  await expectRow(page, 0, all);
  await tabTo(page, leadTable(page).getByRole("row").nth(1));
  for (let row = 0; row < at; row += 1) await keyboard.press("ArrowDown");
  for (let step = 0; step < 4; step += 1) await keyboard.press("ArrowRight");
  const cell = cellAt(rowAt(page, at), "setter");
  await expect(cell).toBeFocused();

  for (const key of ["Shift+F10", "ContextMenu"]) {
    await keyboard.press(key);
    await expect(item(page, "Filter by this: leads with no setter")).toBeFocused();
    await keyboard.press("Escape");
    await expect(menu(page)).toHaveCount(0);
    await expect(cell).toBeFocused();
  }
  await keyboard.press("Shift+F10");
  await expect(item(page, "Filter by this: leads with no setter")).toBeFocused();
  await keyboard.press("Enter");
  await expectLeads(page, free, all);
  // It goes on where the new list begins, and the rows have their stop of Tab's.
  await expect(cellAt(rowAt(page, 0), "setter")).toBeFocused();
  await keyboard.press("ArrowDown");
  await expect(cellAt(rowAt(page, 1), "setter")).toBeFocused();
  await expect(rowAt(page, 1)).toHaveAttribute("tabindex", "0");

  // Of a row as a whole, the menu is its name's; Escape means the menu, not the open lead.
  const [first, second] = free;
  if (!first || !second) throw new Error("The sample has too few leads");
  await openLead(page, first);
  await rowAt(page, 1).focus();
  await keyboard.press("Shift+F10");
  await expect(item(page, "Copy")).toBeFocused();
  await keyboard.press("Escape");
  await expect(rowAt(page, 1)).toBeFocused();
  await drawerOf(page, first);
  await keyboard.press("ArrowRight");
  await keyboard.press("ArrowRight");
  await keyboard.press("ArrowRight");
  await keyboard.press("Shift+F10");
  await keyboard.press("ArrowDown");
  await keyboard.press("Enter");
  const left = free.filter(({ source }) => source !== second.source);
  await expectLeads(page, left, all);
  await drawerOf(page, first);
});

test("a day is that day as the viewer has it, an empty cell that nothing is there", async ({
  visit,
  api,
}) => {
  const timezoneId = "Pacific/Auckland";
  const all = await everyLead(api);
  const dayOf = (iso: string) =>
    new Date(iso).toLocaleDateString("en-CA", { timeZone: timezoneId });
  const lead = all[3];
  if (!lead) throw new Error("The sample has too few leads");
  const page = await visit("/leads", { as: "manager", timezoneId });
  await rightClick(cellAt(rowAt(page, 3), "created"));
  await menu(page)
    .getByRole("menuitem", { name: /^Filter by this: leads created on / })
    .click();
  const day = dayOf(lead.created_at);
  await expectLeads(
    page,
    all.filter((one) => dayOf(one.created_at) === day),
    all,
  );
  await expect(page).toHaveURL(`/leads?created=${day}..${day}`);

  await page.getByRole("button", { name: "Clear all" }).click();
  const free = all.filter((one) => one.next_touch_point_date === null);
  const [first] = free;
  if (!first) throw new Error("The sample has too few leads");
  await rightClick(cellAt(rowAt(page, all.indexOf(first)), "next-touch-point"));
  await item(page, "Filter by this: leads with no next touch point").click();
  await expectLeads(page, free, all);
});

test("a cell is copied, its lead opened in another tab; the press that closes the menu does no more", async ({
  visit,
  api,
}) => {
  const lead = await submitLead(api);
  const permissions = ["clipboard-read", "clipboard-write"];
  const page = await visit("/leads", { as: "manager", permissions });
  const row = rowOf(page, lead);
  await rightClick(cellAt(row, "source"));
  await item(page, "Copy").click();
  await expect(page.getByText("Source copied")).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe("Manual");

  // Where there is no filter, and nothing to copy.
  await rightClick(cellAt(row, "latest-note"));
  await expect(menu(page).getByRole("menuitem")).toHaveCount(1);
  const opened = page.context().waitForEvent("page");
  await item(page, "Open in a new tab").click();
  const tab = await opened;
  await drawerOf(tab, lead);
  await tab.close();

  await rightClick(cellAt(row, "source"));
  await expect(menu(page)).toBeVisible();
  // By force: what stands in the way of a press on the row is what is tried here.
  await rowAt(page, 5).click({ force: true });
  await expect(menu(page)).toHaveCount(0);
  await expect(row).toBeFocused();
  await expect(page).toHaveURL("/leads");

  // Another cell's takes its place.
  await rightClick(cellAt(row, "source"));
  await cellAt(row, "country").click({ button: "right", force: true });
  await expect(menu(page)).toHaveAccessibleName("Country");
});

test("the browser's own menu is left to marked text, to links, and to Shift", async ({
  visit,
  api,
}) => {
  const [lead] = await everyLead(api);
  if (!lead) throw new Error("The sample has no leads");
  const page = await visit("/leads", { as: "viewer" });
  await page.evaluate(() =>
    addEventListener("contextmenu", ({ defaultPrevented }) => {
      document.body.dataset["menu"] = defaultPrevented ? "ours" : "the browser's";
    }),
  );
  const row = rowOf(page, lead);
  const expectMenu = async (whose: string) => {
    await expect(page.locator("body")).toHaveAttribute("data-menu", whose);
    await page.evaluate(() => delete document.body.dataset["menu"]);
    await expect(menu(page)).toHaveCount(whose === "ours" ? 1 : 0);
  };
  await rightClick(row.getByRole("link"));
  await expectMenu("the browser's");
  const cell = cellAt(row, "source");
  await cell.click({ button: "right", modifiers: ["Shift"] });
  await expectMenu("the browser's");
  await cell.evaluate((element) => getSelection()?.selectAllChildren(element));
  await rightClick(cell);
  await expectMenu("the browser's");
  await rightClick(cellAt(row, "status"));
  await expectMenu("ours");
});

test("a Mac, which asks for no menu by key, has it all the same", async ({ visit }) => {
  const userAgent = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Chrome/130.0 Safari/537.36";
  const page = await visit("/leads", { as: "viewer", userAgent });
  await cellAt(rowAt(page, 2), "source").click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(rowAt(page, 2)).toBeFocused();
  await page.keyboard.press("Shift+F10");
  await expect(menu(page)).toHaveAccessibleName(/^Name: /);
});
