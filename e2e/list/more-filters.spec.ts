import type { Locator, Page } from "@playwright/test";
import type { Lead } from "#api/contract/leads/leads.ts";
import { CLOSED_ROLES } from "#api/contract/vocabulary.ts";
import { everyLead, everyOptIn } from "../record.ts";
import { expect, test } from "../test.ts";
import { expectAccessible, expectFits } from "../verbs/accessibility.ts";
import { expectLeads } from "../verbs/filters.ts";
import { count, expectTotal, leadTable, startingWith, valueNamed } from "../verbs/leads.ts";

/** The filters behind "Add filter": found, chosen, turned round, and taken off. */

const button = (page: Page, name: string) =>
  page
    .getByRole("group", { name: "Filters" })
    .getByRole("button", { name: new RegExp(`^${name}(?!:)`) });

/** Adds a filter, found by a part of its name, and gives its list of values. */
async function addFilter(page: Page, typed: string, name: string): Promise<Locator> {
  await page.getByRole("button", { name: "Add filter" }).click();
  await expect(page.getByRole("listbox", { name: "Filters" })).toBeVisible();
  await page.keyboard.type(typed);
  await expect(page.getByRole("option")).toHaveCount(1);
  await page.keyboard.press("Enter");
  const values = page.getByRole("listbox", { name, exact: true });
  await expect(values).toBeVisible();
  await expect(page.getByRole("combobox", { name: /^Narrow/ })).toBeFocused();
  return values;
}

test("a country is added, turned round, chosen alone and taken off", async ({ visit, api }) => {
  const all = await everyLead(api);
  const of = (...codes: string[]) =>
    all.filter(({ phone_country: code }) => codes.includes(code ?? "none"));
  const page = await visit("/leads", { as: "manager" });
  const values = await addFilter(page, "untr", "Country");
  const germany = valueNamed(values, "Germany");
  await expect(germany).toHaveAccessibleName(new RegExp(`^Germany.*, ${count(of("DE").length)}$`));
  await expectAccessible(page, "country", "[role=dialog]");
  await germany.click();
  await expect(germany).toHaveAttribute("aria-selected", "true");
  await expectLeads(page, of("DE"), all);
  await expect(button(page, "Country")).toHaveText("Country, 1 chosen");

  const isNot = page.getByRole("radio", { name: "is not" });
  await isNot.check({ force: true });
  const others = all.filter((lead) => lead.phone_country !== "DE");
  await expectLeads(page, others, all);
  await expect(page).toHaveURL(/\?not_country=DE$/);
  await expect(
    page.getByRole("button", { name: "Country: not Germany", exact: true }),
  ).toBeVisible();
  await expect(button(page, "Country")).toHaveText("Country not, 1 chosen");

  // Alone: by the pointer, and by the keyboard.
  await page.getByRole("radio", { name: "is", exact: true }).check({ force: true });
  const austria = valueNamed(values, "Austria");
  await austria.hover();
  await austria.getByRole("button", { name: "Only" }).click();
  await expectLeads(page, of("AT"), all);
  await page.getByRole("combobox").fill("germ");
  await page.keyboard.press("Alt+Enter");
  await expectLeads(page, of("DE"), all);
  await expect(page).toHaveURL(/\?country=DE$/);

  await page.keyboard.press("Escape");
  await expect(values).toBeHidden();
  await button(page, "Country").click();
  await expect(valueNamed(values, "Germany")).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Remove filter Country: Germany" }).press("Enter");
  await expect(button(page, "Country")).toBeFocused();
  await expectLeads(page, all, all);
});

test("forms, campaigns, phones and repeat opt-ins are counted as the record has them", async ({
  visit,
  api,
}) => {
  const all = await everyLead(api);
  const optIns = Map.groupBy(await everyOptIn(api), ({ lead_id }) => lead_id);
  const has = ({ id }: Lead, form: string) =>
    optIns.get(id)?.some(({ provider_form_name }) => provider_form_name === form) ?? false;
  const page = await visit("/leads?source=TYPEFORM&phone=yes", { as: "manager" });
  const withPhone = all.filter((lead) => lead.source === "TYPEFORM" && lead.phone_e164 !== null);
  await expectTotal(page, withPhone.length, all.length);
  await expect(button(page, "Has phone")).toHaveText("Has phone, 1 chosen");

  const repeats = await addFilter(page, "repeat", "Repeat opt-in");
  const repeated = withPhone.filter(({ id }) => (optIns.get(id)?.length ?? 0) > 1);
  await expect(valueNamed(repeats, "Yes")).toContainText(`, ${count(repeated.length)}`);
  await page.keyboard.press("Escape");

  const forms = await addFilter(page, "form", "Form");
  const [first] = await forms.getByRole("option").allTextContents();
  const name = first?.replace(/Only, [\d,]+$/, "") ?? "";
  const filled = withPhone.filter((lead) => has(lead, name));
  await forms
    .getByRole("option", { name: startingWith(name) })
    .first()
    .click();
  await expectTotal(page, filled.length, all.length);
  await page.keyboard.press("Escape");
  await addFilter(page, "camp", "Campaign");
});

test("times are chosen by presets and in a calendar", async ({ visit, api }) => {
  const all = await everyLead(api);
  const isOpen = ({ status }: Lead) => !CLOSED_ROLES.includes(status.role);
  const overdue = all.filter(
    (lead) => isOpen(lead) && Date.parse(lead.next_touch_point_date ?? "9999") < Date.now(),
  );
  const page = await visit("/leads", { as: "manager" });
  const touches = await addFilter(page, "touch", "Next touch point");
  await valueNamed(touches, "Overdue").click();
  await expectTotal(page, overdue.length, all.length);
  await expect(valueNamed(touches, "Overdue")).toContainText(`, ${count(overdue.length)}`);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Clear all" }).click();

  const created = await addFilter(page, "created", "Created");
  await valueNamed(created, "Between two days…").click();
  const calendar = page.getByRole("dialog", { name: "Created between two days" });
  await expect(calendar.getByRole("grid")).toBeVisible();
  await expectAccessible(page, "calendar", "[role=dialog]");
  // By keyboard from today to a week before.
  await page.keyboard.press("Enter");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await calendar.getByRole("button", { name: "Apply" }).click();
  await expect(page).toHaveURL(/created=\d{4}-\d\d-\d\d\.\.\d{4}-\d\d-\d\d$/);
  const [from = "", to = ""] = (new URL(page.url()).searchParams.get("created") ?? "").split("..");
  const day = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Berlin" });
  const between = all.filter(({ created_at: at }) => {
    const date = day.format(new Date(at));
    return date >= from && date <= to;
  });
  await expectLeads(page, between, all);
  await expect(calendar).toBeHidden();
});

test("on a phone one filters by more, and is told of what no lead has", async ({ visit, api }) => {
  const all = await everyLead(api);
  const page = await visit("/leads?form=No+such+form&not_source=MANUAL", {
    as: "manager",
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  });
  await expectTotal(page, 0, all.length);
  await expect(page.getByText("No lead has “form=No such form”")).toBeVisible();
  await expect(page.getByRole("button", { name: "Source: not Manual", exact: true })).toBeVisible();
  await expectFits(page);
  await page.getByRole("button", { name: "Clear all" }).tap();
  await page.getByRole("button", { name: "Add filter" }).tap();
  await page.getByRole("option", { name: "Has phone" }).tap();
  await valueNamed(page.getByRole("listbox", { name: "Has phone" }), "No").tap();
  await page.keyboard.press("Escape");
  const without = all.filter(({ phone_e164: phone }) => phone === null);
  await expectTotal(page, without.length, all.length);
  await expect(leadTable(page).getByRole("rowheader").first()).toBeVisible();
  await expectFits(page);
});
