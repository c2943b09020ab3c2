import type { Request } from "@playwright/test";
import { LEAD_FILTERS } from "#api/contract/vocabulary.ts";
import { countsOf, everyLead, type FilterChoice, matching } from "../record.ts";
import { answer } from "../setup/faulty-proxy.ts";
import { expect, test } from "../test.ts";
import { choose, expectLeads, TITLES } from "../verbs/filters.ts";
import {
  closeFilter,
  count,
  expectTotal,
  filterButton,
  filterBy,
  leadTable,
  openFilter,
  rowAt,
  valueNamed,
} from "../verbs/leads.ts";

/** What shows under a setter. */
const ASKED = /\/dashboard\/(?:leads|lead-counts)\?setter/;

for (const filter of LEAD_FILTERS) {
  test(`${TITLES[filter]} alone, each of its values`, async ({ visit, api, labelOf }) => {
    const all = await everyLead(api);
    const page = await visit("/leads", { as: "manager" });
    await expectTotal(page, all.length, all.length);

    const values = await openFilter(page, TITLES[filter]);
    for (const [value, number] of countsOf(all, filter)) {
      const option = valueNamed(values, labelOf(filter, value));
      await expect(option).toContainText(count(number));
      await option.click();
      await expect(option).toHaveAttribute("aria-selected", "true");
      await expectLeads(page, matching(all, { [filter]: [value] }), all);
      await option.click();
      await expect(option).toHaveAttribute("aria-selected", "false");
    }
    await closeFilter(page, values);
    await expectTotal(page, all.length, all.length);
  });
}

/** From one that many leads meet to one that hardly any does. */
const COMBINATIONS: Record<string, FilterChoice> = {
  two: { source: ["CALENDLY", "WEBINAR"], setter: [null] },
  three: { source: ["LANDING_PAGE"], closer: ["daniel.okafor@example.com", null], triager: [null] },
  four: {
    source: ["CALENDLY", "LANDING_PAGE", "TYPEFORM"],
    setter: ["mara.lindqvist@example.com", "priya.raman@example.com", null],
    closer: ["daniel.okafor@example.com", "yuki.tanabe@example.com", null],
    triager: ["ruth.adeyemi@example.com", null],
  },
};

for (const [howMany, others] of Object.entries(COMBINATIONS)) {
  test(`${howMany} filters and Status, and what is left for each`, async ({
    visit,
    api,
    labelOf,
  }) => {
    const all = await everyLead(api);
    const common = [...countsOf(all, "status")].toSorted(([, a], [, b]) => b - a).slice(0, 3);
    const choice: FilterChoice = { ...others, status: common.map(([value]) => value) };
    const page = await visit("/leads", { as: "manager" });
    await choose(page, choice, labelOf);
    await expectLeads(page, matching(all, choice), all);

    for (const filter of LEAD_FILTERS) {
      const values = await openFilter(page, TITLES[filter]);
      for (const [value, number] of countsOf(all, filter, choice)) {
        await expect(valueNamed(values, labelOf(filter, value))).toContainText(count(number));
      }
      await closeFilter(page, values);
    }
  });
}

test("is typed into to narrow its values", async ({ visit }) => {
  const page = await visit("/leads", { as: "manager" });
  const values = await openFilter(page, "Setter");
  await page.keyboard.type("mara");
  await expect(values.getByRole("option")).toHaveCount(1);
  await expect(valueNamed(values, "Mara Lindqvist")).toBeVisible();
});

test("names are found by words in any order and by e-mail", async ({ visit }) => {
  const page = await visit("/leads", { as: "manager" });
  const values = await openFilter(page, "Setter");
  for (const typed of ["lindqvist mara", "mara.lindqvist@", "LÍND"]) {
    await page.keyboard.press("ControlOrMeta+A");
    await page.keyboard.type(typed);
    await expect(values.getByRole("option")).toHaveCount(1);
    await expect(valueNamed(values, "Mara Lindqvist")).toBeVisible();
  }
});

test("the press that closes a filter's list opens no lead", async ({ visit }) => {
  const page = await visit("/leads", { as: "manager" });
  const values = await openFilter(page, "Source");
  // By force: what stands in the way of a press on the row is what is tried here.
  await rowAt(page, 12).click({ force: true });
  await expect(values).toBeHidden();
  await expect(page).toHaveURL(/\/leads$/);
  await rowAt(page, 12).click();
  await expect(page.getByRole("dialog")).toBeVisible();
});

test("values that are on the way, or can't be had, aren't said to be missing", async ({
  visit,
  faultyProxy,
}) => {
  const release = faultyProxy.hold("GET", /lead-counts/);
  // The page puts a name for `me`, so these counts don't come with it.
  const path = "/leads?setter=me";
  const page = await visit(path, { as: "manager", throughProxy: true, provoking: /500/ });
  const popup = page.getByRole("dialog", { name: "Filter by source" });
  await filterButton(page, "Source").click();
  await expect(popup.getByText("Loading")).toBeAttached();
  await expect(popup.getByText("Nothing is called that")).toBeHidden();
  release();
  faultyProxy.mend();
  faultyProxy.fail("GET", /lead-counts/, answer(500, "Internal server error"));
  await page.goto(path);
  await filterButton(page, "Source").click();
  await expect(popup.getByText("Couldn't load the values")).toBeVisible();
  await expect(popup.getByText("Nothing is called that")).toBeHidden();

  faultyProxy.mend();
  await popup.getByRole("button", { name: "Try again" }).click();
  await expect(valueNamed(popup, "Calendly")).toBeVisible();
  await popup.getByRole("combobox").fill("no such source");
  await expect(popup.getByText("Nothing is called that")).toBeVisible();
});

test("the rows of a value are asked for before it is chosen, and given up when one moves on", async ({
  visit,
}) => {
  const page = await visit("/leads", { as: "manager" });
  await expect(leadTable(page).getByRole("rowheader").first()).toBeVisible();
  const underWay = new Set<Request>();
  page.on("request", (request) => {
    if (ASKED.test(request.url())) underWay.add(request);
  });
  page.on("requestfailed", (request) => underWay.delete(request));
  // None of them is answered.
  await page.route(ASKED, () => undefined);
  await openFilter(page, "Setter");
  await expect.poll(() => underWay.size).toBe(2);
  // The first value is the likeliest, and asked for already; now all of it is.
  await page.keyboard.press("ArrowDown");
  const counts = () => [...underWay].filter((request) => request.url().includes("lead-counts"));
  await expect.poll(() => counts().length).toBe(1);
  for (let move = 0; move < 4; move += 1) {
    const before = [...underWay];
    await page.keyboard.press("ArrowDown");
    await expect.poll(() => before.some((request) => underWay.has(request))).toBe(false);
    await expect.poll(() => underWay.size).toBe(2);
  }
  await page.keyboard.press("Escape");
  await expect.poll(() => underWay.size).toBe(0);
});

test("each filter can be taken off, and all at once", async ({ visit, api }) => {
  const all = await everyLead(api);
  const page = await visit("/leads?source=CALENDLY&source=MANUAL&setter=unassigned", {
    as: "manager",
  });
  const choice = { source: ["CALENDLY", "MANUAL"], setter: [null] };
  await expectLeads(page, matching(all, choice), all);

  await page.getByRole("button", { name: /^Remove .*Calendly/ }).click();
  await expectLeads(page, matching(all, { ...choice, source: ["MANUAL"] }), all);

  await page.getByRole("button", { name: "Clear all" }).click();
  await expectLeads(page, all, all);
  await expect(page).toHaveURL(/\/leads$/);
});

test("no match says so and offers a way back", async ({ visit, api }) => {
  const all = await everyLead(api);
  const page = await visit("/leads?setter=nobody%40example.com", { as: "manager" });
  await expectTotal(page, 0, all.length);
  await expect(leadTable(page).getByRole("rowheader")).toHaveCount(0);
  await page.getByRole("main").getByRole("button", { name: /clear/i }).first().click();
  await expectLeads(page, all, all);

  await page.goBack();
  await page.getByRole("button", { name: "Show all leads" }).press("Enter");
  await expectLeads(page, all, all);
  await expect(leadTable(page)).toBeFocused();
});

test("while the rows of a new filter are late, those from before don't pass for them", async ({
  visit,
  api,
  faultyProxy,
}) => {
  const all = await everyLead(api);
  const page = await visit("/leads", { as: "manager", throughProxy: true });
  await expectLeads(page, all, all);
  const giveRows = faultyProxy.hold("GET", /\/api\/dashboard\/(leads\?|lead-counts)/);
  const rows = leadTable(page).getByRole("rowgroup").last();
  const total = page.getByRole("status").filter({ hasText: /\d leads?$/ });
  await expect(rows).toHaveCSS("opacity", "1");
  await filterBy(page, "Source", "Webinar");
  for (const old of [rows, total]) await expect(old).toHaveCSS("opacity", "0.45");
  giveRows();
  await expectLeads(page, matching(all, { source: ["WEBINAR"] }), all);
  for (const now of [rows, total]) await expect(now).toHaveCSS("opacity", "1");
});
