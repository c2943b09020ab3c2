import { expect, test } from "./live-test.ts";
import { everyLead, setStatus, statusOf, submitLead, unreadLead } from "../record.ts";
import { answer } from "../setup/faulty-proxy.ts";
import {
  chooseStatus,
  drawerOf,
  expectStatus,
  expectTotal,
  filterBy,
  openLead,
  rowOf,
} from "../verbs/leads.ts";
import { AFTER_NEXT_TRY, ageLine, cutOff, serverBanner, troubleBanner } from "../verbs/live.ts";
import { STREAM, streamsHeld } from "../verbs/updates.ts";

test("while Hermon can't be reached one reads on, is told why nothing is saved, and catches up", async ({
  visit,
  hermon,
  mirror,
  upstream: { api },
}) => {
  const lead = await submitLead(api);
  const page = await visit("/leads", { as: "setter", provoking: /50[34]/ });
  const row = rowOf(page, lead);
  await expectStatus(row, "Fresh Lead");
  await expect(troubleBanner(page)).toHaveCount(0);

  cutOff(hermon);
  await expect(troubleBanner(page)).toHaveText(
    /^Hermon can't be reached\. What you see is from \d\d:\d\d \(\d+ seconds? ago\)\. Next try (in \d+ seconds?|now)\. You can go on reading; changes can't be saved until then\.$/,
  );
  await chooseStatus(row, "Won");
  const failure = page.getByRole("alert").filter({ hasText: "Couldn't change the status" });
  await expect(failure).toContainText("Hermon can't be reached right now.");
  await expectStatus(row, "Fresh Lead");
  expect(await statusOf(api, lead)).toBe("Fresh Lead");

  await expect(ageLine(await openLead(page, lead))).toContainText("Hermon can't be reached");
  const unread = await unreadLead(api, mirror.api);
  await page.goto(`/leads?lead=${unread.id}`);
  const drawer = await drawerOf(page, unread);
  await expect(ageLine(drawer)).toHaveText("Details not read yet · Hermon can't be reached");
  await drawer.getByRole("tab", { name: "Billing" }).click();
  await expect(drawer.getByText("Not read from Hermon yet", { exact: true })).toBeVisible();
  await expect(drawer.getByText("No billing details")).toHaveCount(0);
  const all = await everyLead(api);
  const won = all.filter(({ status }) => status.name === "Won");
  await filterBy(page, "Status", "Won");
  await expectTotal(page, won.length, all.length);

  const late = await submitLead(api);
  await setStatus(api, late, "Won");
  hermon.mend();
  await expect(troubleBanner(page)).toHaveCount(0, AFTER_NEXT_TRY);
  await expectTotal(page, won.length + 1, all.length + 1);
  await expect(rowOf(page, late)).toBeVisible();
  // What is open is read without being asked for again.
  await expect(ageLine(drawer)).toHaveText("Just read from Hermon");
  await expect(drawer.getByText("No billing details")).toBeVisible();
  await chooseStatus(drawer, "Lost");
  await expect(page.getByText("Status changed to Lost")).toBeVisible();
  expect(await statusOf(api, unread)).toBe("Lost");
});

test("where neither Hermon nor the dashboard's own server can be reached, the nearer is told", async ({
  visit,
  hermon,
}) => {
  const page = await visit("/leads", { as: "setter", provoking: /ERR_|50[34]/ });
  await expect.poll(() => streamsHeld(page)).toEqual([STREAM]);
  cutOff(hermon);
  await expect(troubleBanner(page)).toContainText("Hermon can't be reached.");
  await page.context().setOffline(true);
  await expect(serverBanner(page)).toBeVisible({ timeout: 40_000 });
  await expect(troubleBanner(page)).toHaveCount(1);
  await page.context().setOffline(false);
  await expect(serverBanner(page)).toHaveCount(0);
  await expect(troubleBanner(page)).toContainText("Hermon can't be reached.");
});

test("a key that Hermon doesn't take is told once, asked about no more, and ends by Sync now", async ({
  visit,
  hermon,
  upstream: { api },
}) => {
  const lead = await submitLead(api);
  const page = await visit("/leads", { as: "manager", provoking: /503/ });
  const setter = await visit("/leads", { as: "setter" });
  await expectStatus(rowOf(page, lead), "Fresh Lead");
  let refusals = 0;
  hermon.fail("*", /./, (incoming, response) => {
    refusals += 1;
    answer(401, "Invalid API key")(incoming, response);
  });
  const banner = troubleBanner(page);
  await expect(banner).toContainText(/^Hermon doesn't accept the API key\. What you see is from/);
  await expect(banner).toContainText("restart the server, or press Sync now");
  await expect(troubleBanner(setter)).toContainText(/changes can't be saved\. Ask a manager/);
  await expect(page.getByText("Hermon doesn't accept the API key.")).toHaveCount(1);
  const told = refusals;

  await chooseStatus(rowOf(page, lead), "Won");
  const failure = page.getByRole("alert").filter({ hasText: "Couldn't change the status" });
  await expect(failure).toContainText("Hermon doesn't accept the API key of this dashboard.");
  await expectStatus(rowOf(page, lead), "Fresh Lead");
  expect(refusals).toBe(told);

  await banner.getByRole("link", { name: "Settings → Connection" }).click();
  await page.getByRole("button", { name: "Sync now" }).click();
  await expect.poll(() => refusals).toBe(told + 1);
  await expect(banner).toBeVisible();
  const workspace = page.getByRole("region", { name: "Workspace" });
  await expect(workspace).toContainText("Hermon doesn't accept the API key");

  hermon.mend();
  await page.getByRole("button", { name: "Sync now" }).click();
  await expect(banner).toHaveCount(0);
  await expect(troubleBanner(setter)).toHaveCount(0);
  await expect(workspace).toContainText("In step with Hermon");
  expect(refusals).toBe(told + 1);
});
