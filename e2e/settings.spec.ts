import { expect, test } from "./test.ts";
import { leadTable } from "./verbs/leads.ts";

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
});

test("nobody else does, and is told so", async ({ visit }) => {
  const page = await visit("/leads", { as: "viewer" });
  await page.getByRole("button", { name: "Theo Grant" }).click();
  await expect(page.getByRole("button", { name: "Sign out" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Connection" })).toHaveCount(0);

  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.goto("/settings/connection");
  await expect(page.getByRole("heading", { name: "Only managers can see this" })).toBeVisible();
  expect(asked.filter((url) => url.endsWith("/dashboard/connection"))).toEqual([]);
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
