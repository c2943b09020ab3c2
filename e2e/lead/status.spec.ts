import { EVENTS_PATH } from "#api/contract/events.ts";
import { getSync } from "#api/contract/sync.ts";
import { listStatuses } from "#api/contract/leads/statuses.ts";
import { setStatus, statusOf, submitLead } from "../record.ts";
import { expect, test } from "../test.ts";
import {
  chooseStatus,
  drawerOf,
  expectDimmed,
  expectNotDimmed,
  expectStatus,
  openLead,
  rowOf,
  statusPicker,
} from "../verbs/leads.ts";
import { untilUpToDate } from "../verbs/updates.ts";

/** What tells a page of what others do, and what it asks where nothing does. */
const NEWS = new RegExp(`${EVENTS_PATH}|${getSync.path}$`);

test("changes from the row, and is still so after a reload and for the API", async ({
  visit,
  api,
}) => {
  const lead = await submitLead(api);
  const page = await visit("/leads", { as: "setter" });
  const row = rowOf(page, lead);
  await chooseStatus(row, "Follow Up");
  await expectStatus(row, "Follow Up");
  await expect(page.getByText("Status changed to Follow Up")).toBeVisible();

  await expect.poll(() => statusOf(api, lead)).toBe("Follow Up");
  await page.reload();
  await expectStatus(rowOf(page, lead), "Follow Up");
});

test("changes from the drawer, and the row and the activity follow", async ({ visit, api }) => {
  const lead = await submitLead(api);
  const page = await visit("/leads", { as: "manager" });
  const drawer = await openLead(page, lead);
  await chooseStatus(drawer, "Won");
  await expectStatus(drawer, "Won");
  await expectStatus(rowOf(page, lead), "Won");
  await expect.poll(() => statusOf(api, lead)).toBe("Won");

  await drawer.getByRole("tab", { name: "Activity" }).click();
  await expect(drawer.getByText(/Helen Marsh/)).toBeVisible();
  await expect(drawer.getByText(/Fresh Lead/).last()).toBeVisible();
});

test("offers the statuses for leads only, the present one ticked", async ({ visit, api }) => {
  const lead = await submitLead(api);
  const page = await visit("/leads", { as: "setter" });
  await statusPicker(rowOf(page, lead)).click();
  const options = page.getByRole("listbox").getByRole("option");
  const offered = (await api.call(listStatuses)).filter(({ type }) => type !== "OPPORTUNITY");
  await expect(options).toHaveCount(offered.length);
  await expect(options.and(page.getByRole("option", { selected: true }))).toHaveText(/Fresh Lead/);

  const list = page.getByRole("listbox");
  await expect(list.getByRole("group", { name: "Follow up" })).toContainText("Long-term Nurture");
  // A heading over one status would only say its name again.
  await expect(list.getByText("New lead", { exact: true })).toBeHidden();

  await page.keyboard.type("nurt");
  await expect(options).toHaveCount(1);
  await page.keyboard.press("Escape");
  await expect(statusPicker(rowOf(page, lead))).toBeFocused();
});

test("changes that overtake each other are made in order, and the last one speaks", async ({
  visit,
  api,
}) => {
  const lead = await submitLead(api);
  const page = await visit("/leads", { as: "setter" });
  const row = rowOf(page, lead);
  await expectStatus(row, "Fresh Lead");
  const asked: unknown[] = [];
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route(/\/status$/, async (route) => {
    asked.push(route.request().postDataJSON());
    await held;
    await route.continue();
  });

  for (const name of ["Won", "Lost", "Follow Up"]) {
    await chooseStatus(row, name);
    await expectStatus(row, name);
  }
  await expect.poll(() => asked.length).toBe(1);
  release();
  await expect.poll(() => statusOf(api, lead)).toBe("Follow Up");
  await expect(page.getByText("Status changed to Follow Up")).toBeVisible();
  await expectStatus(row, "Follow Up");

  await page.getByRole("button", { name: "Undo" }).click();
  await expect.poll(() => statusOf(api, lead)).toBe("Lost");
});

test("two people change one lead: the second is told who, what, and asked", async ({
  visit,
  api,
  faultyProxy,
}) => {
  const lead = await submitLead(api);
  const manager = await visit("/leads", { as: "manager" });
  // The two are quicker than the news.
  faultyProxy.hold("GET", NEWS);
  const setter = await visit("/leads", { as: "setter", throughProxy: true, provoking: /409/ });
  await expectStatus(rowOf(setter, lead), "Fresh Lead");

  await chooseStatus(rowOf(manager, lead), "Won");
  await expect.poll(() => statusOf(api, lead)).toBe("Won");

  await chooseStatus(rowOf(setter, lead), "Lost");
  const question = setter.getByText(/^Helen Marsh changed the status of .* to Won/);
  await expect(question).toBeVisible();
  await expectStatus(rowOf(setter, lead), "Won");
  expect(await statusOf(api, lead)).toBe("Won");

  await setter.getByRole("button", { name: "Set to Lost" }).click();
  await expect.poll(() => statusOf(api, lead)).toBe("Lost");
  await expectStatus(rowOf(setter, lead), "Lost");
});

test("what is chosen in a picker counts though someone changed the lead while it was open", async ({
  visit,
  api,
}) => {
  const lead = await submitLead(api);
  const page = await visit("/leads", { as: "setter", provoking: /409/ });
  const row = rowOf(page, lead);
  await statusPicker(row).click();
  const option = (name: string) => page.getByRole("listbox").getByRole("option", { name });
  await expect(option("Fresh Lead")).toHaveAttribute("aria-selected", "true");
  await setStatus(api, lead, "Won");
  await expectStatus(row, "Won");
  await option("Fresh Lead").click();
  const question = page.getByRole("alert").filter({ hasText: "changed the status of" });
  await expect(question).toContainText("to Won");
  await question.getByRole("button", { name: "Set to Fresh Lead" }).click();
  await expectStatus(row, "Fresh Lead");
  await expect.poll(() => statusOf(api, lead)).toBe("Fresh Lead");
});

test("a lead that no longer matches stays, dimmed, in its place until the list is fetched", async ({
  visit,
  api,
}) => {
  const [lead, other] = [await submitLead(api), await submitLead(api)];
  const page = await visit(`/leads?status=${lead.status.id}`, { as: "setter" });
  const row = rowOf(page, lead);
  await untilUpToDate(page, api, other, "Lost");
  await chooseStatus(row, "Won");
  await expectStatus(row, "Won");
  await expect.poll(() => statusOf(api, lead)).toBe("Won");
  await expectDimmed(row, rowOf(page, other));
  await page.getByRole("button", { name: "Undo" }).click();
  await expectStatus(row, "Fresh Lead");
  await expectNotDimmed(row, rowOf(page, other));
  await chooseStatus(row, "Won");
  await expectDimmed(row, rowOf(page, other));
  await page.reload();
  await expect(page.getByRole("grid").getByRole("rowheader").first()).toBeVisible();
  await expect(row).toHaveCount(0);
});

test("a viewer sees no picker, and the server refuses the change too", async ({ visit, api }) => {
  const lead = await submitLead(api);
  const page = await visit(`/leads?lead=${lead.id}`, { as: "viewer", provoking: /403/ });
  const drawer = await drawerOf(page, lead);
  await expect(drawer.getByText("Fresh Lead").first()).toBeVisible();
  await expect(page.getByRole("button", { name: /^Status:/ })).toHaveCount(0);

  const status = await page.evaluate(
    async ({ id, status_id }) => {
      const response = await fetch(`/api/dashboard/leads/${id}/status`, {
        method: "PATCH",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ status_id }),
      });
      return response.status;
    },
    { id: lead.id, status_id: lead.status.id },
  );
  expect(status).toBe(403);
});
