import type { Locator, Page } from "@playwright/test";
import type { Lead } from "#api/contract/leads/leads.ts";
import { everyLead, submitLead } from "../record.ts";
import { cut } from "../setup/faulty-proxy.ts";
import { expect, test } from "../test.ts";
import { expectRow, fullName, leadTable, rowAt } from "../verbs/leads.ts";
import { continueAs, signOut } from "../verbs/people.ts";

/** The app's own code. */
const APP = /\/assets\/app-.*\.js/;

const ROWS = /\/api\/dashboard\/leads\?/;

const totalOf = (leads: readonly Lead[]) => `${leads.length.toLocaleString("en")} leads`;

/** Somewhere to be before and after the page; nor an icon for the tab. */
const ELSEWHERE = "/icon.svg";
const NO_ICON = /favicon/;

/** What comes with the page. */
const firstAnswers = (leadId: string): readonly string[] =>
  ["workspace", "leads", "lead-counts", `leads/${leadId}`, `leads/${leadId}/position`].map(
    (path) => `/api/dashboard/${path}`,
  );

/** What of that the page asks for, from now on. */
function watchAsked(page: Page, leadId: string): string[] {
  const asked: string[] = [];
  page.on("request", (request) => {
    const { pathname } = new URL(request.url());
    if (firstAnswers(leadId).includes(pathname)) asked.push(pathname);
  });
  return asked;
}

test("the first rows, the counts and an open lead come with the page, which asks for none of them", async ({
  visit,
  api,
}) => {
  const all = await everyLead(api);
  const { id = "", source, email = "" } = all[1] ?? {};
  const page = await visit(ELSEWHERE, { as: "setter", provoking: NO_ICON });
  const asked = watchAsked(page, id);

  await page.goto("/leads");
  await expectRow(page, 0, all);
  await expect(page.getByText(totalOf(all))).toBeVisible();
  await page.goto(`/leads?lead=${id}&source=${source}&sort=unknown`);
  await expect(page.getByRole("dialog")).toContainText(email);
  await page.goto("/");
  await expect(page).toHaveURL(/\/leads\?setter=/);
  await expect(rowAt(page, 0).getByRole("rowheader")).not.toBeEmpty();
  expect(asked).toEqual([]);
});

for (const { name, path, viewport } of [
  { name: "all", path: "/leads", viewport: { width: 1440, height: 900 } },
  { name: "scrolled sideways", path: "/leads", viewport: { width: 1100, height: 700 } },
  { name: "filtered", path: "/leads?source=CALENDLY", viewport: { width: 1440, height: 900 } },
]) {
  test(`the first rows show before the app is there, in the places where it puts them: ${name}`, async ({
    visit,
    api,
    faultyProxy,
  }) => {
    const leads = (await everyLead(api)).filter(
      ({ source }) => path === "/leads" || source === "CALENDLY",
    );
    const page = await visit(ELSEWHERE, {
      as: "setter",
      throughProxy: true,
      provoking: NO_ICON,
      viewport,
    });
    const release = faultyProxy.hold("GET", APP);
    await page.goto(faultyProxy.url + path, { waitUntil: "commit" });
    const rows = page.locator("[data-row-id]");
    await expect(rows.first()).toBeVisible();
    const header = page.locator(".grid-header");
    const before = [await lookOf(header), await lookOf(rows.nth(2))];
    await expect(leadTable(page)).toHaveCount(0);
    // Below them there is nothing to scroll to.
    expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBe(viewport.height);

    release();
    await expectRow(page, 2, leads);
    expect([await lookOf(header), await lookOf(rowAt(page, 2))]).toEqual(before);
  });
}

/** Where each cell of a row stands, and what it says. */
const lookOf = (row: Locator) =>
  row.locator("[data-column]").evaluateAll((cells) =>
    cells.map((cell) => {
      const { x, y, width, height } = cell.getBoundingClientRect();
      const { color, fontWeight, textAlign, paddingLeft } = getComputedStyle(cell);
      const badge = cell.querySelector(".badge");
      const drawn = [cell, badge ?? cell].map((part) => {
        const sign = getComputedStyle(part, "::before");
        return [sign.content, sign.color, sign.backgroundColor, sign.width, sign.maskImage];
      });
      const place = [cell.dataset["column"], x, y, width, height, textAlign, paddingLeft];
      return [cell.textContent, ...place, color, fontWeight, ...drawn.flat()];
    }),
  );

test("a name that is pressed before the app is there leads to its lead", async ({
  visit,
  api,
  faultyProxy,
}) => {
  const [, second] = await everyLead(api);
  if (!second) throw new Error("The sample has one lead");
  const page = await visit(ELSEWHERE, { as: "setter", throughProxy: true, provoking: NO_ICON });
  const release = faultyProxy.hold("GET", APP);
  await page.goto(`${faultyProxy.url}/leads`, { waitUntil: "commit" });
  await page.getByText(fullName(second)).first().click();
  await page.waitForURL(/lead=/);
  release();
  await expect(page.getByRole("dialog", { name: fullName(second) })).toBeVisible();
});

test("first rows that can't be drawn before the app is there hold nothing up", async ({
  visit,
  api,
}) => {
  const all = await everyLead(api);
  const page = await visit(ELSEWHERE, { as: "setter", provoking: NO_ICON });
  // Only what draws them uses it.
  await page.addInitScript(() => Reflect.deleteProperty(Element.prototype, "toggleAttribute"));
  await page.goto("/leads");
  await expectRow(page, 0, all);
});

test("what senders wrote comes with the page as the text that it is", async ({ visit, api }) => {
  const hostile = `</script><!--<script>document.title = "taken"</script>`;
  const lead = await submitLead(api, { first_name: hostile });
  const page = await visit(`/leads?lead=${lead.id}`, { as: "setter" });
  await expect(page.getByRole("dialog")).toContainText(hostile);
  await expect(page.getByRole("row").filter({ hasText: hostile })).toBeVisible();
  await expect(page).not.toHaveTitle("taken");
});

test("going back shows nothing of a session that has ended", async ({ visit, api }) => {
  const all = await everyLead(api);
  const page = await visit("/sign-in", { provoking: /401|favicon/ });
  await continueAs(page, "Helen Marsh");
  await page.goto("/leads");
  await expectRow(page, 0, all);
  await page.goto(ELSEWHERE);
  const other = await page.context().newPage();
  await other.goto("/leads");
  await signOut(other, "Helen Marsh");
  await page.goBack();
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await expect(leadTable(page)).toHaveCount(0);
});

test("first rows that have to be asked for and never come are given up and asked for again", async ({
  visit,
  faultyProxy,
}) => {
  const page = await visit(ELSEWHERE, {
    as: "setter",
    throughProxy: true,
    provoking: /ERR_ABORTED|favicon/,
  });
  const isAsked = Promise.withResolvers<void>();
  faultyProxy.fail("GET", ROWS, () => isAsked.resolve());
  // The page puts a name for `me`, so these rows don't come with it.
  await page.goto(`${faultyProxy.url}/leads?setter=me`, { waitUntil: "commit" });
  await isAsked.promise;
  faultyProxy.mend();
  // That takes as long as the client waits for an answer.
  const name = rowAt(page, 0).getByRole("rowheader");
  await expect(name).not.toBeEmpty({ timeout: 60_000 });
});

test("an app that can't be loaded says so, and comes on loading again", async ({
  visit,
  api,
  faultyProxy,
}) => {
  const all = await everyLead(api);
  const page = await visit(ELSEWHERE, {
    as: "viewer",
    throughProxy: true,
    provoking: /ERR_|favicon|uncaught/,
  });
  faultyProxy.fail("GET", APP, cut);
  await page.goto(`${faultyProxy.url}/leads`, { waitUntil: "commit" });
  await expect(page.getByRole("alert")).toContainText("couldn't be loaded");

  faultyProxy.mend();
  await page.getByRole("button", { name: "Load again" }).click();
  await expectRow(page, 0, all);
});
