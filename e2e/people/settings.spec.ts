import { listStatuses } from "#api/contract/leads/statuses.ts";
import { expect, test } from "../test.ts";
import { leadTable } from "../verbs/leads.ts";

test("a manager sees from the menu what the dashboard is connected to", async ({ visit }) => {
  const page = await visit("/leads", { as: "manager" });
  await page.getByRole("button", { name: "Helen Marsh" }).click();
  await page.getByRole("link", { name: "Connection" }).click();
  await expect(page).toHaveURL("/settings/connection");
  await expect(page).toHaveTitle("Connection");
  await expect(page.getByRole("heading", { name: "Connection", exact: true })).toBeVisible();
  await expect(page.getByText("This dashboard's database is the record itself")).toBeVisible();
  await expect(page.getByRole("button", { name: "Sign out" })).toBeHidden();

  await page.goBack();
  await expect(leadTable(page).getByRole("rowheader").first()).toBeVisible();

  // The short address, and the one of before.
  for (const path of ["/settings", "/settings/account"]) {
    await page.goto(path);
    await expect(page).toHaveURL("/settings/me");
    await expect(page.getByRole("heading", { name: "Me", exact: true })).toBeVisible();
  }
  await page.goto("/settings/nowhere");
  await expect(page.getByRole("heading", { name: "There is no such page" })).toBeVisible();
});

test("nobody else does, and is told so", async ({ visit }) => {
  const page = await visit("/leads", { as: "viewer" });
  await page.getByRole("button", { name: "Theo Grant" }).click();
  await expect(page.getByRole("button", { name: "Sign out" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Connection" })).toHaveCount(0);

  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.goto("/settings/connection");
  const settings = page.getByRole("navigation", { name: "Settings" });
  await expect(settings.getByRole("link")).toHaveText(["Me", "Statuses"]);
  await expect(page.getByRole("heading", { name: "Only managers can see this" })).toBeVisible();
  expect(asked.filter((url) => url.endsWith("/dashboard/connection"))).toEqual([]);
});

test("the settings lead to each other, and Back goes back", async ({ visit }) => {
  const page = await visit("/leads", { as: "manager" });
  await page.getByRole("link", { name: "Settings" }).click();
  const settings = page.getByRole("navigation", { name: "Settings" });
  const link = (name: string) => settings.getByRole("link", { name });
  await expect(settings.getByRole("link")).toHaveText(["Me", "Statuses", "Connection"]);
  await expect(link("Me")).toHaveAttribute("aria-current", "page");
  await link("Statuses").press("Enter");
  await expect(page).toHaveTitle("Statuses");
  await expect(link("Statuses")).toHaveAttribute("aria-current", "page");
  await expect(link("Me")).not.toHaveAttribute("aria-current");
  await link("Connection").click();
  await expect(page).toHaveURL("/settings/connection");
  for (const path of ["/settings/statuses", "/settings/me", "/leads"]) {
    await page.goBack();
    await expect(page).toHaveURL(path);
  }
});

test("everyone sees all statuses, how they are shown, and which leads have them", async ({
  visit,
  api,
}) => {
  const statuses = await api.call(listStatuses);
  const page = await visit("/settings/statuses", { as: "viewer" });
  const table = page.getByRole("table", { name: "Statuses" });
  await expect(table.locator("th[scope=row]")).toHaveText(
    statuses.map(({ name }) => new RegExp(`${name}$`)),
  );
  const fresh = table.getByRole("row", { name: /Fresh Lead/ });
  await expect(table.getByRole("rowheader", { name: "New lead", exact: true })).toBeVisible();
  for (const text of ["Both", "Just came in, not contacted", "#E11D48 on #FFF1F2"]) {
    await expect(fresh.getByRole("cell", { name: text, exact: true })).toBeVisible();
  }
  await expect(fresh.getByText("4.5:1")).toBeVisible();
  await expect(fresh.getByText("Text darkened from 4.2:1")).toBeVisible();
  await expect(fresh.getByText("6.0:1")).toBeVisible();

  const leads = fresh.getByRole("link", { name: /^\d+ leads, Fresh Lead$/ });
  const number = await leads.innerText();
  await leads.click();
  await expect(page).toHaveURL(/\/leads\?status=/);
  const total = page.getByRole("status").filter({ hasText: new RegExp(`^${number} of 2,4`) });
  await expect(total).toBeVisible();
});

test("in own record nothing speaks of Hermon's copy, and nothing more is asked", async ({
  visit,
}) => {
  const page = await visit("/leads", { as: "manager" });
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await leadTable(page).getByRole("rowheader").first().click();
  const drawer = page.getByRole("dialog");
  await expect(drawer.getByRole("heading", { name: "Source summary" })).toBeVisible();
  await drawer.getByRole("tab", { name: "Billing" }).click();
  await expect(page.getByText(/Synced|Copying|Just read|checking Hermon/)).toHaveCount(0);
  expect(asked.filter((url) => url.endsWith("/fresh"))).toEqual([]);
});
