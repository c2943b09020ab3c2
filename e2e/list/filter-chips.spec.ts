import type { Page } from "@playwright/test";
import { listStatuses } from "#api/contract/leads/statuses.ts";
import { everyLead, matching } from "../record.ts";
import { expect, test } from "../test.ts";
import { expectFits } from "../verbs/accessibility.ts";
import { tabTo } from "../verbs/keyboard.ts";
import { expectLeads } from "../verbs/filters.ts";
import { expectTotal, filterButton } from "../verbs/leads.ts";

/** What the list is filtered by: a chip for each filter, and none out of sight. */

const chips = (page: Page) =>
  page.getByRole("group", { name: "Filters" }).getByRole("button", { name: /^\w+: / });

test("thirteen values make five chips that say so, at any width", async ({ visit, api }) => {
  const all = await everyLead(api);
  const [a, b, c] = (await api.call(listStatuses)).filter(({ type }) => type !== "OPPORTUNITY");
  if (!a || !b || !c) throw new Error("The sample has too few statuses");
  const choice = {
    source: ["CALENDLY", "WEBINAR", "TYPEFORM", "MANUAL", "OTHER"],
    status: [a.id, b.id, c.id],
    setter: ["mara.lindqvist@example.com", null],
    closer: [null],
    triager: ["ruth.adeyemi@example.com", null],
  };
  const query = new URLSearchParams(
    Object.entries(choice).flatMap(([name, values]) =>
      values.map((value) => [name, value ?? "unassigned"]),
    ),
  );
  const page = await visit(`/leads?${query}`, { as: "manager" });
  await expectTotal(page, matching(all, choice).length, all.length);
  await expect(chips(page)).toHaveCount(5);
  const source = page.getByRole("button", { name: "Source: Calendly, Webinar +3", exact: true });

  const expectAllInSight = async (width: number) => {
    await page.setViewportSize({ width, height: 900 });
    await expectFits(page);
    for (const chip of await chips(page).all()) {
      // In large text a phone has no room for all of them and the list: they scroll.
      await chip.scrollIntoViewIfNeeded();
      await expect(chip).toBeInViewport({ ratio: 1 });
    }
    for (const cross of await page.getByRole("button", { name: /^Remove filter/ }).all()) {
      await cross.scrollIntoViewIfNeeded();
      await expect(cross).toBeInViewport({ ratio: 1 });
    }
    await page.getByText("+3", { exact: true }).scrollIntoViewIfNeeded();
    await expect(page.getByText("+3", { exact: true })).toBeInViewport({ ratio: 1 });
  };
  for (const width of [360, 768, 1024, 1440, 3840]) await expectAllInSight(width);
  await page.evaluate(() => (document.documentElement.style.fontSize = "200%"));
  for (const width of [360, 1440]) await expectAllInSight(width);
  await page.evaluate(() => document.documentElement.style.removeProperty("font-size"));

  await page.setViewportSize({ width: 360, height: 780 });
  await source.click();
  const values = page.getByRole("listbox", { name: "Source" });
  await expect(values.getByRole("option", { selected: true })).toHaveCount(5);
  await values.getByRole("option", { name: /^Other/ }).click();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Source: Calendly, Webinar +2" })).toBeFocused();

  const rest = { ...choice, source: undefined };
  await page.getByRole("button", { name: "Remove filter Source" }).click();
  await expectTotal(page, matching(all, rest).length, all.length);
  await expect(chips(page)).toHaveCount(4);
});

test("the keyboard goes on from a chip that is taken off, and from Clear all", async ({
  visit,
  api,
}) => {
  const all = await everyLead(api);
  const page = await visit("/leads?source=CALENDLY&source=MANUAL&closer=unassigned", {
    as: "manager",
  });
  await expectLeads(page, matching(all, { source: ["CALENDLY", "MANUAL"], closer: [null] }), all);
  const remove = (of: string) => page.getByRole("button", { name: `Remove filter ${of}` });
  await tabTo(page, remove("Source: Calendly"));
  await page.keyboard.press("Enter");
  await expect(remove("Source: Manual")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(remove("Closer: Unassigned")).toBeFocused();
  await expect(remove("Source: Manual")).toHaveCount(0);
  await page.keyboard.press("Enter");
  await expect(filterButton(page, "Closer")).toBeFocused();
  await expectLeads(page, all, all);

  await page.goBack();
  await tabTo(page, page.getByRole("button", { name: "Clear all" }));
  await page.keyboard.press("Enter");
  await expect(filterButton(page, "Source")).toBeFocused();
  await expectLeads(page, all, all);
});

test("pressed faster than the page follows, it goes on to a chip that stays", async ({
  visit,
  faultyProxy,
}) => {
  const page = await visit("/leads?source=CALENDLY&source=MANUAL&closer=unassigned", {
    as: "manager",
    throughProxy: true,
  });
  const remove = (of: string) => page.getByRole("button", { name: `Remove filter ${of}` });
  await expect(remove("Closer: Unassigned")).toBeVisible();
  const release = faultyProxy.hold("GET", /\/api\/dashboard\/leads\?/);
  await remove("Source: Manual").focus();
  await page.keyboard.press("Enter");
  await expect(remove("Closer: Unassigned")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(remove("Source: Calendly")).toBeFocused();
  release();
  await expect(remove("Closer: Unassigned")).toHaveCount(0);
  await expect(remove("Source: Calendly")).toBeFocused();
});
