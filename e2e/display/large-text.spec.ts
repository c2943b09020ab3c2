import type { Locator, Page } from "@playwright/test";
import { everyLead, submitLead } from "../record.ts";
import { launchOptions } from "../setup/launch-options.ts";
import { expect, test } from "../test.ts";
import { expectFits } from "../verbs/accessibility.ts";
import {
  drawerOf,
  expectRow,
  fullName,
  openFilter,
  openLead,
  rowAt,
  statusPicker,
} from "../verbs/leads.ts";

/** Whoever reads best at twice the size has told the browser so, once for all pages. */
test.use({
  launchOptions: launchOptions("--blink-settings=defaultFontSize=32"),
  viewport: { width: 1280, height: 720 },
});

async function expectOnScreen(page: Page, part: Locator): Promise<void> {
  const box = await part.boundingBox();
  const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
  expect(box?.x).toBeGreaterThanOrEqual(0);
  expect(box?.y).toBeGreaterThanOrEqual(0);
  expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(width);
  expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(height);
}

test("the page is as large as the reader's own text, and nothing is cut", async ({
  visit,
  api,
}) => {
  const all = await everyLead(api);
  const [lead] = all;
  if (!lead) throw new Error("The sample has no leads");
  const page = await visit("/leads", { as: "manager" });
  await expectRow(page, 0, all);
  const size = (part: Locator) => part.evaluate((element) => getComputedStyle(element).fontSize);
  expect(await size(rowAt(page, 0))).toBe("26px");
  expect((await rowAt(page, 0).boundingBox())?.height).toBe(72);
  await expectFits(page);

  await openFilter(page, "Status");
  await expectOnScreen(page, page.getByRole("dialog"));
  await page.keyboard.press("Escape");
  await statusPicker(rowAt(page, 4)).click();
  await expect(page.getByRole("listbox")).toBeVisible();
  await expectOnScreen(page, page.getByRole("dialog"));
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Helen Marsh" }).click();
  const signOut = page.getByRole("button", { name: "Sign out" });
  await signOut.scrollIntoViewIfNeeded();
  await expectOnScreen(page, signOut);
  await page.keyboard.press("Escape");

  await rowAt(page, 0).focus();
  await page.keyboard.press("End");
  await expectRow(page, all.length - 1, all);
  const last = rowAt(page, all.length - 1).getByRole("rowheader");
  await expect(last).toBeInViewport({ ratio: 1 });
  await page.keyboard.press("Home");
  await openLead(page, lead);
  await expectFits(page);
});

test("what is narrow is measured by the text, the same by scripts and styles", async ({
  visit,
  api,
}) => {
  const all = await everyLead(api);
  const [lead] = all;
  if (!lead) throw new Error("The sample has no leads");
  // As wide as a phone by its text: 37.5 rem.
  const viewport = { width: 1200, height: 800 };
  const page = await visit("/leads", { as: "manager", viewport });
  await expectRow(page, 0, all);
  await expect(page.getByRole("columnheader")).toHaveCount(0);
  expect((await rowAt(page, 0).boundingBox())?.height).toBe(128);
  await openLead(page, lead);
  expect((await (await drawerOf(page, lead)).boundingBox())?.width).toBeCloseTo(1200);
});

test("on a phone, too, everything of a lead can be read, and names have the width there is", async ({
  visit,
  api,
}) => {
  const lead = await submitLead(api, { phone_e164: "+14155550123", phone_country: "US" });
  const viewport = { width: 390, height: 844 };
  const page = await visit(`/leads?lead=${lead.id}`, { as: "manager", viewport });
  const drawer = await drawerOf(page, lead);
  await expect(drawer.getByText(/local time/)).toBeVisible();
  for (const tab of await drawer.getByRole("tab").all()) {
    await tab.click();
    await expect(tab).toBeInViewport({ ratio: 1 });
    expect(await isCut(tab)).toBe(false);
  }
  await drawer.getByRole("tab", { name: "Summary" }).click();
  for (const text of ["+1 415 555 0123", /local time/, /^\d+ of /, "Unassigned"]) {
    expect(await isCut(drawer.getByText(text).first())).toBe(false);
  }
  const source = drawer.getByRole("definition").filter({ hasText: /^Manual$/ });
  expect((await source.boundingBox())?.width).toBeGreaterThan(200);

  // By finger, the drawer's buttons are larger.
  const phone = await visit(`/leads?lead=${lead.id}&source=NONSENSE&sort=bogus`, {
    as: "manager",
    viewport,
    hasTouch: true,
    isMobile: true,
  });
  const close = (await drawerOf(phone, lead)).getByRole("button", { name: "Close" });
  const previous = phone.getByRole("button", { name: "Previous lead" });
  expect((await close.boundingBox())?.y).toBe((await previous.boundingBox())?.y);
  await close.tap();
  // However long the note above it, the list has room, and is scrolled to.
  await expect(phone.getByRole("button", { name: /^Source/ })).toBeInViewport();
  await rowAt(phone, 0).scrollIntoViewIfNeeded();
  await expect(rowAt(phone, 0).getByRole("rowheader")).toBeInViewport({ ratio: 1 });

  await page.goto("/opt-ins");
  const name = page.getByRole("rowheader").first();
  await expect(name).toContainText(lead.first_name);
  expect((await name.boundingBox())?.width).toBeGreaterThan(300);
});

const isCut = (part: Locator) =>
  part.evaluate(
    (element) =>
      element.scrollWidth > element.clientWidth || element.scrollHeight > element.clientHeight,
  );

test("the first rows are drawn where the app puts them, at that size too", async ({
  visit,
  api,
  faultyProxy,
}) => {
  const [first] = await everyLead(api);
  if (!first) throw new Error("The sample has no leads");
  const page = await visit("/icon.svg", {
    as: "setter",
    throughProxy: true,
    provoking: /favicon/,
    viewport: { width: 2400, height: 900 },
  });
  const release = faultyProxy.hold("GET", /\/assets\/app-.*\.js/);
  await page.goto(`${faultyProxy.url}/leads`, { waitUntil: "commit" });
  const name = page.getByText(fullName(first)).first();
  await expect(name).toBeVisible();
  const before = await name.boundingBox();
  release();
  await expectRow(page, 0, [first]);
  expect(await rowAt(page, 0).getByText(fullName(first)).boundingBox()).toEqual(before);
});

test("on a phone one swipes through the pages' links, and sees the one where one is", async ({
  visit,
}) => {
  for (const width of [360, 390]) {
    const page = await visit("/opt-ins", { as: "setter", viewport: { width, height: 740 } });
    await expect(page.getByRole("rowheader").first()).toBeVisible();
    await expectFits(page);
    const links = page.getByRole("navigation", { name: "Pages" });
    await expect(links.getByRole("link", { name: "Opt-ins" })).toBeInViewport({ ratio: 0.95 });
    await links.getByRole("link", { name: "Settings" }).click();
    await expect(links.getByRole("link", { name: "Settings" })).toBeInViewport({ ratio: 0.95 });
    await expectFits(page);
  }
});
