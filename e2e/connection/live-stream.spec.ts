import { cp } from "node:fs/promises";
import type { BrowserContext, Page } from "@playwright/test";
import { createClient } from "#api/client.ts";
import { EVENTS_PATH } from "#api/contract/events.ts";
import { setStatus, submitLead } from "../record.ts";
import { startAppServer } from "../setup/app-server.ts";
import { html } from "../setup/faulty-proxy.ts";
import { SAMPLE_DIRECTORY } from "../setup/sample-database.ts";
import { isSlow } from "../setup/slow.ts";
import { inTemporaryDirectory } from "../setup/temporary-directory.ts";
import { expect, test } from "../test.ts";
import { expectStatus, rowOf } from "../verbs/leads.ts";
import { STREAM, streamsHeld } from "../verbs/updates.ts";

/** The stream of what others do: who reads it, and what happens when it ends. */

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

/** A page that reads the stream, and a second tab of its browser. */
async function openReading(visit: (path: string, as: { as: "setter" }) => Promise<Page>) {
  const page = await visit("/sign-in", { as: "setter" });
  const asked = streamsOf(page.context());
  const isReading = page.waitForRequest(EVENTS);
  await page.goto("/leads");
  await isReading;
  return { page, asked, second: await page.context().newPage() };
}

/** So much faster time passes in a page that is hurried; a slow one needs some to answer in. */
const HURRY = isSlow ? 3 : 10;

/** Playwright's own clock is that of all pages. */
const hurry = (times: number) => {
  const wait = window.setTimeout.bind(window);
  Object.assign(window, { setTimeout: (run: () => void, ms = 0) => wait(run, ms / times) });
};

test("the tabs of a browser share one stream, and the next takes over where one closes", async ({
  visit,
  api,
}) => {
  const lead = await submitLead(api);
  const { page, asked, second } = await openReading(visit);
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

test("a tab that hangs is not waited for: another reads the stream, and that one listens afterwards", async ({
  visit,
  api,
}) => {
  const lead = await submitLead(api);
  const { page, asked, second } = await openReading(visit);
  await second.addInitScript(hurry, HURRY);
  await second.goto("/leads");
  await setStatus(api, lead, "Follow Up");
  for (const tab of [page, second]) await expectStatus(rowOf(tab, lead), "Follow Up");

  const isHanging = page.waitForEvent("dialog");
  const hang = page.evaluate(() => alert("Nothing goes on here until this is closed"));
  const dialog = await isHanging;
  await setStatus(api, lead, "Won");
  await expectStatus(rowOf(second, lead), "Won");
  // It goes on behind what it has heard from the other.
  expect(asked.at(-1)).toContain("?after=");

  await dialog.dismiss();
  await hang;
  await setStatus(api, lead, "Lost");
  for (const tab of [page, second]) await expectStatus(rowOf(tab, lead), "Lost");
  expect(await streamsHeld(second)).toEqual([STREAM]);
  await second.close();
  await setStatus(api, lead, "Won");
  await expectStatus(rowOf(page, lead), "Won");
});

test("without the browser's locks every tab has a stream of its own", async ({ visit, api }) => {
  const lead = await submitLead(api);
  const page = await visit("/sign-in", { as: "setter" });
  await page.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, "locks"));
  const asked = streamsOf(page.context());
  await page.goto("/leads");
  // Before, the row may be read with its new status already.
  await expect.poll(() => asked.length).toBe(1);
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
  await expectStatus(rowOf(page, known), "Fresh Lead");
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
  const asked = streamsOf(page.context());
  await page.getByRole("button", { name: /^Continue as Theo Grant, viewer/ }).click();
  await expect.poll(() => streamsHeld(page)).toEqual([STREAM]);
  expect(asked).toHaveLength(1);
  await page.getByRole("button", { name: "Theo Grant" }).click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await expect.poll(() => streamsHeld(page)).toEqual([]);
  expect(asked).toHaveLength(1);
});
