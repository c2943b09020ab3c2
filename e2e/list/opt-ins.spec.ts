import type { Locator, Page } from "@playwright/test";
import type { Client } from "#api/client.ts";
import { getLead, type Lead } from "#api/contract/leads/leads.ts";
import type { OptIn } from "#api/contract/opt-ins/opt-ins.ts";
import { type Submission, submitOptIn } from "#api/contract/opt-ins/submission.ts";
import { sentenceCase } from "#api/contract/vocabulary.ts";
import { everyOptIn, submitLead } from "../record.ts";
import { answer } from "../setup/faulty-proxy.ts";
import { expect, test } from "../test.ts";
import { expectAccessible, expectFits } from "../verbs/accessibility.ts";
import { count, drawerOf, fullName } from "../verbs/leads.ts";
import { continueAs } from "../verbs/people.ts";
import { painted } from "../verbs/updates.ts";

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } as const;

const optInTable = (page: Page): Locator => page.getByRole("grid", { name: "Opt-ins" });

/** The row at a place in the list, from 0. The header is the table's first row. */
const rowAt = (page: Page, index: number): Locator =>
  optInTable(page).locator(`[role=row][aria-rowindex="${index + 2}"]`);

const totalOf = (page: Page): Locator =>
  page.getByRole("status").filter({ hasText: /\d opt-ins?$/ });

const pages = (page: Page): Locator => page.getByRole("navigation", { name: "Pages" });

/** The card of the opt-in that a lead is open at. */
const openCard = (drawer: Locator): Locator =>
  drawer.getByRole("article").and(drawer.locator("[aria-current=true]"));

const leadOf = (api: Client, { lead_id: id }: OptIn): Promise<Lead> =>
  api.call(getLead, { params: { id } });

function present<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("The sample has no such opt-in");
  return value;
}

/** The row at this place is the opt-in that stands there in the record. */
async function expectRow(page: Page, index: number, optIns: readonly OptIn[], api: Client) {
  const optIn = present(optIns[index]);
  const row = rowAt(page, index);
  await expect(row.getByRole("rowheader")).toHaveText(fullName(await leadOf(api, optIn)));
  await expect(row.getByRole("gridcell")).toHaveText([
    /\d:\d\d/,
    sentenceCase(optIn.source),
    optIn.provider_form_name ?? optIn.provider_form_id ?? "–",
    optIn.external_reference ?? "–",
  ]);
}

/** Where an open opt-in is in the list, as the drawer says it. */
const placeOf = (index: number, optIns: readonly OptIn[]): string =>
  `${count(index + 1)} of ${count(optIns.length)}`;

/** The opt-in that a row has is open beside it. */
async function expectOpen(page: Page, index: number, optIns: readonly OptIn[], api: Client) {
  const optIn = present(optIns[index]);
  const drawer = await drawerOf(page, await leadOf(api, optIn));
  await expect(drawer.getByRole("tab", { name: "Opt-ins", selected: true })).toBeVisible();
  await expect(drawer.getByText(placeOf(index, optIns), { exact: true })).toBeVisible();
  await expect(openCard(drawer).getByRole("heading", { level: 3 })).toHaveText(
    sentenceCase(optIn.source),
  );
  await expect(openCard(drawer)).toBeInViewport();
  await expect(rowAt(page, index)).toHaveAttribute("aria-current", "true");
  expect(page.url()).toContain(`opt-in=${optIn.id}`);
  return drawer;
}

test("lists every opt-in, newest first, to the end", async ({ visit, api }) => {
  const all = await everyOptIn(api);
  const page = await visit("/leads", { as: "viewer" });
  await pages(page).getByRole("link", { name: "Opt-ins" }).click();
  await expect(page).toHaveTitle("Opt-ins");
  await expect(pages(page).locator("[aria-current=page]")).toHaveText("Opt-ins");
  await expect(page.getByRole("heading", { level: 1, name: "Opt-ins" })).toBeAttached();
  await expect(totalOf(page)).toHaveText(`${count(all.length)} opt-ins`);
  await expect(optInTable(page)).toHaveAttribute("aria-rowcount", String(all.length + 1));
  await expect(optInTable(page).getByRole("columnheader")).toHaveText([
    "Time",
    "Lead",
    "Source",
    "Form",
    "Reference",
  ]);
  for (const index of [0, 1, 12]) await expectRow(page, index, all, api);

  await rowAt(page, 0).focus();
  await page.keyboard.press("End");
  await expectRow(page, all.length - 1, all, api);
  await expect(rowAt(page, all.length - 1)).toBeFocused();
  await page.keyboard.press("Home");
  await expectRow(page, 0, all, api);
  expect(await optInTable(page).getByRole("row").count()).toBeLessThan(80);

  await pages(page).getByRole("link", { name: "Settings" }).click();
  await expect(page).toHaveTitle("Me");
  await expect(pages(page).locator("[aria-current=page]")).toHaveText("Settings");
  await page.goBack();
  await expectRow(page, 0, all, api);
});

test("a row opens the lead at that opt-in, from which one goes on to the next row", async ({
  visit,
  api,
}) => {
  const all = await everyOptIn(api);
  const page = await visit("/opt-ins", { as: "manager" });
  await rowAt(page, 2).getByRole("rowheader").click();
  let drawer = await expectOpen(page, 2, all, api);
  await expect(openCard(drawer)).toBeFocused();
  await expect(page).toHaveTitle(`${fullName(await leadOf(api, present(all[2])))} · Opt-ins`);

  const next = page.getByRole("dialog").getByRole("button", { name: "Next opt-in" });
  await next.click();
  drawer = await expectOpen(page, 3, all, api);
  await expect(next).toBeFocused();
  await drawer.getByRole("button", { name: "Previous opt-in" }).click();
  drawer = await expectOpen(page, 2, all, api);
  await drawer.getByRole("tab", { name: "Billing" }).click();
  await page.keyboard.press("ArrowLeft");
  await expect(drawer.getByRole("tab", { name: "Opt-ins", selected: true })).toBeFocused();
  await expect(openCard(drawer)).toBeInViewport();

  // One step back, however far one went on.
  await page.goBack();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  expect(new URL(page.url()).search).toBe("");
  await expect(rowAt(page, 2)).toBeFocused();

  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expectOpen(page, 3, all, api);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(rowAt(page, 3)).toBeFocused();
});

test("a link opens it, and what a link can't mean is said", async ({ visit, api }) => {
  const all = await everyOptIn(api);
  const index = Math.floor(all.length / 2);
  const { id, lead_id } = present(all[index]);
  const page = await visit(`/opt-ins?lead=${lead_id}&opt-in=${id}`, { as: "setter" });
  const drawer = await expectOpen(page, index, all, api);
  await expect(openCard(drawer)).toBeFocused();
  await expectRow(page, index, all, api);
  await drawer.getByRole("button", { name: "Close" }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page).toHaveURL(/\/opt-ins$/);

  await page.goto(`/opt-ins?lead=${lead_id}&opt-in=${crypto.randomUUID()}&source=CALENDLY&tab=x`);
  await expect(drawer.getByText("The opt-in that this link leads to can't be found")).toBeVisible();
  await expect(drawer.getByText("Not in this list now")).toBeVisible();
  await expect(openCard(drawer)).toHaveCount(0);
  const note = page.getByRole("status").filter({ hasText: "Left out" });
  await expect(note).toContainText("“source=CALENDLY”, “tab=x”");
  await page.getByRole("button", { name: "Dismiss" }).click();
  await expect(note).toHaveCount(0);
  expect(page.url()).toContain(lead_id);
  expect(page.url()).not.toContain("source");

  await page.goto(`/opt-ins?opt-in=${id}`);
  await expect(note).toContainText(`“opt-in=${id}”`);
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("a link leads there also where the place is known before the list is", async ({
  visit,
  api,
  faultyProxy,
}) => {
  const all = await everyOptIn(api);
  const index = Math.floor(all.length / 2);
  const { id, lead_id } = present(all[index]);
  const page = await visit("/settings/me", { as: "setter", throughProxy: true });
  const giveRows = faultyProxy.hold("GET", /\/api\/dashboard\/opt-ins\?/);
  await page.goto(`/opt-ins?lead=${lead_id}&opt-in=${id}`);
  await expect(
    page.getByRole("dialog").getByText(placeOf(index, all), { exact: true }),
  ).toBeVisible();
  await painted(page);
  giveRows();
  await expectRow(page, index, all, api);
});

test("another opt-in is there as it comes in, and moves nobody's place", async ({ visit, api }) => {
  const lead = await submitLead(api);
  const page = await visit("/opt-ins", { as: "viewer" });
  await expect(rowAt(page, 0).getByRole("rowheader")).toHaveText(fullName(lead));
  const { length } = await everyOptIn(api);
  const { email, first_name } = lead;
  const body = { email, first_name, source: "WEBINAR", provider_form_name: "Once more" } as const;
  await api.call(submitOptIn, { body });
  await expect(totalOf(page)).toHaveText(`${count(length + 1)} opt-ins`);
  await expect(rowAt(page, 0)).toContainText("Once more");

  await optInTable(page).evaluate((table) => table.scrollTo({ top: 200 * 36 }));
  const row = rowAt(page, 205);
  await expect(row.getByRole("rowheader")).toHaveText(/\w/);
  const seen = await row.getByRole("rowheader").innerText();
  const before = await row.boundingBox();
  await api.call(submitOptIn, { body: { ...body, source: "OTHER" } });
  await expect(totalOf(page)).toHaveText(`${count(length + 2)} opt-ins`);
  await expect(rowAt(page, 206).getByRole("rowheader")).toHaveText(seen);
  expect((await rowAt(page, 206).boundingBox())?.y).toBe(before?.y);
});

test("whatever a sender sent is shown as text, on one line", async ({ visit, api }) => {
  const text = `<img src=x onerror="document.title='taken'">\u202eesrever ${"W".repeat(5_000)}`;
  const hostile: Partial<Submission> = {
    first_name: text,
    provider_form_name: text,
    external_reference: `javascript:${text}${crypto.randomUUID()}`,
  };
  const lead = await submitLead(api, hostile);
  for (const options of [{}, PHONE]) {
    const page = await visit("/opt-ins", { as: "viewer", ...options });
    await expect(rowAt(page, 0).getByRole("rowheader")).toContainText("<img src=x");
    const heights = [await rowAt(page, 0).boundingBox(), await rowAt(page, 1).boundingBox()];
    expect(heights[0]?.height).toBe(heights[1]?.height);
    expect(await rowAt(page, 0).locator("img, a[href^=javascript]").count()).toBe(0);
    await expectFits(page);
    await rowAt(page, 0).getByRole("rowheader").click();
    await expect(page.getByRole("dialog")).toBeVisible();
    await expect(page).toHaveURL(new RegExp(lead.id));
    await expect(page).not.toHaveTitle("taken");
  }
});

test("on a phone each has two lines, and the lead covers them", async ({ visit, api }) => {
  const all = await everyOptIn(api);
  for (const width of [390, 360]) {
    const page = await visit("/opt-ins", {
      as: "setter",
      ...PHONE,
      viewport: { width, height: 740 },
    });
    const optIn = present(all[0]);
    const form = optIn.provider_form_name ?? optIn.provider_form_id;
    await expect(rowAt(page, 0)).toContainText(
      [sentenceCase(optIn.source), form].filter(Boolean).join(" · "),
    );
    await expectFits(page);
    for (const name of ["Leads", "My leads", "Opt-ins", "Settings"]) {
      const link = pages(page).getByRole("link", { name, exact: true });
      await expect(link).toBeInViewport({ ratio: 1 });
    }
    await expect(page.getByRole("button", { name: "Mara Lindqvist" })).toBeInViewport({ ratio: 1 });

    await rowAt(page, 0).click();
    const drawer = await expectOpen(page, 0, all, api);
    expect((await drawer.boundingBox())?.width).toBe(width);
    await drawer.getByRole("button", { name: "Close" }).click();
    await expect(page.getByRole("dialog")).toHaveCount(0);
  }
});

test("axe finds nothing, in light and dark, on a phone too", async ({ visit, api }) => {
  const [first] = await everyOptIn(api);
  const path = `/opt-ins?lead=${present(first).lead_id}&opt-in=${present(first).id}`;
  for (const options of [{}, PHONE]) {
    const page = await visit("/opt-ins", { as: "manager", ...options });
    await expect(optInTable(page).getByRole("rowheader").first()).toBeVisible();
    await expectAccessible(page, "opt-ins", "html");
    await page.goto(path);
    await expect(openCard(page.getByRole("dialog"))).toBeVisible();
    await expectAccessible(page, "an opt-in", "html");
  }
});

test("opt-ins that can't be had are said, and come on trying again", async ({
  visit,
  api,
  faultyProxy,
}) => {
  const all = await everyOptIn(api);
  faultyProxy.fail("GET", /\/api\/dashboard\/opt-ins\?/, answer(500, "Internal server error"));
  const page = await visit("/opt-ins", { as: "viewer", throughProxy: true, provoking: /500/ });
  const alert = page.getByRole("alert").filter({ hasText: "Couldn't load the opt-ins" });
  await expect(alert).toBeVisible();
  faultyProxy.mend();
  await alert.getByRole("button", { name: "Try again" }).click();
  await expectRow(page, 0, all, api);
});

test("whoever signs in again comes back to the opt-in they had open", async ({ visit, api }) => {
  const all = await everyOptIn(api);
  const { id, lead_id } = present(all[1]);
  const page = await visit(`/opt-ins?lead=${lead_id}&opt-in=${id}`, { provoking: /401/ });
  await continueAs(page, "Helen Marsh");
  await expectOpen(page, 1, all, api);
});
