import { everyLead, matching } from "../record.ts";
import { expect, test } from "../test.ts";
import { expectTotal, leadTable } from "../verbs/leads.ts";

/** What a browser says of an answer that is meant to be a refusal. */
const REFUSED = /401/;

test("continues as a sample person and opens on one's own leads", async ({ visit, api }) => {
  const all = await everyLead(api);
  const page = await visit("/", { provoking: REFUSED });
  await expect(page).toHaveURL(/\/sign-in/);
  await page.getByRole("button", { name: /^Continue as Mara Lindqvist, setter/ }).click();
  await expect(page).toHaveURL("/leads?setter=mara.lindqvist%40example.com");
  const mine = matching(all, { setter: ["mara.lindqvist@example.com"] });
  await expectTotal(page, mine.length, all.length);
});

test("with a session the sign-in page leads on, to the view that was asked for", async ({
  visit,
}) => {
  const page = await visit("/sign-in?return=%2Fleads%3Fsource%3DWEBINAR", { as: "manager" });
  await expect(page).toHaveURL("/leads?source=WEBINAR");
  await expect(leadTable(page).getByRole("rowheader").first()).toBeVisible();
  await page.goto("/sign-in?return=https%3A%2F%2Fevil.example");
  await expect(page).toHaveURL("/leads");
});

test("a wrong password is told beside the form, and what was typed stays", async ({ visit }) => {
  const page = await visit("/sign-in", { provoking: REFUSED });
  await page.getByRole("textbox", { name: "Email" }).fill("helen.marsh@example.com");
  await page.getByLabel("Password").fill("not the password");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("alert")).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Email" })).toHaveValue("helen.marsh@example.com");
});

test("an expired session brings one back to the same view", async ({ visit, api }) => {
  const all = await everyLead(api);
  const view = "/leads?source=WEBINAR&closer=unassigned";
  const page = await visit(view, { as: "manager", provoking: REFUSED });
  const expected = matching(all, { source: ["WEBINAR"], closer: [null] });
  await expectTotal(page, expected.length, all.length);

  await page.context().clearCookies();
  await page.reload();
  await page.getByRole("button", { name: /^Continue as Helen Marsh, manager/ }).click();
  await expect(page).toHaveURL(view);
  await expectTotal(page, expected.length, all.length);
});

test("a session that ends while one works asks to sign in, and comes back", async ({
  visit,
  api,
}) => {
  const all = await everyLead(api);
  const page = await visit("/leads?source=WEBINAR", { as: "manager", provoking: REFUSED });
  await expect(leadTable(page).getByRole("rowheader").first()).toBeVisible();
  // The last that the page asks for by itself.
  const views = page.getByRole("navigation", { name: "Views" });
  await expect(views.getByRole("link", { name: /^Stuck.*\d/ })).toBeVisible();
  await page.context().clearCookies();
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await leadTable(page).getByRole("rowheader").first().click();
  const goOn = page.getByRole("button", { name: /^Continue as Helen Marsh, manager/ });
  await expect(goOn).toBeVisible();
  // On the way out nothing else was looked at.
  const lists = asked.filter((url) => /\/dashboard\/leads\?/.test(url));
  expect(lists.filter((url) => !url.includes("source=WEBINAR"))).toEqual([]);
  await goOn.click();
  await expect(page).toHaveURL(/source=WEBINAR.*lead=/);
  await expect(page.getByRole("dialog")).toBeVisible();
  await expectTotal(page, matching(all, { source: ["WEBINAR"] }).length, all.length);
});

test("signing out ends the session", async ({ visit }) => {
  const page = await visit("/", { provoking: REFUSED });
  await page.getByRole("button", { name: /^Continue as .*, viewer/ }).click();
  await expect(leadTable(page)).toBeVisible();
  await page.getByRole("button", { name: /Theo Grant/ }).click();
  await page.getByText("Sign out").click();
  await expect(page).toHaveURL(/\/sign-in/);
  await page.goto("/leads");
  await expect(page).toHaveURL(/\/sign-in/);
});
