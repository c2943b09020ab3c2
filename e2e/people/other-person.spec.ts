import type { Page } from "@playwright/test";
import { setStatus, statusOf, submitLead } from "../record.ts";
import { expect, test } from "../test.ts";
import { expectAccessible } from "../verbs/accessibility.ts";
import {
  chooseStatus,
  expectStatus,
  fullName,
  leadTable,
  openFilter,
  openLead,
  rowOf,
  valueNamed,
} from "../verbs/leads.ts";
import { continueAs, personMenu, signOut } from "../verbs/people.ts";

/** Two tabs, two people, one session: a tab shows and does nothing as someone whom it doesn't show. */

const PROVOKED = /401|409/;
const MARA = "You are signed in as Mara Lindqvist in another tab";

const heading = (page: Page) => page.getByRole("heading", { level: 1 });

test("a tab says by itself that someone else has signed in, and goes on as them only when asked to", async ({
  visit,
  api,
}) => {
  const lead = await submitLead(api);
  const tab = await visit("/sign-in", { provoking: PROVOKED });
  await continueAs(tab, "Helen Marsh");
  await tab.goto("/leads?source=MANUAL");
  await openLead(tab, lead);
  await chooseStatus(rowOf(tab, lead), "Won");
  await expect(tab.getByRole("button", { name: "Undo" })).toBeVisible();
  const other = await tab.context().newPage();
  await other.goto("/leads");
  await signOut(other, "Helen Marsh");
  await expect(tab).toHaveURL(/\/sign-in/);
  await expect(tab.getByText(fullName(lead))).toHaveCount(0);

  await continueAs(other, "Mara Lindqvist");
  await expect(heading(tab)).toHaveText(MARA);
  await expectAccessible(tab, "someone else signed in");
  await tab.keyboard.press("Control+z");
  await tab.getByRole("button", { name: "Go on as Mara Lindqvist" }).click();
  await expect(tab).toHaveURL(/\/leads\?source=MANUAL/);
  await expect(personMenu(tab, "Mara Lindqvist")).toBeVisible();
  await expect(leadTable(tab)).toBeVisible();
  await expect(tab.getByRole("region", { name: "Notices" })).toHaveText("");
  expect(await statusOf(api, lead)).toBe("Won");

  // The same person again is no news: a tab that was left goes on where it was.
  await signOut(other, "Mara Lindqvist");
  await expect(heading(tab)).toHaveText("Sign in");
  await continueAs(other, "Mara Lindqvist");
  await expect(tab).toHaveURL(/\/leads\?source=MANUAL/);
  await expect(leadTable(tab)).toBeVisible();
});

test("a change in a tab that hasn't noticed is refused, and one reads nothing as someone else", async ({
  visit,
  api,
  sessionOf,
  faultyProxy,
}) => {
  const lead = await submitLead(api);
  const page = await visit("/leads", { as: "manager", throughProxy: true, provoking: PROVOKED });
  await expectStatus(rowOf(page, lead), "Fresh Lead");
  const { cookies } = await sessionOf("setter");
  const letThrough = faultyProxy.hold("GET", /\/api\//);
  await page.context().addCookies(cookies);
  const isRefused = page.waitForResponse((response) => response.status() === 409);
  await chooseStatus(rowOf(page, lead), "Won");
  await isRefused;
  letThrough();
  await expect(heading(page)).toHaveText(MARA);
  await expect(page.getByRole("alert")).toContainText("The status you chose here wasn't saved.");
  await expect(leadTable(page)).toHaveCount(0);
  expect(await statusOf(api, lead)).toBe("Fresh Lead");
  await page.getByRole("button", { name: "Go on as Mara Lindqvist" }).click();
  await expectStatus(rowOf(page, lead), "Fresh Lead");
  await expect(page.getByRole("alert")).toHaveCount(0);

  const reader = await visit("/leads", {
    as: "manager",
    throughProxy: true,
    provoking: PROVOKED,
  });
  await expect(leadTable(reader).getByRole("rowheader").first()).toBeVisible();
  const giveAnswers = faultyProxy.hold("GET", /\/api\//);
  await reader.context().addCookies(cookies);
  const values = await openFilter(reader, "Setter");
  await valueNamed(values, "Unassigned").click();
  giveAnswers();
  await expect(heading(reader)).toHaveText(MARA);

  // Nor does it sign out whom it doesn't show; coming back to it is enough to be told.
  const third = await visit("/leads", { as: "manager", provoking: PROVOKED });
  await personMenu(third, "Helen Marsh").click();
  await third.context().addCookies(cookies);
  await third.getByRole("button", { name: "Sign out" }).click();
  await expect(heading(third)).toHaveText(MARA);
  const fourth = await third.context().newPage();
  await fourth.goto("/leads");
  await expect(personMenu(fourth, "Mara Lindqvist")).toBeVisible();
});

test("a tab whose session is someone else's by now is told nothing, and says so by itself", async ({
  visit,
  api,
  sessionOf,
  faultyProxy,
}) => {
  const lead = await submitLead(api);
  const page = await visit("/leads", { as: "manager", throughProxy: true, provoking: /409|ERR_/ });
  await setStatus(api, lead, "Follow Up");
  await expectStatus(rowOf(page, lead), "Follow Up");
  const { cookies } = await sessionOf("setter");
  await page.context().addCookies(cookies);
  faultyProxy.breakOff(/./);
  await expect(heading(page)).toHaveText(MARA, { timeout: 40_000 });
});
