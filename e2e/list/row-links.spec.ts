import type { Page } from "@playwright/test";
import { everyLead } from "../record.ts";
import { expect, test } from "../test.ts";
import { drawerOf, expectRow, leadTable, rowAt, rowOf } from "../verbs/leads.ts";

/** Rows are links: what a mouse does with one is what it does with a link. */

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true } as const;

const marked = (page: Page) => page.evaluate(() => getSelection()?.toString());

test("a row opens in another tab, and in the browser's menu it is a link", async ({
  visit,
  api,
}) => {
  const lead = (await everyLead(api)).filter(({ source }) => source === "CALENDLY")[2];
  if (!lead) throw new Error("The sample has too few leads");
  const page = await visit("/leads?source=CALENDLY", { as: "setter" });
  const row = rowOf(page, lead);
  const link = row.getByRole("link");
  const address = `/leads?source=CALENDLY&lead=${lead.id}`;
  await expect(link).toHaveAttribute("href", address);
  const cell = row.getByRole("gridcell").last();

  for (const place of [link, cell]) {
    for (const press of [
      { modifiers: ["ControlOrMeta" as const] },
      { button: "middle" as const },
    ]) {
      const opened = page.context().waitForEvent("page");
      await place.click(press);
      const tab = await opened;
      await expect(tab).toHaveURL(address);
      await drawerOf(tab, lead);
      await tab.close();
    }
  }
  await expect(page).toHaveURL("/leads?source=CALENDLY");
  await expect(page.getByRole("dialog")).toHaveCount(0);

  await page.evaluate(() => {
    addEventListener("contextmenu", (event) => {
      event.preventDefault();
      const isLink = event.target instanceof Element && event.target.closest("a");
      document.body.dataset["offered"] = (isLink && isLink.getAttribute("href")) || "no link";
    });
  });
  // Elsewhere than on the link, a cell has a menu of its own.
  for (const [place, modifiers] of [
    [link, []],
    [cell, ["Shift"]],
  ] as const) {
    await place.click({ button: "right", modifiers: [...modifiers] });
    await expect(page.locator("body")).toHaveAttribute("data-offered", new RegExp(`${lead.id}$`));
    await page.evaluate(() => delete document.body.dataset["offered"]);
  }

  // Under another filter, and in recycled rows, it leads to what is there by then.
  await page.getByRole("button", { name: "Clear all" }).click();
  const all = await everyLead(api);
  await expectRow(page, 0, all);
  const first = rowAt(page, 0).getByRole("link");
  await expect(first).toHaveAttribute("href", `/leads?lead=${all[0]?.id}`);
});

test("plain presses, the keyboard and marking text do what they did", async ({ visit, api }) => {
  const [, second, third] = await everyLead(api);
  if (!second || !third) throw new Error("The sample has too few leads");
  const page = await visit("/leads", { as: "setter" });
  const link = rowOf(page, second).getByRole("link");
  const box = await link.boundingBox();
  if (!box) throw new Error("The link isn't there");
  const y = box.y + box.height / 2;
  const drag = async (from: number, to: number) => {
    await page.mouse.move(from, y);
    await page.mouse.down();
    await page.mouse.move((from + to) / 2, y);
    await page.mouse.move(to, y);
    await page.mouse.up();
  };

  // Names that other journeys have left may be longer than the page is wide.
  await drag(box.x + 1, box.x + Math.min(box.width, 60) - 1);
  expect(await marked(page)).toContain(second.first_name.slice(1, 3));
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.keyboard.press("ArrowDown");
  await expect(rowOf(page, third)).toBeFocused();
  await page.evaluate(() => getSelection()?.removeAllRanges());

  await link.click();
  await drawerOf(page, second);
  await page.keyboard.press("Escape");
  await expect(rowOf(page, second)).toBeFocused();
  // The links are no stops of their own.
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await expect(leadTable(page).locator("a:focus")).toHaveCount(0);
});

test("the items on a phone are links, too", async ({ visit, api }) => {
  const [lead] = await everyLead(api);
  if (!lead) throw new Error("The sample has no leads");
  const page = await visit("/leads", { as: "setter", ...PHONE });
  const link = rowOf(page, lead).getByRole("link");
  await expect(link).toHaveAttribute("href", `/leads?lead=${lead.id}`);
  await link.tap();
  await drawerOf(page, lead);
});
