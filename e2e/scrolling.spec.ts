import { answer } from "./setup/faulty-proxy.ts";
import { everyLead } from "./record.ts";
import { expect, test } from "./test.ts";
import { expectRow, leadTable, rowAt, scrollTo } from "./verbs/leads.ts";

test("the scroll bar leads to the middle and to the end", async ({ visit, api }) => {
  const all = await everyLead(api);
  const page = await visit("/leads", { as: "manager" });
  await expectRow(page, 0, all);

  const middle = Math.floor(all.length / 2);
  await scrollTo(page, 0.5);
  await expectRow(page, middle, all);

  await scrollTo(page, 1);
  await expectRow(page, all.length - 1, all);
  await expect(rowAt(page, all.length)).toHaveCount(0);
  await expect(rowAt(page, all.length - 1)).toBeInViewport({ ratio: 1 });

  await scrollTo(page, 0);
  await expectRow(page, 0, all);
});

test("the wheel meets every lead once, in order", async ({ visit, api }) => {
  const all = await everyLead(api);
  const page = await visit("/leads", { as: "manager" });
  await expectRow(page, 0, all);
  await leadTable(page).hover({ position: { x: 200, y: 200 } });
  for (let index = 15; index < 250; index += 12) {
    await page.mouse.wheel(0, 12 * 36);
    await expectRow(page, index, all);
  }
});

test("few rows are there at a time, and the table says how many there are", async ({
  visit,
  api,
}) => {
  const all = await everyLead(api);
  const page = await visit("/leads", { as: "manager" });
  await scrollTo(page, 0.5);
  await expectRow(page, Math.floor(all.length / 2), all);
  expect(await leadTable(page).getByRole("row").count()).toBeLessThan(80);
  await expect(leadTable(page)).toHaveAttribute("aria-rowcount", String(all.length + 1));
});

test("a page of rows that can't be had says so, and comes on trying again", async ({
  visit,
  api,
  faultyProxy,
}) => {
  const all = await everyLead(api);
  const page = await visit("/leads", { as: "manager", throughProxy: true, provoking: /500/ });
  await expectRow(page, 0, all);

  faultyProxy.fail("GET", /\/api\/dashboard\/leads\?.*page=/, answer(500, "Internal server error"));
  await scrollTo(page, 0.5);
  const alert = page.getByRole("alert").filter({ hasText: "Try again" });
  await expect(alert).toBeVisible();

  faultyProxy.mend();
  await alert.getByRole("button", { name: "Try again" }).click();
  const middle = Math.floor(all.length / 2);
  await expectRow(page, middle, all);
  await expect(alert).toBeHidden();
});
