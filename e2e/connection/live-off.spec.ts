import type { Page } from "@playwright/test";
import { EVENTS_PATH } from "#api/contract/events.ts";
import { setStatus, statusOf, submitLead } from "../record.ts";
import { answer, cut, type Fault, html } from "../setup/faulty-proxy.ts";
import { expect, test } from "../test.ts";
import { expectAccessible, expectFits } from "../verbs/accessibility.ts";
import { chooseStatus, drawerOf, expectStatus, leadTable, rowOf } from "../verbs/leads.ts";
import { offLine, serverBanner } from "../verbs/live.ts";

/** The server answers, but its stream doesn't come through: that is said, and the page polls. */

const EVENTS = new RegExp(EVENTS_PATH);
const PROVOKED = /ERR_|40[34]|502/;
const BANNER = "[role=status]:has(p)";

/** As a proxy does that waits for the end of an answer before it passes it on. */
const holdBack: Fault = (_, response) => {
  response.writeHead(200, { "content-type": "text/event-stream" });
  response.flushHeaders();
};

const FAULTS: Record<string, Fault> = {
  "a proxy holds the stream back": holdBack,
  "a content blocker cuts it": cut,
  "a gateway can't pass it on": html,
};

/** Lets half a minute pass on the page. */
const letPass = (page: Page) => page.clock.fastForward(30_000);

for (const [name, fault] of Object.entries(FAULTS)) {
  test(`${name}: live updates are off and not the server, until it comes through`, async ({
    visit,
    faultyProxy,
  }) => {
    faultyProxy.fail("*", EVENTS, fault);
    const page = await visit("/sign-in", { as: "setter", throughProxy: true, provoking: PROVOKED });
    await page.clock.install();
    await page.goto("/leads");
    await expectOff(page);
    await expect(offLine(page)).toHaveText(
      "Live updates are off. This page checks for changes every 30 seconds instead.",
    );
    await expect(serverBanner(page)).toHaveCount(0);
    await expect(
      page.getByRole("img", { name: "Not live: checked every 30 seconds" }),
    ).toBeVisible();

    faultyProxy.mend();
    await expectOn(page, page);
  });
}

/** Time passes, in steps in which nothing else runs out, until it is known that the stream doesn't come. */
async function expectOff(page: Page): Promise<void> {
  await expect(leadTable(page).getByRole("rowheader").first()).toBeVisible();
  await expect(async () => {
    await page.clock.fastForward(6_000);
    await expect(offLine(page)).toBeVisible({ timeout: 1_000 });
  }).toPass();
}

/** Time passes on the tab that reads the stream, until live updates are on again. */
const expectOn = (reader: Page, tab: Page) =>
  expect(async () => {
    await letPass(reader);
    await expect(offLine(tab)).toHaveCount(0, { timeout: 2_000 });
  }).toPass();

test("without live updates one goes on, in every tab", async ({ visit, api, faultyProxy }) => {
  const [lead, other] = [await submitLead(api), await submitLead(api)];
  faultyProxy.fail("*", EVENTS, cut);
  const page = await visit("/sign-in", { as: "setter", throughProxy: true, provoking: PROVOKED });
  await page.clock.install();
  await page.goto(`/leads?lead=${lead.id}&tab=activity`);
  await expectOff(page);
  // The other tabs are told, and each looks for what it shows.
  const second = await page.context().newPage();
  await second.clock.install();
  await second.goto("/leads");
  await expect(offLine(second)).toBeVisible();

  await chooseStatus(rowOf(page, other), "Won");
  await expect.poll(() => statusOf(api, other)).toBe("Won");
  await setStatus(api, lead, "Follow Up");
  const drawer = await drawerOf(page, lead);
  await expect(async () => {
    await letPass(page);
    await expectStatus(drawer, "Follow Up");
    await expect(drawer.getByText("e2e", { exact: true })).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await expectStatus(rowOf(page, lead), "Follow Up");
  await expect(async () => {
    await letPass(second);
    await expect(rowOf(second, lead).getByText("Follow Up")).toBeVisible({ timeout: 2_000 });
  }).toPass();

  faultyProxy.mend();
  for (const tab of [page, second]) await expectOn(page, tab);
  await setStatus(api, lead, "Lost");
  for (const tab of [page, second]) await expectStatus(rowOf(tab, lead), "Lost");
});

test("it is said quietly, and a stream that a proxy ends again and again is none that is off", async ({
  visit,
  api,
  faultyProxy,
}) => {
  const lead = await submitLead(api);
  const page = await visit("/sign-in", { as: "setter", throughProxy: true, provoking: PROVOKED });
  await page.clock.install();
  await page.goto("/leads");
  await setStatus(api, lead, "Follow Up");
  await expectStatus(rowOf(page, lead), "Follow Up");
  for (const status of ["Won", "Lost", "No Show"]) {
    const isBack = page.waitForRequest(EVENTS);
    faultyProxy.breakOff(EVENTS);
    await isBack;
    await setStatus(api, lead, status);
    await expectStatus(rowOf(page, lead), status);
    await expect(offLine(page)).toHaveCount(0);
  }

  faultyProxy.fail("*", EVENTS, answer(403, "Forbidden"));
  faultyProxy.breakOff(EVENTS);
  await expectOff(page);
  await expectAccessible(page, "live updates off", BANNER);
  await page.setViewportSize({ width: 360, height: 780 });
  await expectFits(page);
  // Then the server goes as well, and that is what counts.
  faultyProxy.fail("*", /\/api\//, html);
  await expect(async () => {
    await letPass(page);
    await expect(serverBanner(page)).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await expect(offLine(page)).toHaveCount(0);
});
