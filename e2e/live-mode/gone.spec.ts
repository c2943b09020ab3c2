import type { Locator } from "@playwright/test";
import { expect, test } from "./live-test.ts";
import { setStatus, submitLead, unreadLead } from "../record.ts";
import { expectNoViolations, inBothSchemes } from "../verbs/accessibility.ts";
import { drawerOf, expectStatus, openLead, rowOf, statusPicker } from "../verbs/leads.ts";
import { ageLine, changesIn, goneNotice, takeAway } from "../verbs/live.ts";

const NOTICE =
  /^Removed in Hermon\. Noticed \d+ (second|minute)s? ago\. This is what was last known\.$/;

/** Nothing of it can be changed, nothing is asked for, and no list has it. */
async function expectGone(drawer: Locator): Promise<void> {
  await expect(goneNotice(drawer)).toHaveText(NOTICE);
  await expect(ageLine(drawer)).toHaveCount(0);
  await expect(statusPicker(drawer)).toHaveCount(0);
  await expect(drawer.getByRole("button", { name: /^(Previous|Next) lead$/ })).toHaveCount(0);
}

/** Where the parts of a drawer stand that were there before. */
const places = (drawer: Locator) =>
  Promise.all(
    [drawer.getByRole("heading", { level: 2 }), drawer.getByRole("tabpanel")].map(async (part) => {
      const box = await part.boundingBox();
      return { x: box?.x, y: box?.y, width: box?.width };
    }),
  );

test("a lead that goes in Hermon stays open as it was last known, and is live again once it is back", async ({
  visit,
  hermon,
  upstream: { api },
}) => {
  const lead = await submitLead(api, {
    questions_answers: [{ question: "What next?", answer: "A call on Monday" }],
  });
  const page = await visit("/leads", { as: "setter", provoking: /404/ });
  await expectStatus(rowOf(page, lead), "Fresh Lead");
  await setStatus(api, lead, "Won");
  await expectStatus(rowOf(page, lead), "Won");
  const drawer = await openLead(page, lead);
  await expect(ageLine(drawer)).toHaveText("Just read from Hermon");
  await drawer.getByRole("tab", { name: "Opt-ins" }).click();
  await expect(drawer.getByText("A call on Monday")).toBeVisible();
  await statusPicker(drawer).focus();
  const before = await places(drawer);

  const giveBack = takeAway(hermon, lead.id);
  // Someone else is who finds out.
  const link = `/leads?lead=${lead.id}&tab=activity`;
  const other = await visit(link, { as: "manager", provoking: /404/ });
  const otherDrawer = await drawerOf(other, lead);
  await expectGone(otherDrawer);
  await expect(changesIn(otherDrawer)).toHaveText([
    /^Someone in Hermon changed Fresh Lead → .*Won/,
  ]);

  await expectGone(drawer);
  await expect(drawer.getByText("Won", { exact: true })).toBeVisible();
  await expect(drawer.getByText("A call on Monday")).toBeVisible();
  await expect(drawer.getByRole("link", { name: lead.email })).toBeVisible();
  await expect(drawer).toBeFocused();
  expect(await places(drawer)).toEqual(before);
  await expect(rowOf(page, lead)).toHaveCount(0);
  // It isn't there by a reload either, and the link still says what it was.
  await other.reload();
  await expectGone(otherDrawer);

  await setStatus(api, lead, "Lost");
  giveBack();
  for (const one of [drawer, otherDrawer]) {
    await expectStatus(one, "Lost");
    await expect(goneNotice(one)).toHaveCount(0);
    await expect(ageLine(one)).toHaveText("Just read from Hermon");
    await expect(one.getByRole("button", { name: "Next lead" })).toBeEnabled();
  }
  await expect(rowOf(page, lead)).toBeVisible();
  await expect(drawer.getByText("A call on Monday")).toBeVisible();
  await expect(changesIn(otherDrawer)).toHaveText([/ changed Won → .*Lost/, / → .*Won/]);
});

test("what was never read of a lead that is gone isn't called empty; all of it is for everyone, also on a phone", async ({
  visit,
  hermon,
  mirror,
  upstream: { api },
}) => {
  const lead = await unreadLead(api, mirror.api);
  const giveBack = takeAway(hermon, lead.id);
  const page = await visit(`/leads?lead=${lead.id}&tab=billing`, {
    as: "setter",
    provoking: /404/,
  });
  const drawer = await drawerOf(page, lead);
  await expectGone(drawer);
  await expect(drawer.getByText("Never read from Hermon")).toBeVisible();
  await expect(drawer.getByText("No billing details")).toHaveCount(0);
  await drawer.getByRole("tab", { name: "Summary" }).click();
  await expect(drawer.getByText("Never read from Hermon")).toHaveCount(2);

  await inBothSchemes(page, async (colorScheme) => {
    for (const [width, height] of [
      [1440, 900],
      [360, 780],
    ] as const) {
      await page.setViewportSize({ width, height });
      await expectNoViolations(page, `gone, ${colorScheme}, ${width}`, "[role=dialog]");
      const over = page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(await over).toBeLessThanOrEqual(0);
    }
  });
  giveBack();
});
