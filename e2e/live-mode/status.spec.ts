import { listLeadActivity } from "#api/contract/leads/lead-history.ts";
import { expect, test } from "./live-test.ts";
import { setStatus, statusOf, submitLead } from "../record.ts";
import { PEOPLE } from "../setup/live-workspace.ts";
import { chooseStatus, drawerOf, expectStatus, openLead, rowOf } from "../verbs/leads.ts";
import { changesIn, LISTS } from "../verbs/live.ts";

test("a status change goes through to Hermon, says who made it, and can be undone", async ({
  visit,
  upstream: { api },
}) => {
  const lead = await submitLead(api);
  const page = await visit("/leads", { as: "setter" });
  await expectStatus(rowOf(page, lead), "Fresh Lead");
  await chooseStatus(rowOf(page, lead), "Won");
  await expect(page.getByText("Status changed to Won")).toBeVisible();
  expect(await statusOf(api, lead)).toBe("Won");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("Status changed to Fresh Lead")).toBeVisible();
  expect(await statusOf(api, lead)).toBe("Fresh Lead");
  await expectStatus(rowOf(page, lead), "Fresh Lead");

  const drawer = await openLead(page, lead);
  await drawer.getByRole("tab", { name: "Activity" }).click();
  await expect(changesIn(drawer)).toHaveText([
    new RegExp(`^${PEOPLE.setter.name} changed Won → .*Fresh Lead.* · Undid a change$`),
    new RegExp(`^${PEOPLE.setter.name} changed Fresh Lead → .*Won`),
  ]);
});

test("whoever was quicker in Hermon is not overwritten, but asked about", async ({
  visit,
  hermon,
  upstream: { api },
}) => {
  const lead = await submitLead(api);
  const page = await visit("/leads", { as: "setter", provoking: /409/ });
  const row = rowOf(page, lead);
  await expectStatus(row, "Fresh Lead");
  // Neither a poll nor a scan brings it before the person acts.
  const giveNews = hermon.hold("GET", LISTS);
  await setStatus(api, lead, "Lost");
  await chooseStatus(row, "Won");
  const notice = page.getByRole("alert").filter({ hasText: "Someone in Hermon" });
  await expect(notice).toContainText(/^Someone in Hermon changed the status of .+ to Lost/);
  await expectStatus(row, "Lost");
  expect(await statusOf(api, lead)).toBe("Lost");

  await page.getByRole("button", { name: "Set to Won" }).click();
  await expect(page.getByText("Status changed to Won")).toBeVisible();
  expect(await statusOf(api, lead)).toBe("Won");

  await setStatus(api, lead, "Follow Up");
  await chooseStatus(row, "Lost");
  await page.getByRole("button", { name: "Keep Follow Up" }).click();
  await expectStatus(row, "Follow Up");
  expect(await statusOf(api, lead)).toBe("Follow Up");
  giveNews();
});

test("a change made in Hermon shows by itself, and its activity says between when", async ({
  visit,
  mirror,
  upstream: { api },
}) => {
  const lead = await submitLead(api);
  const page = await visit("/leads", { as: "setter" });
  await expectStatus(rowOf(page, lead), "Fresh Lead");
  const before = Date.now();
  await setStatus(api, lead, "Won");
  const after = Date.now();
  await expectStatus(rowOf(page, lead), "Won");

  await page.goto(`/leads?lead=${lead.id}&tab=activity`);
  const drawer = await drawerOf(page, lead);
  await expect(changesIn(drawer)).toHaveText([/^Someone in Hermon changed Fresh Lead → .*Won/]);
  const { data } = await mirror.api.call(listLeadActivity, { params: { id: lead.id } });
  const change = data.find((entry) => entry.kind === "status-change");
  expect(Date.parse(change?.not_before ?? "")).toBeLessThanOrEqual(after);
  expect(Date.parse(change?.at ?? "")).toBeGreaterThanOrEqual(before);
});
