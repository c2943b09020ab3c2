import { everyLead, matching, submitLead } from "./record.ts";
import { expect, test } from "./test.ts";
import {
  chooseStatus,
  drawerOf,
  expectStatus,
  expectTotal,
  filterBy,
  leadTable,
  openLead,
  scrollTo,
} from "./verbs/leads.ts";

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } as const;

test("the main job on a phone", async ({ visit, api }) => {
  const lead = await submitLead(api);
  const all = await everyLead(api);
  const page = await visit("/leads", { as: "setter", ...PHONE });
  await expectTotal(page, all.length, all.length);
  await filterBy(page, "Source", "Manual");
  await expectTotal(page, matching(all, { source: ["MANUAL"] }).length, all.length);

  const drawer = await openLead(page, lead);
  const box = await drawer.boundingBox();
  // While it slides in, its edges are between pixels.
  expect(box?.width).toBeCloseTo(390);
  await chooseStatus(drawer, "Follow Up");
  await expectStatus(drawer, "Follow Up");
  await drawer.getByRole("button", { name: "Close" }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("nothing is wider than a phone of 390 or 360 pixels", async ({ visit, api }) => {
  const [lead] = await everyLead(api);
  if (!lead) throw new Error("The sample has no leads");
  for (const width of [390, 360]) {
    const page = await visit("/leads", {
      as: "manager",
      ...PHONE,
      viewport: { width, height: 740 },
    });
    await expect(leadTable(page).getByRole("rowheader").first()).toBeVisible();
    const overflow = () =>
      page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(await overflow()).toBe(0);
    await scrollTo(page, 1);
    await page.goto(`/leads?lead=${lead.id}&tab=opt-ins`);
    await drawerOf(page, lead);
    expect(await overflow()).toBe(0);
    await page.goto("/settings/connection");
    await expect(page.getByText("Own record")).toBeVisible();
    expect(await overflow()).toBe(0);
  }
});
