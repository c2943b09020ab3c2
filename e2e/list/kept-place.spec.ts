import type { Page } from "@playwright/test";
import type { Lead } from "#api/contract/leads/leads.ts";
import { searchText } from "#api/contract/text/search-text.ts";
import { everyLead, matching, submitLead } from "../record.ts";
import { answer, html } from "../setup/faulty-proxy.ts";
import { expect, test } from "../test.ts";
import {
  columnHeader,
  drawerOf,
  expectRow,
  expectTotal,
  filterBy,
  fullName,
  leadTable,
  rowAt,
  searchBox,
  sortBy,
} from "../verbs/leads.ts";
import { chooseInMenu, expectView, saveAsNew } from "../verbs/views.ts";

/** What one looks at is there again after Back, a reload and a request that failed. */

const ROW_HEIGHT = 36;

const scrollToRow = (page: Page, row: number) =>
  leadTable(page).evaluate((grid, top) => (grid.scrollTop = top), row * ROW_HEIGHT);

/** The row is the first one that shows, with the lead that stands there. */
async function expectAtTop(page: Page, row: number, leads: readonly Lead[]): Promise<void> {
  const isAt = () => leadTable(page).evaluate((grid) => grid.scrollTop);
  await expect.poll(isAt).toBe(row * ROW_HEIGHT);
  await expectRow(page, row, leads);
}

const pageLink = (page: Page, name: string) =>
  page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name, exact: true });

test("Back and a reload lead to where one was in the list", async ({ visit, api }) => {
  const all = await everyLead(api);
  const page = await visit("/leads", { as: "manager" });
  await expectRow(page, 0, all);
  await scrollToRow(page, 500);
  await expectRow(page, 500, all);
  await page.reload();
  await expectAtTop(page, 500, all);

  await pageLink(page, "Opt-ins").click();
  await expect(page.getByRole("grid", { name: "Opt-ins" })).toBeVisible();
  await page.goBack();
  await expectAtTop(page, 500, all);

  await filterBy(page, "Source", "Webinar");
  const webinar = matching(all, { source: ["WEBINAR"] });
  await expectAtTop(page, 0, webinar);
  await scrollToRow(page, 50);
  await expectRow(page, 50, webinar);
  await page.goBack();
  await expectAtTop(page, 500, all);
  await page.goForward();
  await expectAtTop(page, 50, webinar);
  await page.goBack();

  const [lead] = all.slice(505);
  await rowAt(page, 505).getByRole("rowheader").click();
  if (lead) await drawerOf(page, lead);
  await scrollToRow(page, 700);
  await expectRow(page, 700, all);
  await pageLink(page, "Opt-ins").click();
  await page.goBack();
  if (lead) await drawerOf(page, lead);
  await expectAtTop(page, 700, all);
  await page.reload();
  await expectAtTop(page, 700, all);

  // Whoever goes there anew starts at the top.
  await pageLink(page, "Opt-ins").click();
  await pageLink(page, "Leads").click();
  await expectAtTop(page, 0, all);
});

test("a list that is saved as a view stays where one is in it", async ({ visit, api }) => {
  const webinar = matching(await everyLead(api), { source: ["WEBINAR"] });
  const page = await visit("/leads?source=WEBINAR", { as: "manager" });
  await expectRow(page, 0, webinar);
  await scrollToRow(page, 50);
  await expectRow(page, 50, webinar);
  await saveAsNew(page, "Webinars");
  await expectView(page, "Webinars");
  await expectAtTop(page, 50, webinar);
  await chooseInMenu(page, "Webinars", "Delete");
});

const byName = (leads: readonly Lead[]) => {
  const key = (lead: Lead) => searchText(fullName(lead));
  return leads.toSorted(
    (a, b) => Number(key(a) > key(b)) - Number(key(a) < key(b)) || (a.id < b.id ? -1 : 1),
  );
};

test("a search and an order that can't be had are kept until they can", async ({
  visit,
  api,
  faultyProxy,
}) => {
  const words = "Zylberquist";
  await submitLead(api, { last_name: words });
  const all = await everyLead(api);
  const page = await visit("/leads", { as: "manager", throughProxy: true, provoking: /50[02]/ });
  await sortBy(page, "Name").click();
  await expectRow(page, 0, byName(all));

  // Rows of the same list stay, and more of them are to be had again.
  faultyProxy.fail("GET", /\/dashboard\/leads\?/, answer(500, "Internal server error"));
  await scrollToRow(page, 900);
  const alert = page.getByRole("alert").filter({ hasText: "Try again" });
  await expect(alert).toBeVisible();
  await expect(columnHeader(page, "Name")).toHaveAttribute("aria-sort", "ascending");
  await scrollToRow(page, 0);
  await expectRow(page, 0, byName(all));
  faultyProxy.mend();
  await scrollToRow(page, 900);
  await expectRow(page, 900, byName(all));

  // Those of another one would pass for what is asked for.
  faultyProxy.fail("GET", /\/dashboard\/leads\?/, answer(500, "Internal server error"));
  await searchBox(page).fill(words);
  const found = byName(all).filter(({ last_name: name }) => name === words);
  await expect(alert).toContainText("Couldn't load these leads");
  const expectKept = async () => {
    await expect(searchBox(page)).toHaveValue(words);
    await expect(columnHeader(page, "Name")).toHaveAttribute("aria-sort", "ascending");
    const query = new URLSearchParams({ search: words, sort: "name" });
    await expect(page).toHaveURL(`/leads?${query}`);
  };
  await expectKept();
  faultyProxy.mend();
  await alert.getByRole("button", { name: "Try again" }).click();
  await expectRow(page, 0, found);
  await expect(alert).toHaveCount(0);
  await expectKept();

  // Back to the place before, from where a reload fails.
  await page.goBack();
  await expectAtTop(page, 900, byName(all));
  await page.goForward();
  await expectTotal(page, found.length, all.length);
  faultyProxy.fail("*", /./, html);
  await page.reload();
  await expect(page.getByRole("heading", { name: "502 Bad Gateway" })).toBeVisible();
  faultyProxy.mend();
  await page.reload();
  await expectRow(page, 0, found);
  await expectKept();
  await page.goBack();
  await expectAtTop(page, 900, byName(all));
});
