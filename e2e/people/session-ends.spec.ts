import type { ServerResponse } from "node:http";
import type { Page } from "@playwright/test";
import { statusOf, submitLead } from "../record.ts";
import { cut } from "../setup/faulty-proxy.ts";
import { expect, test } from "../test.ts";
import {
  chooseStatus,
  expectStatus,
  fullName,
  leadTable,
  openLead,
  rowOf,
} from "../verbs/leads.ts";
import { continueAs } from "../verbs/people.ts";

/** A session that ends while someone works loses nothing of theirs, and leaves nothing to others. */

const PROVOKED = /401|ERR_/;
const READS = /\/api\/dashboard\//;
const CHANGE = /\/status$/;

const noticesOf = (page: Page) => page.getByRole("region", { name: "Notices" });
const notice = (page: Page, about: string) => page.getByRole("alert").filter({ hasText: about });

test("changes that weren't saved are said, and offered again to the same person", async ({
  visit,
  api,
  faultyProxy,
}) => {
  const [won, lost] = [await submitLead(api), await submitLead(api)];
  const page = await visit("/leads", { as: "setter", throughProxy: true, provoking: PROVOKED });
  await expectStatus(rowOf(page, won), "Fresh Lead");
  const held: ServerResponse[] = [];
  faultyProxy.fail("PATCH", CHANGE, (_, response) => void held.push(response));
  await chooseStatus(rowOf(page, won), "Won");
  await chooseStatus(rowOf(page, lost), "Lost");
  await expect.poll(() => held.length).toBe(2);
  faultyProxy.mend();
  await page.context().clearCookies();
  for (const response of held) {
    response.writeHead(401, { "content-type": "application/json" });
    response.end(JSON.stringify({ status: "error", message: "Sign in to go on" }));
  }

  await expect(page).toHaveURL(/\/sign-in/);
  await expect(page.getByRole("alert")).toHaveText(
    "You were signed out before 2 status changes were saved. Sign in again to make them.",
  );
  // Whoever passes by is told nobody's name.
  await expect(page.getByText(fullName(won))).toHaveCount(0);
  // They are kept also where the page is loaded anew.
  await page.reload();
  await expect(page.getByRole("alert")).toContainText("2 status changes");

  await continueAs(page, "Mara Lindqvist");
  await page.goto("/leads");
  await expectStatus(rowOf(page, won), "Fresh Lead");
  await expectStatus(rowOf(page, lost), "Fresh Lead");
  const [first, second] = [notice(page, fullName(won)), notice(page, fullName(lost))];
  await expect(first).toContainText(
    `You were signed out before ${fullName(won)}'s status was changed to Won`,
  );
  await expect(second).toContainText("It is Fresh Lead now.");
  // Nothing is done by itself.
  expect(await statusOf(api, won)).toBe("Fresh Lead");
  await first.getByRole("button", { name: "Change status to Won" }).click();
  await expect.poll(() => statusOf(api, won)).toBe("Won");
  await second.getByRole("button", { name: "Dismiss" }).click();
  await page.reload();
  await expectStatus(rowOf(page, won), "Won");
  await expect(page.getByRole("alert")).toHaveCount(0);
  expect(await statusOf(api, lost)).toBe("Fresh Lead");
});

test("so is what Undo and Try again couldn't do, without a new page between", async ({
  visit,
  api,
  faultyProxy,
}) => {
  const [undone, tried] = [await submitLead(api), await submitLead(api)];
  const page = await visit("/leads", { as: "setter", throughProxy: true, provoking: PROVOKED });
  await chooseStatus(rowOf(page, undone), "Won");
  const undo = page.getByRole("button", { name: "Undo" });
  await undo.focus();
  // No read is to notice before the write does.
  let letThrough = faultyProxy.hold("GET", READS);
  await page.context().clearCookies();
  await undo.click();
  letThrough();
  await expect(page.getByRole("alert")).toContainText("a status change");
  await continueAs(page, "Mara Lindqvist");
  await expect(page).toHaveURL(/setter=mara/);
  const offered = notice(page, fullName(undone));
  await offered.getByRole("button", { name: "Change status to Fresh Lead" }).click();
  await expect.poll(() => statusOf(api, undone)).toBe("Fresh Lead");

  await page.goto("/leads");
  faultyProxy.fail("PATCH", CHANGE, cut);
  await chooseStatus(rowOf(page, tried), "Won");
  const failed = notice(page, fullName(tried));
  await expect(failed).toContainText("Couldn't change the status");
  faultyProxy.mend();
  letThrough = faultyProxy.hold("GET", READS);
  await page.context().clearCookies();
  await failed.getByRole("button", { name: "Try again" }).click();
  letThrough();
  await continueAs(page, "Mara Lindqvist");
  await notice(page, fullName(tried))
    .getByRole("button", { name: /^Change status/ })
    .click();
  await expect.poll(() => statusOf(api, tried)).toBe("Won");
});

test("somebody else neither sees nor does anything of whoever was there before", async ({
  visit,
  api,
  faultyProxy,
}) => {
  const [done, failed, late] = [
    await submitLead(api),
    await submitLead(api),
    await submitLead(api),
  ];
  const page = await visit("/leads", { as: "setter", throughProxy: true, provoking: PROVOKED });
  const letThrough = faultyProxy.hold("PATCH", new RegExp(late.id));
  await chooseStatus(rowOf(page, late), "Lost");
  faultyProxy.fail("PATCH", new RegExp(failed.id), cut);
  await chooseStatus(rowOf(page, failed), "Won");
  await expect(notice(page, fullName(failed))).toBeVisible();
  await openLead(page, done);
  await chooseStatus(rowOf(page, done), "Won");
  await expect(noticesOf(page)).toContainText("Status changed to Won");
  await page.getByRole("button", { name: "Undo" }).last().focus();
  await page.context().clearCookies();
  // As the browser does when its window is come back to.
  const comeBack = () => page.evaluate(() => window.dispatchEvent(new Event("focus")));
  await expect(async () => {
    await comeBack();
    await expect(page).toHaveURL(/\/sign-in/, { timeout: 500 });
  }).toPass();
  // What was on its way then is answered when nobody is signed in.
  letThrough();
  await expect.poll(() => statusOf(api, late)).toBe("Lost");

  await continueAs(page, "Helen Marsh");
  await expect(leadTable(page).getByRole("rowheader").first()).toBeVisible();
  await expect(noticesOf(page)).toHaveText("");
  await page.keyboard.press("Control+z");
  await page.goto("/leads");
  await expectStatus(rowOf(page, late), "Lost");
  await expectStatus(rowOf(page, done), "Won");
  await expect(noticesOf(page)).toHaveText("");
  expect([await statusOf(api, done), await statusOf(api, failed)]).toEqual(["Won", "Fresh Lead"]);
});
