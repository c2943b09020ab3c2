import type { Page } from "@playwright/test";
import { everyLead, matching, submitLead } from "../record.ts";
import { expect, test } from "../test.ts";
import {
  drawerOf,
  expectRow,
  expectTotal,
  filterBy,
  fullName,
  leadTable,
  openLead,
} from "../verbs/leads.ts";

/** What is printed now, and on how many pages. */
async function print(page: Page): Promise<number> {
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
  return pdf.match(/\/Type\s*\/Page\b/g)?.length ?? 0;
}

/** The page as it is laid out for paper. */
const onPaper = (page: Page) => page.emulateMedia({ media: "print" });
const onScreen = (page: Page) => page.emulateMedia({ media: null });

test("the list is printed over pages, every lead of it by Ctrl+P, and stays where it was", async ({
  visit,
  api,
}) => {
  const all = await everyLead(api);
  const calendly = matching(all, { source: ["CALENDLY"] });
  const page = await visit("/leads", { as: "manager", colorScheme: "dark" });
  await expectRow(page, 0, all);
  const printed = page.getByRole("table");

  // What prints comes once there is nothing else to do.
  await expect(async () => {
    await onScreen(page);
    await onPaper(page);
    await expect(printed).toBeVisible({ timeout: 100 });
  }).toPass();
  await expect(page.getByText(`Leads 1–100 of ${all.length.toLocaleString("en")}`)).toBeVisible();
  await expect(printed.getByRole("row")).toHaveCount(101);
  await expect(printed.getByRole("columnheader")).toHaveText([
    "Name",
    "Status",
    "Source",
    "Setter",
    "Closer",
    "Triager",
    "Next touch point",
    "Latest note",
    "Country",
    "Created",
    "Updated",
  ]);
  await expect(page.getByRole("button")).toHaveCount(0);
  const colours = () =>
    printed.evaluate((table) => [
      getComputedStyle(table).color,
      getComputedStyle(table.ownerDocument.body).backgroundColor,
    ]);
  expect(await colours()).toEqual(["oklch(0.22 0.012 265)", "oklch(1 0 0)"]);
  await onScreen(page);
  await expect(printed).toHaveCount(0);
  expect(await print(page)).toBeGreaterThan(1);

  await filterBy(page, "Source", "Calendly");
  await expectTotal(page, calendly.length, all.length);
  const table = leadTable(page);
  await expect(table).toHaveAttribute("aria-rowcount", String(calendly.length + 1));
  await table.evaluate((grid) => (grid.scrollTop = 36 * 120));
  await expectRow(page, 120, calendly);
  await page.evaluate(() => {
    window.print = () => (document.body.dataset["printed"] = "");
  });
  await page.keyboard.press("Control+p");
  await expect(page.locator("body")).toHaveAttribute("data-printed");
  await onPaper(page);
  await expect(
    page.getByText(`Leads 1–${calendly.length} of ${calendly.length}`, { exact: true }),
  ).toBeVisible();
  await expect(page.getByText("Source: Calendly")).toBeVisible();
  const names = await printed.getByRole("row").locator("td:first-child").allTextContents();
  expect(names).toEqual(calendly.map(fullName));
  await onScreen(page);
  await expectRow(page, 120, calendly);
  expect(await table.evaluate((grid) => grid.scrollTop)).toBe(36 * 120);
});

test("an open lead is printed as a sheet, without the list", async ({ visit, api }) => {
  const answer = "A long answer. ".repeat(400);
  const lead = await submitLead(api, {
    questions_answers: Array.from({ length: 6 }, (_, at) => ({ question: `Why ${at}?`, answer })),
  });
  const page = await visit("/leads", { as: "manager" });
  const drawer = await openLead(page, lead);
  await drawer.getByRole("tab", { name: "Opt-ins" }).click();
  await expect(drawer.getByText("Why 5?")).toBeVisible();
  await onPaper(page);
  const sheet = await drawerOf(page, lead);
  await expect(page.getByRole("grid")).toBeHidden();
  await expect(page.getByRole("tab")).toHaveText(["Opt-ins"]);
  await expect(sheet.getByRole("button", { name: "Close" })).toBeHidden();
  const [sheetBox, panelBox] = await Promise.all([
    sheet.boundingBox(),
    sheet.getByRole("tabpanel").boundingBox(),
  ]);
  // Nothing is cut off: not by the sheet, and no answer by its number of lines.
  expect(panelBox?.height).toBeGreaterThan(6 * 20 * 8);
  expect(sheetBox?.height).toBeGreaterThan(panelBox?.height ?? 0);
  await onScreen(page);
  expect(await print(page)).toBeGreaterThan(1);

  await page.goto(`/opt-ins?lead=${lead.id}`);
  await expect(sheet.getByText("Why 5?")).toBeVisible();
  await expect(page.getByText(/\d opt-ins$/)).toBeVisible();
  await onPaper(page);
  await expect(page.getByRole("grid")).toBeHidden();
  await expect(page.getByText(/\d opt-ins$/)).toBeHidden();
  await onScreen(page);
  expect(await print(page)).toBeGreaterThan(1);
});

test("the settings are printed whole", async ({ visit }) => {
  const page = await visit("/settings/connection", {
    as: "manager",
    viewport: { width: 800, height: 200 },
  });
  await expect(page.getByText("Own record")).toBeVisible();
  await onPaper(page);
  const main = page.getByRole("main");
  expect(await main.evaluate((element) => element.scrollHeight - element.clientHeight)).toBe(0);
});
