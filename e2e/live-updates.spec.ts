import { cp } from "node:fs/promises";
import type { BrowserContext } from "@playwright/test";
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
  rowOf,
  scrollTo,
} from "./verbs/leads.ts";

/** What others do shows by itself: nobody reloads anything here. */

const EVENTS = new RegExp(EVENTS_PATH);

/** A stream that is cut off or refused on purpose. */
const CUT = /ERR_|502|503/;

/** The streams that a browser asks for from now on. */
function streamsOf(context: BrowserContext): string[] {
  const asked: string[] = [];
  context.on("request", (request) => {
    if (EVENTS.test(request.url())) asked.push(request.url());
  });
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
  const read = before[1200];
  if (!read) throw new Error("The sample has too few leads");
  const placeOf = async () => (await rowOf(far, read).boundingBox())?.y;
  await expect(rowOf(far, read)).toBeVisible();
  const place = await placeOf();

  await submitLead(api);
  const after = await everyLead(api);
  expect(after).toHaveLength(before.length + 1);
  await expectTotal(page, after.length, after.length);
  await expectRow(page, 0, after);
  await expectRow(page, 1, after);
  await expectTotal(far, after.length, after.length);
  await expectRow(far, 1201, after);
  expect(await placeOf()).toBe(place);
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

test("a change of one's own asks for nothing twice, and moves nothing", async ({ visit, api }) => {
  const [own, others] = [await submitLead(api), await submitLead(api)];
  await setStatus(api, own, "Follow Up");
  const leads = await everyLead(api);
  const followUp = leads.find(({ id }) => id === own.id)?.status.id ?? "";
  const page = await visit(`/leads?status=${followUp}`, { as: "setter" });
  const witness = await visit("/leads", { as: "viewer" });
  await setStatus(api, others, "Follow Up");
  const before = leads.filter(({ status }) => status.id === followUp).length;
  await expectTotal(page, before + 1, leads.length);
  await expect(rowOf(page, others)).toBeVisible();
  // The list may have had that from the start. This is told, and all that came earlier was by then.
  await setStatus(api, others, "No Show");
  await expectStatus(rowOf(page, others), "No Show");
  await expectTotal(page, before, leads.length);

  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await chooseStatus(rowOf(page, own), "Won");
  await expect(rowOf(witness, own).getByText("Won")).toBeVisible();
  // When this is told, the other was.
  await expectTotal(page, before - 1, leads.length);
  await setStatus(api, others, "Follow Up");
  await expectStatus(rowOf(page, others), "Follow Up");
  await expectTotal(page, before, leads.length);
  await expectStatus(rowOf(page, own), "Won");
  expect(asked.filter((path) => path === "/api/dashboard/lead-counts")).toHaveLength(2);
  expect(asked.filter((path) => path === "/api/dashboard/leads")).toEqual([]);
});

test("the tabs of a browser share one stream, and the next takes over where one closes", async ({
  visit,
  api,
}) => {
  const lead = await submitLead(api);
  const page = await visit("/sign-in", { as: "setter" });
  const asked = streamsOf(page.context());
  const isReading = page.waitForRequest(EVENTS);
  await page.goto("/leads");
  await isReading;
  const second = await page.context().newPage();
  const third = await page.context().newPage();
  await Promise.all([second.goto("/leads"), third.goto(`/leads?lead=${lead.id}`)]);
  await setStatus(api, lead, "Won");
  for (const tab of [page, second, third]) await expectStatus(rowOf(tab, lead), "Won");
  expect(asked).toHaveLength(1);

  await page.close();
  await setStatus(api, lead, "Lost");
  for (const tab of [second, third]) await expectStatus(rowOf(tab, lead), "Lost");
  expect(asked).toHaveLength(2);
  // It goes on behind what it has heard.
  expect(asked[1]).toContain("?after=");
});

test("without the browser's locks every tab has a stream of its own", async ({ visit, api }) => {
  const lead = await submitLead(api);
  const page = await visit("/sign-in", { as: "setter" });
  await page.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, "locks"));
  const asked = streamsOf(page.context());
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
  const asked = streamsOf(page.context());
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
    await setStatus(api, lead, "Follow Up");
    await expectStatus(rowOf(page, lead), "Follow Up");
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
  const asked = streamsOf(page.context());
  await page.getByRole("button", { name: /^Continue as Theo Grant, viewer/ }).click();
  await expect.poll(streams).toEqual(["hermon-events"]);
  expect(asked).toHaveLength(1);
  await page.getByRole("button", { name: "Theo Grant" }).click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await expect.poll(streams).toEqual([]);
  expect(asked).toHaveLength(1);
});
