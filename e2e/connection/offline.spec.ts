import type { Page } from "@playwright/test";
import { everyLead, matching, statusOf, submitLead } from "../record.ts";
import { expect, test } from "../test.ts";
import {
  chooseStatus,
  drawerOf,
  expectRow,
  expectTotal,
  filterBy,
  openLead,
  rowOf,
} from "../verbs/leads.ts";

/** As a browser does without a network, though a server on this machine can be reached all the same. */
const goOffline = (page: Page) =>
  page.evaluate(() => {
    Object.defineProperty(navigator, "onLine", { configurable: true, value: false });
    window.dispatchEvent(new Event("offline"));
  });

test("a browser that says it is offline waits for nothing that can be had", async ({
  visit,
  api,
}) => {
  const page = await visit("/sign-in", { provoking: /401/ });
  await goOffline(page);
  await page.getByRole("button", { name: /^Continue as Mara Lindqvist, setter/ }).click();
  await expect(page).toHaveURL(/setter=mara\.lindqvist%40example\.com$/);
  const all = await everyLead(api);
  const mine = matching(all, { setter: ["mara.lindqvist@example.com"] });
  await expectTotal(page, mine.length, all.length);

  await filterBy(page, "Source", "Webinar");
  const webinar = matching(mine, { source: ["WEBINAR"] });
  await expectTotal(page, webinar.length, all.length);
  await expectRow(page, 0, webinar);
  const [lead] = webinar;
  if (!lead) throw new Error("The sample has too few leads");
  await goOffline(page);
  const drawer = await openLead(page, lead);
  await drawer.getByRole("tab", { name: "Opt-ins" }).click();
  await expect(drawer.getByRole("tabpanel").getByText("Webinar").first()).toBeVisible();
  await drawer.getByRole("button", { name: "Next lead" }).click();
  const [, next] = webinar;
  if (next) await drawerOf(page, next);

  const own = await submitLead(api);
  await page.getByRole("link", { name: "Leads", exact: true }).click();
  await goOffline(page);
  await chooseStatus(rowOf(page, own), "Won");
  await expect.poll(() => statusOf(api, own)).toBe("Won");
});
