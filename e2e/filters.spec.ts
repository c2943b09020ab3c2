import type { Locator, Page } from "@playwright/test";
import type { Lead } from "#api/contract/leads.ts";
import { LEAD_FILTERS, type LeadFilterName } from "#api/contract/vocabulary.ts";
import { countsOf, everyLead, type FilterChoice, matching } from "./record.ts";
import type { LabelOf } from "./setup/value-labels.ts";
import { expect, test } from "./test.ts";
import {
  closeFilter,
  count,
  expectRow,
  expectTotal,
  filterBy,
  type FilterTitle,
  leadTable,
  openFilter,
  valueNamed,
} from "./verbs/leads.ts";

const TITLES: Record<LeadFilterName, FilterTitle> = {
  source: "Source",
  status: "Status",
  setter: "Setter",
  closer: "Closer",
  triager: "Triager",
};

/** The total, and the first and last row that show at once, are those of the record. */
async function expectLeads(page: Page, expected: readonly Lead[], all: readonly Lead[]) {
  await expectTotal(page, expected.length, all.length);
  for (const index of [0, 15]) {
    if (index < expected.length) await expectRow(page, index, expected);
  }
}

async function choose(page: Page, choice: FilterChoice, labelOf: LabelOf): Promise<void> {
  for (const filter of LEAD_FILTERS) {
    const values = choice[filter];
    if (values) await filterBy(page, TITLES[filter], ...values.map((v) => labelOf(filter, v)));
  }
}

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

test("no match says so and offers a way back", async ({ visit, api }) => {
  const all = await everyLead(api);
  const page = await visit("/leads?setter=nobody%40example.com", { as: "manager" });
  await expectTotal(page, 0, all.length);
  await expect(leadTable(page).getByRole("rowheader")).toHaveCount(0);
  await page.getByRole("main").getByRole("button", { name: /clear/i }).first().click();
  await expectLeads(page, all, all);
});
