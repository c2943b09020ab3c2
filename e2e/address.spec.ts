import type { Locator } from "@playwright/test";
import { everyLead, matching } from "./record.ts";
import { expect, test } from "./test.ts";
import { choose, expectLeads } from "./verbs/filters.ts";
import { filterBy, leadTable, openFilter, valueNamed } from "./verbs/leads.ts";

test("a copied address shows the same view to someone else", async ({ visit, api, labelOf }) => {
  const all = await everyLead(api);
  const choice = { source: ["CALENDLY", "TYPEFORM"], triager: [null] };
  const mine = await visit("/leads", { as: "manager" });
  await choose(mine, choice, labelOf);
  await expectLeads(mine, matching(all, choice), all);

  const theirs = await visit(mine.url(), { as: "viewer" });
  await expectLeads(theirs, matching(all, choice), all);
  await theirs.reload();
  await expectLeads(theirs, matching(all, choice), all);
  expect(theirs.url()).toBe(mine.url());
});

test("Back and Forward walk through the filters", async ({ visit, api }) => {
  const all = await everyLead(api);
  const page = await visit("/leads", { as: "manager" });
  await filterBy(page, "Source", "Webinar");
  await filterBy(page, "Closer", "Unassigned");
  const one = matching(all, { source: ["WEBINAR"] });
  const both = matching(one, { closer: [null] });
  await expectLeads(page, both, all);

  await page.goBack();
  await expectLeads(page, one, all);
  await page.goBack();
  await expectLeads(page, all, all);
  await page.goForward();
  await page.goForward();
  await expectLeads(page, both, all);
});

/** Chooses a value and does something else as soon as anyone could: before the next frame. */
async function chooseAnd(option: Locator, then: "back" | "reload" | "open the second row") {
  return option.evaluate(async (element: HTMLElement, next) => {
    const secondRow = () => document.querySelector<HTMLElement>("[data-row='1']");
    const before = secondRow()?.dataset["lead"];
    element.click();
    await Promise.resolve();
    const shown = secondRow()?.dataset["lead"];
    if (next === "back") history.back();
    if (next === "reload") location.reload();
    if (next === "open the second row") secondRow()?.click();
    return { before, shown };
  }, then);
}

test("what one does right after choosing a value counts", async ({ visit, api }) => {
  const all = await everyLead(api);
  const webinar = matching(all, { source: ["WEBINAR"] });
  const page = await visit("/leads", { as: "manager" });
  const values = await openFilter(page, "Source");
  const option = valueNamed(values, "Webinar");
  // Rows that were there once show at once.
  await option.click();
  await expectLeads(page, webinar, all);
  await option.click();
  await expectLeads(page, all, all);

  const { before, shown } = await chooseAnd(option, "open the second row");
  expect(shown).not.toBe(before);
  await expect(page).toHaveURL(`/leads?source=WEBINAR&lead=${shown}`);
  await expect(leadTable(page).getByRole("row", { selected: true })).toHaveAttribute(
    "data-lead",
    shown ?? "",
  );
  await page.goBack();
  await page.goBack();
  await expectLeads(page, all, all);

  await chooseAnd(option, "back");
  await expect(page).toHaveURL(/\/leads$/);
  await expectLeads(page, all, all);

  await chooseAnd(option, "reload");
  await expectLeads(page, webinar, all);
});

test("pointing at My leads asks for them already", async ({ visit }) => {
  const page = await visit("/leads", { as: "setter" });
  await expect(leadTable(page).getByRole("rowheader").first()).toBeVisible();
  const asked = page.waitForRequest(/\/dashboard\/leads\?setter=me/);
  await page.getByRole("link", { name: "My leads" }).hover();
  await asked;
  await expect(page).toHaveURL(/\/leads$/);
});

test("an address that makes no sense shows all leads", async ({ visit, api }) => {
  const all = await everyLead(api);
  const page = await visit("/leads?source=&lead=nonsense&tab=%E0%A4%A&limit=-1&status[]=x#y", {
    as: "manager",
  });
  await expectLeads(page, all, all);
  await expect(page.getByRole("alert")).toHaveCount(0);
});
