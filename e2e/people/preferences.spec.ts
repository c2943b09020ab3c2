import type { Page } from "@playwright/test";
import { everyLead } from "../record.ts";
import { expect, test } from "../test.ts";
import { drawerOf, leadTable, rowAt } from "../verbs/leads.ts";
import { personMenu } from "../verbs/people.ts";

const background = (page: Page) =>
  page.evaluate(() => getComputedStyle(document.body).backgroundColor);

test("light, dark and the height of rows are kept", async ({ visit }) => {
  const page = await visit("/leads", { as: "manager", colorScheme: "light" });
  await expect(leadTable(page).getByRole("rowheader").first()).toBeVisible();
  const light = await background(page);
  expect((await rowAt(page, 0).boundingBox())?.height).toBe(36);

  await page.getByRole("button", { name: "Helen Marsh" }).click();
  await page.getByText("Dark", { exact: true }).click();
  await page.getByText("Comfortable", { exact: true }).click();
  expect(await background(page)).not.toBe(light);

  await page.reload();
  await expect(leadTable(page).getByRole("rowheader").first()).toBeVisible();
  expect(await background(page)).not.toBe(light);
  expect((await rowAt(page, 0).boundingBox())?.height).toBe(44);
});

test("theme, density and single keys act at once from the settings, on other tabs, too", async ({
  visit,
}) => {
  const page = await visit("/settings/me", { as: "viewer", colorScheme: "light" });
  const tab = await page.context().newPage();
  await tab.goto("/leads");
  await expect(leadTable(tab).getByRole("rowheader").first()).toBeVisible();
  const light = await background(page);
  const radio = (group: string, name: string) =>
    page.getByRole("radiogroup", { name: group }).getByRole("radio", { name });
  await expect(radio("Theme", "System")).toBeChecked();
  await expect(radio("Density", "Compact")).toBeChecked();
  await radio("Theme", "System").focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await expect(radio("Theme", "Dark")).toBeChecked();
  for (const one of [page, tab]) await expect.poll(() => background(one)).not.toBe(light);
  await radio("Density", "Compact").focus();
  await page.keyboard.press("ArrowRight");
  await expect.poll(async () => (await rowAt(tab, 0).boundingBox())?.height).toBe(44);

  const singleKeys = page.getByRole("switch", { name: "Single-key shortcuts" });
  await expect(singleKeys).toBeChecked();
  await singleKeys.press("Space");
  await page.reload();
  await expect(singleKeys).not.toBeChecked();

  // The menu says the same.
  await personMenu(page, "Theo Grant").click();
  const menu = page.locator("[popover]").filter({ hasText: "Sign out" });
  await expect(menu.getByRole("radio", { name: "Dark" })).toBeChecked();
  await expect(menu.getByRole("radio", { name: "Comfortable" })).toBeChecked();
});

for (const [locale, time] of [
  ["de-DE", /^Today, \d\d:\d\d/],
  ["ar-EG", /^Today, \d{1,2}:\d\d\s[AP]M/],
] as const) {
  test(`English sentences have English dates and numbers, also in a browser of ${locale}`, async ({
    visit,
    api,
  }) => {
    const leads = await everyLead(api);
    const lead = leads.find(({ next_touch_point_date: date }) => date);
    if (!lead) throw new Error("No lead has a touch point");
    const page = await visit(`/leads?lead=${lead.id}`, { as: "manager", locale });
    await page.clock.setFixedTime(lead.next_touch_point_date ?? "");
    await page.reload();
    await expect(page.getByRole("status").filter({ hasText: /^2,4\d\d leads$/ })).toBeVisible();
    await expect((await drawerOf(page, lead)).getByText(time).first()).toBeVisible();
    const cells = leadTable(page).getByRole("gridcell");
    await expect(cells.filter({ hasText: /^[A-Z][a-z]{2} \d{1,2}(, \d{4})?$/ })).not.toHaveCount(0);
  });
}

test("without a choice the system's scheme counts", async ({ visit }) => {
  const light = await visit("/leads", { as: "viewer", colorScheme: "light" });
  const dark = await visit("/leads", { as: "viewer", colorScheme: "dark" });
  expect(await background(dark)).not.toBe(await background(light));
});
