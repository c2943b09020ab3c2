import { createClient } from "#api/client.ts";
import { listSamplePeople } from "#api/contract/people/sign-in.ts";
import { expect, test } from "./live-test.ts";
import { everyLead } from "../record.ts";
import type { FaultyProxy } from "../setup/faulty-proxy.ts";
import { expectTotal, leadTable, rowAt, rowOf, startingWith } from "../verbs/leads.ts";
import { AFTER_NEXT_TRY, copyProgress, cutOff, makeFirstManager } from "../verbs/live.ts";

const THIRD_PAGE = /\/api\/external\/leads\?.*page=3/;
const OPT_INS = /\/api\/external\/opt-ins\?.*page=2/;

test("the first manager sees the leads come in, how many so far, and then all of them", async ({
  visit,
  start,
  upstream,
}) => {
  const leads = await everyLead(upstream.api);
  let giveLeads = (): void => undefined;
  let giveOptIns = (): void => undefined;
  const server = await start((hermon) => {
    giveLeads = hermon.hold("GET", THIRD_PAGE);
    giveOptIns = hermon.hold("GET", OPT_INS);
  });
  await expect.poll(() => server.firstManagerLink).toBeDefined();

  // Before anyone is let in the loader asks for what only people get.
  const page = await visit(`${server.url}/sign-in`, { provoking: /401/ });
  expect(await createClient({ baseUrl: server.url }).call(listSamplePeople)).toEqual([]);
  await expect(page.getByRole("button", { name: "Sign in", exact: true })).toBeVisible();
  await expect(page.getByRole("button", { name: /^Continue as/ })).toHaveCount(0);

  await page.goto(server.firstManagerLink ?? "");
  await makeFirstManager(page);
  const progress = copyProgress(page);
  const twoPages = `200 of ${leads.length} leads, 0 of`;
  await expect(progress).toHaveAttribute("aria-valuetext", startingWith(twoPages));
  const copied = page.getByRole("region", { name: "First copy" });
  await expect(copied).toContainText(`Copying from Hermon: ${twoPages}`);
  await expect(copied).toContainText("Lists and counts are not complete yet.");
  await expect(page.getByRole("status").filter({ hasText: "so far" })).toHaveText(
    "200 leads so far",
  );
  await expect(leadTable(page).getByRole("rowheader").first()).toBeVisible();
  const place = async () => (await rowAt(page, 0).boundingBox())?.y;
  const placeWhileCopying = await place();

  giveLeads();
  const allLeads = `${leads.length} of ${leads.length} leads, 100 of`;
  await expect(progress).toHaveAttribute("aria-valuetext", startingWith(allLeads));
  await expect(page.getByRole("status").filter({ hasText: "so far" })).toHaveText(
    `${leads.length} leads so far`,
  );
  giveOptIns();
  await expect(progress).toHaveCount(0);
  // That it came and went has moved no row.
  expect(await place()).toBe(placeWhileCopying);
  await expectTotal(page, leads.length, leads.length);
  const [newest] = leads;
  if (!newest) throw new Error("The sample has no leads");
  await expect(rowOf(page, newest)).toBeVisible();
  await expect(page.getByRole("link", { name: /^Synced/ })).toBeVisible();
});

test("where Hermon is away from the first minute nothing is promised, until it is there", async ({
  visit,
  start,
  upstream,
}) => {
  const { length: all } = await everyLead(upstream.api);
  let wayToHermon: FaultyProxy | undefined;
  const server = await start((hermon) => {
    cutOff(hermon);
    wayToHermon = hermon;
  });
  await expect.poll(() => server.firstManagerLink).toBeDefined();
  const page = await visit(server.firstManagerLink ?? "", { provoking: /401/ });
  await makeFirstManager(page);
  const banner = page.getByRole("status").filter({ hasText: "Hermon can't be reached." });
  await expect(banner).toContainText(
    /^Hermon can't be reached\. Nothing was copied from it yet\. Next try (in \d+ seconds?|now)\. $/,
  );
  await expect(page.getByText("No leads copied yet")).toBeVisible();

  wayToHermon?.mend();
  await expect(banner).toHaveCount(0, AFTER_NEXT_TRY);
  await expectTotal(page, all, all);
});
