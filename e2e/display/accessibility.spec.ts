import type { Locator, Page } from "@playwright/test";
import { wcagContrast } from "culori";
import { submitLead } from "../record.ts";
import { answer } from "../setup/faulty-proxy.ts";
import { expect, test } from "../test.ts";
import { expectAccessible, inBothSchemes } from "../verbs/accessibility.ts";
import {
  cellAt,
  chooseStatus,
  drawerOf,
  leadTable,
  openFilter,
  openLead,
  rowAt,
  rowOf,
  statusPicker,
} from "../verbs/leads.ts";

test("axe finds nothing on the way in", async ({ visit }) => {
  const page = await visit("/sign-in", { provoking: /401/ });
  await expect(page.getByRole("button", { name: "Sign in", exact: true })).toBeVisible();
  await expectAccessible(page, "sign-in");

  await page.getByRole("textbox", { name: "Email" }).fill("helen.marsh@example.com");
  await page.getByLabel("Password").fill("not the password");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("alert")).toBeVisible();
  await expectAccessible(page, "sign-in refused");
});

test("axe finds nothing in the list", async ({ visit, api }) => {
  const lead = await submitLead(api);
  const page = await visit("/leads", { as: "manager" });
  await expect(leadTable(page).getByRole("rowheader").first()).toBeVisible();
  await expectAccessible(page, "leads");

  await openFilter(page, "Setter");
  await page.keyboard.press("ArrowDown");
  await inBothSchemes(page, () => expectActiveOptionStandsOut(page));
  await expectAccessible(page, "open filter", "[role=dialog]");
  await page.keyboard.press("Escape");

  await statusPicker(rowOf(page, lead)).click();
  await expect(page.getByRole("listbox")).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await inBothSchemes(page, () => expectActiveOptionStandsOut(page));
  await expectAccessible(page, "open picker", "[role=dialog]");
  await page.getByRole("option", { name: /^Won/ }).click();
  await expect(page.getByRole("button", { name: "Undo" })).toBeVisible();
  await expectAccessible(page, "notification");

  await page.getByRole("button", { name: "Helen Marsh" }).click();
  await expect(page.getByRole("button", { name: "Sign out" })).toBeVisible();
  await expectAccessible(page, "person menu", "[popover]");

  await page.goto("/leads?source=WEBINAR&setter=nobody%40example.com");
  await expect(page.getByText("No lead matches these filters")).toBeVisible();
  await expectAccessible(page, "empty");
});

test("axe finds nothing in the drawer", async ({ visit, api }) => {
  const lead = await submitLead(api, {
    questions_answers: [{ question: "What next?", answer: "A call" }],
    traffic: { utm_source: "newsletter", landing_page: "https://www.example.com/apply" },
  });
  const page = await visit(`/leads?lead=${lead.id}`, { as: "manager" });
  const drawer = await drawerOf(page, lead);
  for (const tab of ["Summary", "Opt-ins", "Billing", "Activity"]) {
    await drawer.getByRole("tab", { name: tab }).click();
    await expect(drawer.getByRole("tabpanel")).toBeVisible();
    await expectAccessible(page, tab, tab === "Summary" ? "html" : "[role=dialog]");
  }
});

test("axe finds nothing in the settings", async ({ visit }) => {
  const page = await visit("/settings/connection", { as: "manager" });
  await expect(page.getByText("Own record")).toBeVisible();
  await expectAccessible(page, "connection");
  await page.goto("/settings/me");
  await expect(page.getByText("This session")).toBeVisible();
  await expectAccessible(page, "me");
  await page.goto("/settings/statuses");
  await expect(page.getByRole("link", { name: /leads, Fresh Lead/ })).toBeVisible();
  await expectAccessible(page, "statuses");
  await page.setViewportSize({ width: 390, height: 844 });
  await expectAccessible(page, "statuses on a phone", "main");
});

test("axe finds nothing when the list can't be had", async ({ visit, faultyProxy }) => {
  faultyProxy.fail("GET", /\/api\/dashboard\/leads/, answer(500, "Internal server error"));
  // The page puts a name for `me`, so this list doesn't come with it.
  const page = await visit("/leads?setter=me", {
    as: "manager",
    throughProxy: true,
    provoking: /500/,
  });
  await expect(page.getByRole("button", { name: "Try again" }).first()).toBeVisible();
  await expectAccessible(page, "error");
});

test("axe finds nothing on a phone", async ({ visit, api }) => {
  const lead = await submitLead(api);
  const viewport = { width: 390, height: 844 };
  const page = await visit("/leads", { as: "manager", viewport });
  await expect(leadTable(page).getByRole("rowheader").first()).toBeVisible();
  await expectAccessible(page, "leads on a phone");
  await page.goto(`/leads?lead=${lead.id}&tab=opt-ins`);
  await drawerOf(page, lead);
  await expectAccessible(page, "drawer on a phone");
});

/** The ring of the option that Enter would choose, against what is around it: 3:1. */
async function expectActiveOptionStandsOut(page: Page): Promise<void> {
  const option = page.locator("[role=option][data-highlighted]");
  await expect(option).toHaveCount(1);
  const [ring, own, around] = await option.evaluate((element) => {
    const { outlineColor, outlineStyle, outlineWidth, backgroundColor } = getComputedStyle(element);
    const popup = element.closest("[role=dialog]") ?? element;
    const isRing = outlineStyle === "solid" && outlineWidth === "2px";
    return [
      isRing ? outlineColor : "none",
      backgroundColor,
      getComputedStyle(popup).backgroundColor,
    ];
  });
  for (const background of [own, around]) {
    expect(wcagContrast(ring ?? "", background ?? "")).toBeGreaterThanOrEqual(3);
  }
}

test("where the system's colours replace ours, edges say what backgrounds did", async ({
  visit,
  api,
}) => {
  const lead = await submitLead(api);
  const page = await visit("/leads", { as: "manager", forcedColors: "active" });
  const drawer = await openLead(page, lead);
  const edge = (part: Locator, side: "top" | "bottom") =>
    part.evaluate((element, name) => {
      const style = getComputedStyle(element);
      return `${style.getPropertyValue(`border-${name}-width`)} ${style.getPropertyValue(`border-${name}-color`)}`;
    }, side);
  const colour = (name: string) =>
    page.evaluate((value) => {
      const element = document.body.appendChild(document.createElement("i"));
      element.style.color = value;
      const { color } = getComputedStyle(element);
      element.remove();
      return color;
    }, name);
  const [text, highlight] = [await colour("CanvasText"), await colour("Highlight")];

  const selected = drawer.getByRole("tab", { selected: true });
  expect(await edge(selected, "bottom")).toBe(`2px ${highlight}`);
  expect(await edge(drawer.getByRole("tab", { selected: false }).first(), "bottom")).toMatch(
    /^0px/,
  );
  expect(await edge(drawer, "top")).toBe(`1px ${text}`);

  await chooseStatus(drawer, "Won");
  const notice = page.getByRole("region", { name: "Notices" }).locator("> * > *").first();
  await expect(notice).toBeVisible();
  expect(await edge(notice, "top")).toBe(`1px ${text}`);

  await cellAt(rowOf(page, lead), "source").click({ button: "right" });
  expect(await edge(page.getByRole("menu"), "top")).toBe(`1px ${text}`);
  expect(await edge(page.getByRole("menu").getByRole("separator"), "top")).toBe(`1px ${text}`);
  await page.keyboard.press("Escape");

  await openFilter(page, "Source");
  await page.keyboard.press("ArrowDown");
  expect(await edge(page.getByRole("dialog", { name: "Filter by source" }), "top")).toBe(
    `1px ${text}`,
  );
  const active = page.locator("[role=option][data-highlighted]");
  expect(
    await active.evaluate((element) => {
      const { outlineStyle, outlineColor } = getComputedStyle(element);
      return [outlineStyle, outlineColor];
    }),
  ).toEqual(["solid", highlight]);
  await page.keyboard.press("Escape");

  await page.getByRole("button", { name: "Helen Marsh" }).click();
  expect(await edge(page.locator("[popover]"), "top")).toBe(`1px ${text}`);
  await page.keyboard.press("Escape");
  // The list may still be scrolling to the cell, which ends a tooltip.
  await expect(async () => {
    await page.getByRole("button", { name: "Helen Marsh" }).hover();
    await cellAt(rowAt(page, 0), "created").hover();
    await expect(page.getByRole("tooltip")).toBeVisible({ timeout: 2_000 });
  }).toPass();
  expect(await edge(page.getByRole("tooltip"), "top")).toBe(`1px ${text}`);
});
