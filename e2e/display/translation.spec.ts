import type { Page } from "@playwright/test";
import { everyLead, matching, submitLead } from "../record.ts";
import { expect, test } from "../test.ts";
import {
  chooseStatus,
  drawerOf,
  expectRow,
  expectStatus,
  expectTotal,
  filterBy,
  filterButton,
  fullName,
  openLead,
  rowAt,
  scrollTo,
} from "../verbs/leads.ts";

/** As Chrome translates: every text of the page gives way to elements, and so does what comes later. */
const translate = (page: Page) =>
  page.evaluate(() => {
    const HTML = "http://www.w3.org/1999/xhtml";
    const replaceAll = () => {
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const texts: Text[] = [];
      while (walker.nextNode())
        if (walker.currentNode instanceof Text) texts.push(walker.currentNode);
      for (const text of texts) {
        if (text.data.trim() === "" || text.parentElement?.closest("font, script, style")) continue;
        const [outer, inner] = [
          document.createElementNS(HTML, "font"),
          document.createElementNS(HTML, "font"),
        ];
        outer.append(inner);
        inner.append(text.data);
        text.replaceWith(outer);
      }
    };
    replaceAll();
    const options = { childList: true, characterData: true, subtree: true };
    new MutationObserver(replaceAll).observe(document.body, options);
  });

test("a page that the browser translates goes on showing what is so by now", async ({
  visit,
  api,
}) => {
  const lead = await submitLead(api);
  const all = await everyLead(api);
  const manual = matching(all, { source: ["MANUAL"] });
  const page = await visit("/leads", { as: "setter" });
  await expectRow(page, 0, all);
  await expectTotal(page, all.length, all.length);
  await translate(page);

  for (const share of [0.5, 1, 0]) {
    await scrollTo(page, share);
    const index = share === 1 ? all.length - 1 : Math.floor(all.length * share);
    await expectRow(page, index, all);
    await expect(rowAt(page, index)).toContainText(all[index]?.status.name ?? "");
  }

  await filterBy(page, "Source", "Manual");
  await expectTotal(page, manual.length, all.length);
  await expect(filterButton(page, "Source")).toHaveAccessibleName(/1 chosen/);
  await expectRow(page, 1, manual);
  await filterBy(page, "Source", "Webinar");
  await expect(filterButton(page, "Source")).toHaveAccessibleName(/2 chosen/);
  await filterBy(page, "Source", "Webinar", "Manual");
  await expectTotal(page, all.length, all.length);

  const drawer = await openLead(page, lead);
  await chooseStatus(drawer, "Won");
  await expectStatus(drawer, "Won");
  await expect(drawer.getByRole("button", { name: /^Status/ })).toHaveText("Won");
  await expect(rowAt(page, 0)).toContainText("Won");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(drawer.getByRole("button", { name: /^Status/ })).toHaveText("Fresh Lead");
  for (const neighbour of all.slice(1, 4)) {
    await page.getByRole("button", { name: "Next lead" }).click();
    const next = await drawerOf(page, neighbour);
    await expect(next.getByRole("heading", { level: 2 })).toHaveText(fullName(neighbour));
    await expect(next.getByText(neighbour.email)).toBeVisible();
    for (const tab of ["Opt-ins", "Billing", "Activity", "Summary"]) {
      await next.getByRole("tab", { name: tab }).click();
      await expect(next.getByRole("tabpanel", { name: tab })).toBeVisible();
    }
  }
  await page.getByRole("button", { name: "Close", exact: true }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expectRow(page, 0, all);
});

test("names are for no browser to translate, the rest of the page is", async ({ visit, api }) => {
  const lead = await submitLead(api);
  const page = await visit(`/leads?lead=${lead.id}`, { as: "setter" });
  const drawer = await drawerOf(page, lead);
  const isTranslated = (element: HTMLElement) => element.translate;
  const name = drawer.getByRole("heading", { level: 2 }).getByText(fullName(lead));
  expect(await name.evaluate(isTranslated)).toBe(false);
  expect(await drawer.getByText(lead.email).evaluate(isTranslated)).toBe(false);
  const cell = rowAt(page, 0).getByRole("rowheader");
  expect(await cell.evaluate(isTranslated)).toBe(false);
  expect(await drawer.getByRole("tabpanel").evaluate(isTranslated)).toBe(true);
  expect(await page.getByRole("columnheader").first().evaluate(isTranslated)).toBe(true);
});
