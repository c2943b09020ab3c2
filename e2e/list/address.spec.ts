import type { Locator, Page } from "@playwright/test";
import { everyLead, matching } from "../record.ts";
import { expect, test } from "../test.ts";
import { expectNoViolations } from "../verbs/accessibility.ts";
import { choose, expectLeads } from "../verbs/filters.ts";
import {
  expectTotal,
  filterBy,
  fullName,
  leadTable,
  openFilter,
  valueNamed,
} from "../verbs/leads.ts";

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
    element.click();
    await Promise.resolve();
    const shown = secondRow()?.dataset["rowId"];
    if (next === "back") history.back();
    if (next === "reload") location.reload();
    if (next === "open the second row") secondRow()?.click();
    return shown;
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

  const shown = await chooseAnd(option, "open the second row");
  await expect(page).toHaveURL(`/leads?source=WEBINAR&lead=${shown}`);
  const lead = all.find(({ id }) => id === shown);
  const name = lead ? fullName(lead) : "";
  await expect(page.getByRole("dialog", { name, exact: true })).toBeVisible();
  await expectLeads(page, webinar, all);
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
  const asked = page.waitForRequest(/\/dashboard\/leads\?setter=mara.lindqvist%40example.com/);
  await page.getByRole("link", { name: "My leads" }).hover();
  await asked;
  await expect(page).toHaveURL(/\/leads$/);
});

test("an address names the person it means, for whoever opens it", async ({ visit, api }) => {
  const mara = "mara.lindqvist@example.com";
  const all = await everyLead(api);
  const mine = matching(all, { setter: [mara] });
  const permissions = ["clipboard-read", "clipboard-write"];
  const page = await visit("/leads?setter=ME&source=CALENDLY&utm_source=mail", {
    as: "setter",
    permissions,
  });
  const calendly = matching(mine, { source: ["CALENDLY"] });
  await expectLeads(page, calendly, all);
  await expect(page).toHaveURL(`/leads?source=CALENDLY&setter=${encodeURIComponent(mara)}`);
  await expect(page.getByRole("link", { name: "My leads" })).toHaveAttribute(
    "aria-current",
    "page",
  );

  await page.getByRole("button", { name: "Clear all" }).click();
  const values = await openFilter(page, "Setter");
  const oneself = values.getByRole("option", { name: /Mara|^Me/ });
  await expect(oneself).toHaveCount(1);
  await expect(values.getByRole("option").first()).toHaveText(/^Mara Lindqvist \(you\)/);
  await page.getByRole("combobox", { name: "Narrow setter" }).fill("me");
  await expect(values.getByRole("option").first()).toHaveText(/^Mara Lindqvist \(you\)/);
  await oneself.click();
  await page.keyboard.press("Escape");
  await expect(
    page.getByRole("button", { name: "Setter: Mara Lindqvist (you)", exact: true }),
  ).toBeVisible();
  await expectLeads(page, mine, all);
  await leadTable(page).getByRole("rowheader").first().click();
  await page.getByRole("dialog").getByRole("button", { name: "Copy link" }).click();
  const link = () => page.evaluate(() => navigator.clipboard.readText());
  await expect.poll(link).toContain("lead=");
  expect(await link()).not.toContain("setter=me");

  for (const shared of [await link(), page.url()]) {
    const theirs = await visit(shared, { as: "viewer" });
    await expectTotal(theirs, mine.length, all.length);
  }
});

test("an e-mail with a plus that nobody escaped is read as it can only be", async ({
  visit,
  api,
}) => {
  const all = await everyLead(api);
  const page = await visit("/leads?setter=ana+west@example.com", { as: "manager" });
  await expectTotal(page, 0, all.length);
  await expect(
    page.getByRole("button", { name: "Setter: ana+west@example.com", exact: true }),
  ).toBeVisible();
  await expect(leftOutLine(page)).toHaveCount(0);
  const escaped = await visit("/leads?closer=DANIEL.OKAFOR%2540example.com.", { as: "manager" });
  const daniels = matching(all, { closer: ["daniel.okafor@example.com"] });
  await expectLeads(escaped, daniels, all);
});

/** The line that says what of the address was left out. */
const leftOutLine = (page: Page) => page.getByRole("status").filter({ hasText: "Left out" });

test("an address that makes no sense shows all leads, and says what it left out", async ({
  visit,
  api,
}) => {
  const all = await everyLead(api);
  const page = await visit("/leads?source=&lead=nonsense&tab=%E0%A4%A&limit=-1&status[]=x#y", {
    as: "manager",
  });
  await expectLeads(page, all, all);
  await expect(page.getByRole("alert")).toHaveCount(0);
  for (const said of ["lead=nonsense", "tab=", "limit=-1", "status[]=x"]) {
    await expect(leftOutLine(page)).toContainText(said);
  }
  await expectNoViolations(page, "left out");
  await page.getByRole("button", { name: "Dismiss" }).click();
  await expect(leftOutLine(page)).toHaveCount(0);
  await expect(page).toHaveURL(/\/leads$/);
});

test("what can't be taken is said in one line, the rest applies, and mailers' additions are silent", async ({
  visit,
  api,
}) => {
  const all = await everyLead(api);
  const webinar = matching(all, { source: ["WEBINAR"] });
  const nobodys = "6e5f52e5-2b78-4e0b-8f58-226344420a37";
  const query = `source=LANDING_PAGE,CALENDLY&source=WEBINAR&source=NOWHERE&status=abc&status=${nobodys}&sort=foo`;
  const page = await visit(`/leads?${query}&utm_source=mail&fbclid=abc`, { as: "manager" });
  await expectLeads(page, webinar, all);
  const line = leftOutLine(page);
  for (const said of [
    "source=LANDING_PAGE,CALENDLY",
    "source=NOWHERE",
    "status=abc",
    `status=${nobodys}`,
    "sort=foo",
  ]) {
    await expect(line).toContainText(said);
  }
  await expect(line).not.toContainText(/utm|fbclid|WEBINAR/);
  await expect(page.getByRole("button", { name: /^Remove filter/ })).toHaveCount(1);

  // It belongs to this view: the next one goes without, Back has it again.
  await filterBy(page, "Closer", "Unassigned");
  await expectLeads(page, matching(webinar, { closer: [null] }), all);
  await expect(line).toHaveCount(0);
  await expect(page).toHaveURL("/leads?source=WEBINAR&closer=unassigned");
  await page.goBack();
  await expectLeads(page, webinar, all);
  await expect(line).toContainText("status=abc");

  await page.goto("/leads?setter=nobody@example.com");
  await expectTotal(page, 0, all.length);
  await expect(page.getByRole("status").filter({ hasText: "nobody@example.com" })).toBeVisible();
});

test("the title says what one looks at, also after Back", async ({ visit, api }) => {
  const [lead] = await everyLead(api);
  if (!lead) throw new Error("The sample has no leads");
  const page = await visit("/leads", { as: "setter" });
  await expect(page).toHaveTitle("Leads");
  await filterBy(page, "Status", "Won");
  await expect(page).toHaveTitle("Won · Leads");
  await leadTable(page).getByRole("rowheader").first().click();
  const name = await page.getByRole("dialog").getByRole("heading", { level: 2 }).innerText();
  await expect(page).toHaveTitle(`${name} · Leads`);
  await page.goBack();
  await expect(page).toHaveTitle("Won · Leads");
  await page.getByRole("link", { name: "My leads" }).click();
  await expect(page).toHaveTitle("My leads");
  await page.goto(`/leads?lead=${lead.id}`);
  await expect(page).toHaveTitle(`${fullName(lead)} · Leads`);

  for (const path of ["/leads/nope", "/nope?source=CALENDLY"]) {
    await page.goto(path);
    await expect(page).toHaveTitle("Page not found");
    await expect(page.getByRole("heading", { name: "There is no such page" })).toBeVisible();
    await expect(page.getByRole("button", { name: "Mara Lindqvist" })).toBeVisible();
  }
  await expectNoViolations(page, "no such page");
  await page
    .getByRole("navigation", { name: "Pages" })
    .getByRole("link", { name: "My leads" })
    .click();
  await expect(page).toHaveTitle("My leads");
});

test("a link to a lead that isn't there, or to no page at all, is called so", async ({ visit }) => {
  const page = await visit("/leads?lead=896e4c72-e390-4baf-906f-395992266222", {
    as: "viewer",
    provoking: /404/,
  });
  await expect(page).toHaveTitle("Lead not found · Leads");
  const signedOut = await visit("/nope", { provoking: /401/ });
  await expect(signedOut).toHaveTitle("Page not found");
  await expect(signedOut.getByRole("heading", { name: "There is no such page" })).toBeVisible();
});
