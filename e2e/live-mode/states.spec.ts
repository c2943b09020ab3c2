import { expect, test } from "./live-test.ts";
import type { FaultyProxy } from "../setup/faulty-proxy.ts";
import { answer, cut } from "../setup/faulty-proxy.ts";
import { expectAccessible } from "../verbs/accessibility.ts";
import { leadTable } from "../verbs/leads.ts";
import { LEAD_PAGES, LISTS, makeFirstManager, troubleBanner } from "../verbs/live.ts";

test("what keeps the copy from being in step is told in words, and what to do", async ({
  visit,
  start,
}) => {
  let hermon: FaultyProxy | undefined;
  const server = await start((way) => (hermon = way));
  await expect.poll(() => server.firstManagerLink).toBeDefined();
  const page = await visit(server.firstManagerLink ?? "", { provoking: /401/ });
  await makeFirstManager(page);
  const line = page.getByRole("link", { name: /^(Synced|Not in step)/ });
  await expect(line).toHaveText(/^Synced/);
  await expect(leadTable(page).getByRole("rowheader").first()).toBeVisible();

  // As with a typo in the address.
  hermon?.fail("GET", LISTS, answer(404, "Resource not found"));
  await expect(troubleBanner(page)).toHaveText(
    /^Hermon's address answers 404 to the list of leads\. What you see is from .+ ago\)\. You can go on reading; what is new in Hermon doesn't arrive\. Check HERMON_API_URL\.$/,
  );
  await line.click();
  const workspace = page.getByRole("region", { name: "Workspace" });
  await expect(workspace).toContainText("Hermon's lists can't be read");
  const errors = page.getByRole("region", { name: "Latest errors" });
  await expect(errors.getByRole("listitem").first()).toContainText("HTTP 404");
  await expect(workspace).toContainText("answers 404");
  hermon?.mend();
  hermon?.fail("*", /./, cut);
  await page.getByRole("button", { name: "Sync now" }).click();
  await expect(workspace).toContainText("Hermon can't be reached");
  await expect(workspace).not.toContainText("answers 404");
  hermon?.mend();
  await page.getByRole("button", { name: "Sync now" }).click();
  await expect(troubleBanner(page)).toHaveCount(0);
  await expect(workspace).toContainText("In step with Hermon");

  hermon?.fail("GET", /\/api\/external\/leads\?.*page=2/, answer(400, "No"));
  await expect(line).toHaveText(/^Not in step: 2\d\d of 3\d\d leads could be read$/);
  await expect(workspace).toContainText("Not in step with Hermon");
  await expectAccessible(page, "not in step", "html");
  await expect(page.getByRole("region", { name: "Copy" })).toContainText("leads could be read.");
  hermon?.mend();
  await page.getByRole("button", { name: "Sync now" }).click();
  await expect(line).toHaveText(/^Synced/);

  hermon?.fail("GET", LEAD_PAGES, answer(429, "Too many requests", { "retry-after": "600" }));
  await expect(troubleBanner(page)).toHaveText(
    /^Hermon asks us to wait until \d{1,2}:\d\d( [AP]M)?\. What you see is from .+ You can go on reading; changes can't be saved until then\.$/,
  );
  await expect(workspace).toContainText("Next try");
  await page.getByRole("button", { name: "Sync now" }).click();
  await expect(
    page
      .getByRole("status")
      .filter({ hasText: /^Hermon asks us to wait until .* Everything is read then$/ }),
  ).toBeVisible();
});
