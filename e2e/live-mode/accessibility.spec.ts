import { expect, test } from "./live-test.ts";
import { everyLead } from "../record.ts";
import { expectAccessible, expectFits, expectNoViolations } from "../verbs/accessibility.ts";
import { drawerOf, leadTable } from "../verbs/leads.ts";
import { ageLine, copyProgress, cutOff, makeFirstManager, troubleBanner } from "../verbs/live.ts";

const PHONE = { width: 360, height: 780 };

/** What only live mode has on the list's page; the rest of that is looked at elsewhere. */
const COPYING = "[aria-label='First copy']";
const BANNER = "[role=status]:has(p)";
const DRAWER = "[role=dialog]";

test("the first copy is for everyone, also on a phone", async ({ visit, start }) => {
  let give = (): void => undefined;
  const server = await start((hermon) => {
    give = hermon.hold("GET", /\/api\/external\/leads\?.*page=2/);
  });
  await expect.poll(() => server.firstManagerLink).toBeDefined();
  const page = await visit(server.firstManagerLink ?? "", { provoking: /401/ });
  await makeFirstManager(page);
  await expect(copyProgress(page)).toBeVisible();
  await expect(leadTable(page).getByRole("rowheader").first()).toBeVisible();
  await expectAccessible(page, "copying", COPYING);
  await page.setViewportSize(PHONE);
  await expect(leadTable(page).getByRole("rowheader").first()).toBeVisible();
  await expectFits(page);
  await expectNoViolations(page, "copying on a phone", COPYING);
  give();
  await expect(copyProgress(page)).toHaveCount(0);
});

test("an outage and the connection's page are for everyone, also on a phone", async ({
  visit,
  hermon,
  upstream,
}) => {
  const [lead] = await everyLead(upstream.api);
  if (!lead) throw new Error("The sample has no leads");
  const page = await visit(`/leads?lead=${lead.id}`, { as: "manager", provoking: /50[34]/ });
  const drawer = await drawerOf(page, lead);
  await expect(ageLine(drawer)).toHaveText("Just read from Hermon");
  cutOff(hermon);
  await expect(troubleBanner(page)).toBeVisible();
  await page.reload();
  await expect(ageLine(drawer)).toContainText("Hermon can't be reached");
  await expectAccessible(page, "outage with a drawer", DRAWER, BANNER);
  await page.setViewportSize(PHONE);
  await expectFits(page);
  await expectNoViolations(page, "outage with a drawer on a phone", DRAWER);

  await page.goto("/settings/connection");
  await expect(
    page.getByRole("region", { name: "Latest errors" }).getByRole("listitem"),
  ).not.toHaveCount(0);
  await expectFits(page);
  await expectNoViolations(page, "connection on a phone", "main");
  await page.setViewportSize({ width: 1440, height: 900 });
  await expectAccessible(page, "connection", "html");
});
