import type { Locator } from "@playwright/test";
import { EVENTS_PATH } from "#api/contract/events.ts";
import { everyLead, matching, submitLead } from "../record.ts";
import { html } from "../setup/faulty-proxy.ts";
import { expect, test } from "../test.ts";
import {
  chooseStatus,
  drawerOf,
  expectRow,
  expectStatus,
  expectTotal,
  filterBy,
  filterButton,
  leadTable,
  openFilter,
  openLead,
  rowAt,
  scrollTo,
  statusPicker,
} from "../verbs/leads.ts";
import { serverBanner } from "../verbs/live.ts";

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } as const;

test("the main job on a phone", async ({ visit, api }) => {
  const lead = await submitLead(api);
  const all = await everyLead(api);
  const page = await visit("/leads", { as: "setter", ...PHONE });
  await expectTotal(page, all.length, all.length);
  await filterBy(page, "Source", "Manual");
  await expectTotal(page, matching(all, { source: ["MANUAL"] }).length, all.length);

  const drawer = await openLead(page, lead);
  expect((await drawer.boundingBox())?.width).toBe(390);
  // What is pressed by a finger is as large as one, and seen without hovering.
  expect((await drawer.getByRole("link", { name: /^Email/ }).boundingBox())?.height).toBe(44);
  await expect(drawer.getByRole("button", { name: "Copy email" })).toHaveCSS("opacity", "1");
  await chooseStatus(drawer, "Follow Up");
  await expectStatus(drawer, "Follow Up");
  await drawer.getByRole("button", { name: "Close" }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("nothing is wider than a phone of 390 or 320 pixels", async ({ visit, api }) => {
  const [lead] = await everyLead(api);
  if (!lead) throw new Error("The sample has no leads");
  for (const width of [390, 320]) {
    const page = await visit("/leads", {
      as: "manager",
      ...PHONE,
      viewport: { width, height: 740 },
    });
    await expect(leadTable(page).getByRole("rowheader").first()).toBeVisible();
    const overflow = () =>
      page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(await overflow()).toBe(0);
    await scrollTo(page, 1);
    await page.goto(`/leads?lead=${lead.id}&tab=opt-ins`);
    await drawerOf(page, lead);
    expect(await overflow()).toBe(0);
    await page.goto("/settings/connection");
    await expect(page.getByText("Own record")).toBeVisible();
    expect(await overflow()).toBe(0);
    await page.goto("/settings/me");
    await expect(page.getByText("This session")).toBeVisible();
    expect(await overflow()).toBe(0);
    await page.goto("/settings/statuses");
    await expect(page.getByRole("link", { name: /leads, Fresh Lead/ })).toBeVisible();
    expect(await overflow()).toBe(0);
  }
});

test("at four times the size, what opens is on the screen whole or scrolls there", async ({
  visit,
}) => {
  // A window of 1280 by 1024 pixels.
  const viewport = { width: 320, height: 256 };
  const page = await visit("/leads", { as: "manager", viewport });
  await expect(leadTable(page).getByRole("rowheader").first()).toBeVisible();
  const expectInside = async (part: Locator) => {
    const { x, y, width, height } = (await part.boundingBox()) ?? { x: -1, y: -1 };
    expect([x, y].every((edge) => edge >= 0)).toBe(true);
    expect(x + (width ?? 999)).toBeLessThanOrEqual(viewport.width);
    expect(y + (height ?? 999)).toBeLessThanOrEqual(viewport.height);
  };
  await openFilter(page, "Setter");
  await expectInside(page.getByRole("dialog"));
  await page.keyboard.press("Escape");
  await statusPicker(rowAt(page, 0)).click();
  await expect(page.getByRole("listbox")).toBeVisible();
  await expectInside(page.getByRole("dialog"));
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Helen Marsh" }).click();
  const signOut = page.getByRole("button", { name: "Sign out" });
  await signOut.scrollIntoViewIfNeeded();
  await expectInside(signOut);

  const entrance = await visit("/sign-in", { viewport });
  await expectInside(entrance.getByRole("textbox", { name: "Email" }));
});

test("a finger opens lists, and not the keyboard over them; keys narrow them all the same", async ({
  visit,
  api,
}) => {
  const lead = await submitLead(api);
  const page = await visit("/leads", { as: "setter", ...PHONE });
  await expectRow(page, 0, [lead]);
  const field = page.getByRole("combobox");
  const popup = page.getByRole("dialog");

  await filterButton(page, "Source").tap();
  await expect(popup).toBeFocused();
  await page.getByRole("option", { name: /^Manual/ }).tap();
  await expect(filterButton(page, "Source")).toHaveAccessibleName(/1 chosen/);
  await expect(popup).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(popup).toHaveCount(0);

  await statusPicker(rowAt(page, 0)).tap();
  await expect(popup).toBeFocused();
  await page.keyboard.type("won");
  await expect(field).toBeFocused();
  await expect(page.getByRole("option")).toHaveText(["Won"]);
  await page.keyboard.press("Escape");
  await statusPicker(rowAt(page, 0)).tap();
  await expect(popup).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(field).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(popup).toHaveCount(0);

  // Who opens it by keyboard types at once.
  await filterButton(page, "Status").press("Enter");
  await expect(field).toBeFocused();
});

test("beside an open lead, what says that the server is away can be seen and reached", async ({
  visit,
  api,
  faultyProxy,
}) => {
  const lead = await submitLead(api);
  const page = await visit(`/leads?lead=${lead.id}`, {
    as: "setter",
    throughProxy: true,
    provoking: /ERR_|502/,
    ...PHONE,
  });
  const drawer = await drawerOf(page, lead);
  const events = new RegExp(EVENTS_PATH);
  faultyProxy.fail("*", events, html);
  faultyProxy.fail("GET", /\/dashboard\/sync$/, html);
  faultyProxy.breakOff(events);
  const banner = serverBanner(page);
  await expect(banner).toBeVisible({ timeout: 40_000 });
  const isCovered = () =>
    banner.evaluate((element) => {
      const { x, y, width, height } = element.getBoundingClientRect();
      const top = document.elementFromPoint(x + width / 2, y + height / 2);
      return element.closest("[inert]") !== null || !element.contains(top);
    });
  expect(await isCovered()).toBe(false);
  const [sheet, words] = await Promise.all([drawer.boundingBox(), banner.boundingBox()]);
  expect((sheet?.y ?? 0) + (sheet?.height ?? 0)).toBeCloseTo(words?.y ?? 0);
  // What it covers is out of reach.
  await expect(page.locator("header").first()).toHaveAttribute("inert");
});
