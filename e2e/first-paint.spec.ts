import type { Page } from "@playwright/test";
import type { FaultyProxy } from "./setup/faulty-proxy.ts";
import { cut } from "./setup/faulty-proxy.ts";
import { everyLead } from "./record.ts";
import { expect, test } from "./test.ts";
import { expectRow, fullName, leadTable, rowAt } from "./verbs/leads.ts";

/** The file with the app's own code, which comes after what draws the first rows. */
const APP = /\/assets\/app-.*\.js/;

const ROWS = /\/api\/dashboard\/leads\?/;

/** Somewhere to be before the page, with nothing of the app in the cache; nor an icon for the tab. */
const ELSEWHERE = "/icon.svg";
const NO_ICON = /favicon/;

/** Goes to a page without waiting for all that it loads. */
const begin = (page: Page, proxy: FaultyProxy, path: string) =>
  page.goto(proxy.url + path, { waitUntil: "commit" });

test("the first rows show before the app is there, in the places where it puts them", async ({
  visit,
  api,
  faultyProxy,
}) => {
  const [first] = await everyLead(api);
  const page = await visit(ELSEWHERE, { as: "setter", throughProxy: true, provoking: NO_ICON });
  const release = faultyProxy.hold("GET", APP);
  const asked: string[] = [];
  page.on("request", (request) => void asked.push(request.url()));
  await begin(page, faultyProxy, "/leads");

  const name = page.getByText(fullName(first ?? { first_name: "", last_name: "" })).first();
  await expect(name).toBeVisible();
  const before = await name.boundingBox();
  await expect(leadTable(page)).toHaveCount(0);
  await expect(page.getByRole("row")).toHaveCount(0);

  release();
  await expectRow(page, 0, first ? [first] : []);
  expect(await rowAt(page, 0).getByRole("rowheader").boundingBox()).toEqual(before);
  expect(asked.filter((url) => url.includes("/api/dashboard/leads?"))).toHaveLength(1);
});

test("first rows that come late are drawn all the same while the app isn't there", async ({
  visit,
  api,
  faultyProxy,
}) => {
  const [first] = await everyLead(api);
  const page = await visit(ELSEWHERE, { as: "setter", throughProxy: true, provoking: NO_ICON });
  const release = faultyProxy.hold("GET", APP);
  const giveRows = faultyProxy.hold("GET", ROWS);
  const isAppAsked = page.waitForRequest(APP);
  await begin(page, faultyProxy, "/leads");
  await isAppAsked;
  giveRows();
  const name = page.getByText(fullName(first ?? { first_name: "", last_name: "" })).first();
  await expect(name).toBeVisible();
  await expect(leadTable(page)).toHaveCount(0);
  release();
  await expectRow(page, 0, first ? [first] : []);
});

test("first rows that never come are given up and asked for again, as any others", async ({
  visit,
  api,
  faultyProxy,
}) => {
  const [first] = await everyLead(api);
  const page = await visit(ELSEWHERE, {
    as: "setter",
    throughProxy: true,
    provoking: /ERR_ABORTED|favicon/,
  });
  const isAsked = Promise.withResolvers<void>();
  faultyProxy.fail("GET", ROWS, () => isAsked.resolve());
  await begin(page, faultyProxy, "/leads");
  await isAsked.promise;
  faultyProxy.mend();
  // That takes as long as the client waits for an answer.
  const name = rowAt(page, 0).getByRole("rowheader");
  await expect(name).toHaveText(first ? fullName(first) : "", { timeout: 60_000 });
});

test("a press on a row that can't be used yet counts as soon as it can", async ({
  visit,
  api,
  faultyProxy,
}) => {
  const [, second] = await everyLead(api);
  const name = fullName(second ?? { first_name: "", last_name: "" });
  const page = await visit(ELSEWHERE, { as: "setter", throughProxy: true, provoking: NO_ICON });
  const release = faultyProxy.hold("GET", APP);
  await begin(page, faultyProxy, "/leads");
  const box = await page.getByText(name).first().boundingBox();
  await page.mouse.click((box?.x ?? 0) + 10, (box?.y ?? 0) + 10);

  release();
  await expect(page.getByRole("dialog", { name })).toBeVisible();
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
    provoking: /ERR_|favicon/,
  });
  faultyProxy.fail("GET", APP, cut);
  await begin(page, faultyProxy, "/leads");
  await expect(page.getByRole("alert")).toContainText("couldn't be loaded");

  faultyProxy.mend();
  await page.getByRole("button", { name: "Load again" }).click();
  await expectRow(page, 0, all);
});
