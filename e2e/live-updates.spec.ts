import { cp } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { createClient } from "#api/client.ts";
import { EVENTS_PATH } from "#api/contract/events.ts";
import { everyLead, setStatus, submitLead } from "./record.ts";
import { startAppServer } from "./setup/app-server.ts";
import { html } from "./setup/faulty-proxy.ts";
import { SAMPLE_DIRECTORY } from "./setup/sample-database.ts";
import { inTemporaryDirectory } from "./setup/temporary-directory.ts";
import { expect, test } from "./test.ts";
import {
  chooseStatus,
  drawerOf,
  expectRow,
  expectStatus,
  expectTotal,
  leadTable,
  rowAt,
  rowOf,
  scrollTo,
} from "./verbs/leads.ts";

/** What others do shows by itself: nobody reloads anything here. */

const EVENTS = new RegExp(EVENTS_PATH);

/** A stream that is cut off or refused on purpose. */
const CUT = /ERR_|502|503/;

/** The streams that these pages have asked for so far. */
function streamsOf(...pages: Page[]): string[] {
  const asked: string[] = [];
  for (const page of pages) {
    page.on("request", (request) => {
      if (EVENTS.test(request.url())) asked.push(request.url());
    });
  }
  return asked;
}

test("someone changes a status, and others see the badge, the counts and the list follow", async ({
  visit,
  api,
}) => {
  const lead = await submitLead(api);
  const ada = await visit("/leads", { as: "manager" });
  const ben = await visit("/leads", { as: "setter" });
  const status = async (name: string) =>
    (await everyLead(api)).filter((one) => one.status.name === name);
  const [before, all] = [await status("Won"), (await everyLead(api)).length];
  const wonId = before[0]?.status.id ?? "";
  const cleo = await visit(`/leads?status=${wonId}`, { as: "viewer" });
  await expectTotal(cleo, before.length, all);
  await expectStatus(rowOf(ben, lead), "Fresh Lead");

  await chooseStatus(rowOf(ada, lead), "Won");
  await expectStatus(rowOf(ben, lead), "Won");
  await expectTotal(cleo, before.length + 1, all);
  await expect(rowOf(cleo, lead)).toBeVisible();

  // What no longer matches stays under one's hands; that it doesn't count any more is to be seen.
  await chooseStatus(rowOf(ben, lead), "Lost");
  await expectStatus(rowOf(ada, lead), "Lost");
  await expectTotal(cleo, before.length, all);
  await expect(rowOf(cleo, lead).getByText("Lost")).toBeVisible();
});

test("a new lead shows in the total and on top, and whoever reads further down keeps their place", async ({
  visit,
  api,
}) => {
  const page = await visit("/leads", { as: "setter" });
  const far = await visit("/leads", { as: "viewer" });
  const before = await everyLead(api);
  await expectTotal(page, before.length, before.length);
  await scrollTo(far, 0.5);
  const place = () => leadTable(far).evaluate(({ scrollTop }) => scrollTop);
  const middle = Math.floor((await place()) / 36) + 8;
  await expect(rowAt(far, middle).getByRole("rowheader")).toBeVisible();

  await submitLead(api);
  const after = await everyLead(api);
  expect(after).toHaveLength(before.length + 1);
  await expectTotal(page, after.length, after.length);
  await expectRow(page, 0, after);
  await expectRow(page, 1, after);
  await expectTotal(far, after.length, after.length);
});

test("an open drawer follows, and its activity says who it was", async ({ visit, api }) => {
  const lead = await submitLead(api);
  const page = await visit(`/leads?lead=${lead.id}&tab=activity`, { as: "setter" });
  const drawer = await drawerOf(page, lead);
  await expect(drawer.getByText("No status changes recorded here yet")).toBeVisible();
  await setStatus(api, lead, "Won");
  await expectStatus(drawer, "Won");
  await expect(drawer.getByText("e2e", { exact: true })).toBeVisible();
  await drawer.getByRole("tab", { name: "Opt-ins" }).click();
  await expect(drawer.getByRole("tabpanel").getByText("Landing page")).toHaveCount(0);

  await submitLead(api, { email: lead.email, source: "LANDING_PAGE" });
  await expect(
    drawer
      .getByRole("tabpanel")
      .getByText(/landing page/i)
      .first(),
  ).toBeVisible();
});

test("a change of one's own asks for nothing twice", async ({ visit, api }) => {
  const lead = await submitLead(api);
  const page = await visit("/leads", { as: "setter" });
  const witness = await visit("/leads", { as: "viewer" });
  const first = await submitLead(api);
  await expect(rowOf(page, first)).toBeVisible();
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await chooseStatus(rowOf(page, lead), "Won");
  await expect(rowOf(witness, lead).getByText("Won")).toBeVisible();
  // Its own event has come by now, since this one came after it.
  await setStatus(api, first, "Won");
  await expectStatus(rowOf(page, first), "Won");
  expect(asked.filter((path) => path.endsWith("/lead-counts")).length).toBeLessThanOrEqual(2);
  expect(asked.filter((path) => path === "/api/dashboard/leads")).toEqual([]);
});

test("the tabs of a browser share one stream, and the next takes over where one closes", async ({
  visit,
  api,
}) => {
  const lead = await submitLead(api);
  const page = await visit("/leads", { as: "setter" });
  const second = await page.context().newPage();
  const third = await page.context().newPage();
  const asked = streamsOf(second, third);
  await Promise.all([second.goto("/leads"), third.goto(`/leads?lead=${lead.id}`)]);
  await setStatus(api, lead, "Won");
  for (const tab of [page, second, third]) await expectStatus(rowOf(tab, lead), "Won");
  expect(asked).toEqual([]);

  await page.close();
  await setStatus(api, lead, "Lost");
  for (const tab of [second, third]) await expectStatus(rowOf(tab, lead), "Lost");
  expect(asked).toHaveLength(1);
  // It goes on behind what it has heard.
  expect(asked[0]).toContain("?after=");
});

test("without the browser's locks every tab has a stream of its own", async ({ visit, api }) => {
  const lead = await submitLead(api);
  const page = await visit("/sign-in", { as: "setter" });
  await page.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, "locks"));
  const asked = streamsOf(page);
  await page.goto("/leads");
  await setStatus(api, lead, "Won");
  await expectStatus(rowOf(page, lead), "Won");
  expect(asked).toHaveLength(1);
});

test("cut off and kept out for a while, one hears afterwards what one missed", async ({
  visit,
  api,
  faultyProxy,
}) => {
  const [lead, known] = [await submitLead(api), await submitLead(api)];
  const page = await visit("/leads", { as: "setter", throughProxy: true, provoking: CUT });
  const asked = streamsOf(page);
  await setStatus(api, known, "Won");
  await expectStatus(rowOf(page, known), "Won");

  faultyProxy.fail("GET", EVENTS, html);
  faultyProxy.breakOff(EVENTS);
  await setStatus(api, lead, "Won");
  const newer = await submitLead(api);
  const isRefused = page.waitForResponse((response) => response.status() === 502);
  await isRefused;
  faultyProxy.mend();
  await expectStatus(rowOf(page, lead), "Won");
  await expect(rowOf(page, newer)).toBeVisible();
  expect(asked.at(-1)).toContain("?after=");
});

test("after a restart of the server the page is up to date again", async ({ visit }) => {
  await inTemporaryDirectory(async (directory) => {
    await cp(process.env[SAMPLE_DIRECTORY] ?? "", directory, { recursive: true });
    const before = await startAppServer(directory);
    const api = createClient({
      baseUrl: before.url,
      headers: { "x-api-key": await before.createKey("e2e") },
    });
    const lead = await submitLead(api);
    const page = await visit(`${before.url}/sign-in`, { provoking: CUT });
    await page.getByRole("button", { name: /^Continue as Helen Marsh, manager/ }).click();
    await expectStatus(rowOf(page, lead), "Fresh Lead");
    await before.stop();
    const after = await startAppServer(directory, { PORT: new URL(before.url).port });
    await setStatus(api, lead, "Won");
    await expectStatus(rowOf(page, lead), "Won");
    await setStatus(api, lead, "Lost");
    await expectStatus(rowOf(page, lead), "Lost");
    await page.context().close();
    await after.stop();
  });
});

test("signing out ends the stream, and nobody listens in before signing in", async ({ visit }) => {
  const page = await visit("/sign-in", { provoking: /401/ });
  const streams = () =>
    page.evaluate(async () => (await navigator.locks.query()).held?.map(({ name }) => name));
  const asked = streamsOf(page);
  await page.getByRole("button", { name: /^Continue as Theo Grant, viewer/ }).click();
  await expect.poll(streams).toEqual(["hermon-events"]);
  expect(asked).toHaveLength(1);
  await page.getByRole("button", { name: "Theo Grant" }).click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await expect.poll(streams).toEqual([]);
  expect(asked).toHaveLength(1);
});
