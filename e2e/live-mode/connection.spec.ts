import type { Page } from "@playwright/test";
import { EVENTS_PATH } from "#api/contract/events.ts";
import { listOptIns } from "#api/contract/opt-ins/opt-ins.ts";
import { expect, test } from "./live-test.ts";
import { submitLead } from "../record.ts";
import { answer } from "../setup/faulty-proxy.ts";
import { count, leadTable } from "../verbs/leads.ts";
import { LEAD_PAGES, ONE_OPT_IN } from "../verbs/live.ts";

/** Everything that the server answers from now on; the stream of events has no end to read to. */
function answersTo(page: Page): Promise<string>[] {
  const answers: Promise<string>[] = [];
  page.on("response", (response) => {
    if (response.url().includes(EVENTS_PATH)) return;
    // What a page that was left had asked for is gone with it.
    const body = response.text().catch(() => "");
    answers.push(Promise.all([body, response.allHeaders()]).then((parts) => JSON.stringify(parts)));
  });
  return answers;
}

test("the connection shows what is here and there, and fills in to the last opt-in", async ({
  visit,
  hermon,
  upstream: { api, key },
}) => {
  const page = await visit("/sign-in", { as: "manager" });
  const answers = answersTo(page);
  await page.goto("/leads");
  await expect(leadTable(page).getByRole("rowheader").first()).toBeVisible();
  await page.getByRole("link", { name: /^Synced/ }).click();
  const copy = page.getByRole("region", { name: "Copy" });
  await expect(copy.getByRole("row", { name: /^Leads/ })).toContainText("None");
  const details = copy.getByRole("progressbar", { name: "Answers and attribution of opt-ins" });
  await expect(details).toHaveAttribute("aria-valuenow", "100", { timeout: 120_000 });

  const give = hermon.hold("GET", ONE_OPT_IN);
  for (let lead = 0; lead < 3; lead += 1) await submitLead(api);
  const optIns = (await api.call(listOptIns, { query: { limit: 1 } })).pagination.total;
  const all = count(optIns);
  await expect(copy.getByRole("row", { name: `Opt-ins ${all} ${all} None` })).toBeVisible();
  await expect(copy).toContainText(`${count(optIns - 3)} of ${all} read`);
  give();
  await expect(copy).toContainText(`${all} of ${all} read`);
  await expect(details).toHaveAttribute("aria-valuenow", "100");
  const requests = page.getByRole("region", { name: "Requests in the last minute" });
  await expect(requests.getByText("Polling")).toBeVisible();
  await expect(requests).toContainText("500 requests a second at most");

  hermon.fail("GET", LEAD_PAGES, answer(500, "Internal server error"));
  const errors = page.getByRole("region", { name: "Latest errors" });
  await expect(errors.getByRole("listitem").first()).toContainText("HTTP 500");
  hermon.mend();
  await page.getByRole("button", { name: "Sync now" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Sync started" })).toBeVisible();

  const workspace = page.getByRole("region", { name: "Workspace" });
  await expect(workspace).toContainText(`…${key.slice(-4)}`);
  const shown = [await page.content(), ...(await Promise.all(answers))];
  expect(shown.filter((text) => text.includes(key.slice(-5)))).toEqual([]);
  expect(shown.length).toBeGreaterThan(10);
});

test("whoever isn't a manager gets neither the page nor what is on it", async ({
  visit,
  mirror,
}) => {
  const page = await visit("/settings/connection", { as: "setter", provoking: /403/ });
  await expect(page.getByText("Only managers")).toBeVisible();
  const refused = await page.request.get(`${mirror.url}/api/dashboard/connection`);
  expect(refused.status()).toBe(403);
  const sync = await page.request.post(`${mirror.url}/api/dashboard/connection/sync`);
  expect(sync.status()).toBe(403);

  // How old the statuses are, everyone is told.
  await page.getByRole("link", { name: "Statuses" }).click();
  await expect(page.getByText(/^Kept in Hermon, synced/)).toBeVisible();
  await expect(page.getByRole("link", { name: /leads, Fresh Lead$/ })).toBeVisible();
});
