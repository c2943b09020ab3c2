import type { Page } from "@playwright/test";
import { EVENTS_PATH } from "#api/contract/events.ts";
import { everyLead, matching, setStatus, submitLead } from "../record.ts";
import { answer, html } from "../setup/faulty-proxy.ts";
import { expect, test } from "../test.ts";
import { expectAccessible, expectFits, expectNoViolations } from "../verbs/accessibility.ts";
import { expectLeads } from "../verbs/filters.ts";
import { chooseStatus, expectStatus, filterBy, leadTable, rowOf } from "../verbs/leads.ts";
import { serverBanner } from "../verbs/live.ts";
import { turn } from "../verbs/visibility.ts";

/** That the dashboard's own server is away is said before anyone acts, and only while it is. */

const EVENTS = new RegExp(EVENTS_PATH);
const AWAY = /ERR_|502/;
const BANNER = "[role=status]:has(p)";
const PHONE = { width: 360, height: 780 };

/** Opens the leads on a page whose time passes as the journey says. */
async function openLeads(page: Page): Promise<void> {
  await page.clock.install();
  await page.goto("/leads");
}

/** Time passes on the tab that reads the stream, in steps in which nothing else runs out. */
const passTime = (reader: Page, until: () => Promise<void>) =>
  expect(async () => {
    await reader.clock.fastForward(6_000);
    await until();
  }).toPass();

const expectAway = (reader: Page) =>
  passTime(reader, () => expect(serverBanner(reader)).toBeVisible({ timeout: 1_000 }));

const expectBack = (reader: Page) =>
  passTime(reader, () => expect(serverBanner(reader)).toHaveCount(0, { timeout: 1_000 }));

const isFollowing = (page: Page) => page.waitForRequest(EVENTS);

test("while the server is away every tab says so and goes on showing what it has", async ({
  visit,
  api,
  faultyProxy,
}) => {
  const lead = await submitLead(api);
  const page = await visit("/sign-in", { as: "setter", throughProxy: true, provoking: AWAY });
  await openLeads(page);
  const second = await page.context().newPage();
  await second.goto("/leads");
  await setStatus(api, lead, "Follow Up");
  for (const tab of [page, second]) {
    await expectStatus(rowOf(tab, lead), "Follow Up");
    await expect(serverBanner(tab)).toHaveCount(0);
  }

  // All that the page asks while nobody does anything, so that a tab can still be opened.
  faultyProxy.fail("*", EVENTS, html);
  faultyProxy.fail("GET", /\/dashboard\/sync$/, html);
  faultyProxy.fail("PATCH", /./, html);
  faultyProxy.breakOff(EVENTS);
  await expectAway(page);
  for (const tab of [page, second]) {
    await expect(serverBanner(tab)).toHaveText(
      /^The dashboard's server can't be reached\. What you see is from \d\d:\d\d \(\d+ seconds? ago\)\. You can go on reading; changes can't be saved until it is back\.$/,
    );
  }
  // Whoever opens another tab is told there, too.
  const third = await page.context().newPage();
  await third.goto("/leads");
  await expect(serverBanner(third)).toBeVisible();
  await chooseStatus(rowOf(page, lead), "Won");
  await expect(page.getByRole("alert").filter({ hasText: "Couldn't change" })).toBeVisible();
  await expectStatus(rowOf(page, lead), "Follow Up");

  await expectAccessible(second, "server away", BANNER);
  await second.setViewportSize(PHONE);
  await expect(leadTable(second).getByRole("rowheader").first()).toBeVisible();
  await expectFits(second);
  await expectNoViolations(second, "server away on a phone", BANNER);

  faultyProxy.mend();
  await setStatus(api, lead, "Lost");
  await expectBack(page);
  for (const tab of [page, second, third]) {
    await expect(serverBanner(tab)).toHaveCount(0);
    await expectStatus(rowOf(tab, lead), "Lost");
  }
});

test("an outage is told once, and no rows pass for what a new filter asks for", async ({
  visit,
  api,
  faultyProxy,
}) => {
  const lead = await submitLead(api, { source: "MANUAL" });
  const all = await everyLead(api);
  const page = await visit("/sign-in", { as: "setter", throughProxy: true, provoking: AWAY });
  await openLeads(page);
  await setStatus(api, lead, "Follow Up");
  await expectStatus(rowOf(page, lead), "Follow Up");
  const rows = leadTable(page).getByRole("rowheader");
  const chip = page.getByRole("button", { name: "Source: Webinar", exact: true });

  // The list, and what goes with it, fails before the server counts as away.
  faultyProxy.fail("*", /\/api\//, html);
  faultyProxy.breakOff(EVENTS);
  await chooseStatus(rowOf(page, lead), "Won");
  const notice = page.getByRole("alert").filter({ hasText: "Couldn't change the status" });
  await expect(notice).toBeVisible();
  await filterBy(page, "Source", "Webinar");
  const failure = page.getByRole("alert").filter({ hasText: "Couldn't load these leads" });
  await expect(failure).toBeVisible();
  await expect(chip).toBeVisible();
  await expect(rows).toHaveCount(0);
  await expect(page.getByRole("status").filter({ hasText: /\d leads?$/ })).toHaveCount(0);
  await expect(page.getByRole("img", { name: /^Not live: the server/ })).toBeVisible();

  await expectAway(page);
  await expect(page.getByText(/can't be reached|is not answering/)).toHaveCount(1);
  await expect(failure).toContainText("This works again once the server is back.");
  await expect(page.getByText(/^Couldn't (load|count)/)).toHaveCount(1);
  for (const size of [{ width: 1280, height: 720 }, PHONE]) {
    await page.setViewportSize(size);
    const banner = await serverBanner(page).boundingBox();
    const above = await notice.boundingBox();
    expect((above?.y ?? 0) + (above?.height ?? 0)).toBeLessThanOrEqual(banner?.y ?? 0);
  }
  await page.setViewportSize({ width: 1280, height: 720 });

  await page.getByRole("link", { name: "My leads" }).click();
  await expect(
    page.getByRole("button", { name: "Setter: Mara Lindqvist (you)", exact: true }),
  ).toBeVisible();
  await expect(failure).toBeVisible();
  await expect(rows).toHaveCount(0);
  await page.goBack();
  // What was there before is there again without the server.
  await page.getByRole("button", { name: "Remove filter Source: Webinar" }).click();
  await expectLeads(page, all, all);
  await page.goBack();
  await expect(failure).toBeVisible();
  faultyProxy.mend();
  await expectLeads(page, matching(all, { source: ["WEBINAR"] }), all);
  await expectBack(page);
});

test("a page whose code can't be had while the server is away is there once it is back", async ({
  visit,
  api,
  faultyProxy,
}) => {
  const [lead] = await everyLead(api);
  if (!lead) throw new Error("The sample has no leads");
  const page = await visit("/leads", { as: "setter", throughProxy: true, provoking: AWAY });
  await expect(rowOf(page, lead)).toBeVisible();
  faultyProxy.fail("GET", /\/assets\/(settings|queries|opt-ins)/, html);
  faultyProxy.fail("GET", /\/dashboard\/sync$/, html);
  const pages = page.getByRole("navigation", { name: "Pages" });
  await pages.getByRole("link", { name: "Settings" }).click();
  const problem = page.getByRole("alert").filter({ hasText: "This page can't be shown" });
  await expect(problem).toBeVisible();
  await expect(page).toHaveURL(/\/settings\/me$/);
  await pages.getByRole("link", { name: "Opt-ins" }).click();
  await expect(page).toHaveURL(/\/opt-ins$/);
  await expect(problem).toContainText("server");
  await pages.getByRole("link", { name: "Settings" }).click();
  await expect(problem).toBeVisible();
  await pages.getByRole("link", { name: "Leads", exact: true }).click();
  await expect(rowOf(page, lead)).toBeVisible();
  await page.goBack();
  await expect(problem).toBeVisible();

  faultyProxy.mend();
  await problem.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("heading", { name: "Me", exact: true })).toBeVisible();
});

test("a browser that is offline says so by itself, also without locks, and not for long after", async ({
  visit,
  api,
}) => {
  const lead = await submitLead(api);
  const page = await visit("/sign-in", { as: "setter", provoking: AWAY });
  await page.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, "locks"));
  await Promise.all([isFollowing(page), openLeads(page)]);
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.method()));
  await page.context().setOffline(true);
  await expectAway(page);
  // A tab that nobody sees has put its stream away, and knows nothing.
  await turn(page, "hidden");
  await expect(serverBanner(page)).toHaveCount(0);
  await turn(page, "visible");
  await expectAway(page);
  // Where nobody answers, nobody is asked twice.
  expect(asked).not.toContain("HEAD");
  await page.context().setOffline(false);
  await expect(serverBanner(page)).toHaveCount(0);
  await setStatus(api, lead, "Won");
  await expectStatus(rowOf(page, lead), "Won");
});

test("a short break of the connection is told to nobody", async ({ visit, api, faultyProxy }) => {
  const lead = await submitLead(api);
  const page = await visit("/leads", { as: "setter", throughProxy: true, provoking: AWAY });
  await setStatus(api, lead, "Won");
  await expectStatus(rowOf(page, lead), "Won");
  await page.evaluate(() => {
    const look = () => {
      const { dataset, textContent } = document.body;
      if (textContent.includes("server can't be reached")) dataset["told"] = "";
    };
    new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
  });

  const isRefused = page.waitForResponse((response) => response.status() === 502);
  faultyProxy.fail("*", EVENTS, html);
  faultyProxy.breakOff(EVENTS);
  await isRefused;
  faultyProxy.mend();
  await setStatus(api, lead, "Lost");
  await expectStatus(rowOf(page, lead), "Lost");
  await expect(page.locator("body")).not.toHaveAttribute("data-told");
});

test("a session that has ended is no server that is away: one signs in again", async ({
  visit,
  faultyProxy,
}) => {
  const page = await visit("/sign-in", { as: "setter", throughProxy: true, provoking: /401|ERR_/ });
  await page.clock.install();
  await Promise.all([isFollowing(page), page.goto("/leads?source=MANUAL")]);
  faultyProxy.fail("*", /\/api\/dashboard\//, answer(401, "Sign in to go on"));
  faultyProxy.breakOff(EVENTS);
  await passTime(page, () => expect(page).toHaveURL(/\/sign-in\?return=/, { timeout: 1_000 }));
  await expect(serverBanner(page)).toHaveCount(0);
});
