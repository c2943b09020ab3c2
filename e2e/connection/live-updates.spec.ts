import { everyLead, matching, newLeadIn, setStatus, submitLead } from "../record.ts";
import { expect, test } from "../test.ts";
import {
  chooseStatus,
  drawerOf,
  expectDimmed,
  expectRow,
  expectStatus,
  expectTotal,
  rowOf,
  scrollTo,
} from "../verbs/leads.ts";
import { followPlace, painted, untilUpToDate, watchAsked } from "../verbs/updates.ts";

/** What others do shows by itself: nobody reloads anything here. */

test("someone changes a status, and others see the badge, the counts and the list follow", async ({
  visit,
  api,
}) => {
  const [lead, won] = [await submitLead(api), await newLeadIn(api, "Won")];
  const ada = await visit("/leads", { as: "manager" });
  const ben = await visit("/leads", { as: "setter" });
  const all = await everyLead(api);
  const { length: before } = matching(all, { status: [won.status.id] });
  const cleo = await visit(`/leads?status=${won.status.id}`, { as: "viewer" });
  await expectTotal(cleo, before, all.length);
  await expectStatus(rowOf(ben, lead), "Fresh Lead");
  await untilUpToDate(cleo, api, won, "Lost");

  await chooseStatus(rowOf(ada, lead), "Won");
  await expectStatus(rowOf(ben, lead), "Won");
  await expectTotal(cleo, before + 1, all.length);
  await expect(rowOf(cleo, lead)).toBeVisible();

  // What no longer matches stays under one's hands; that it doesn't count any more is to be seen.
  await chooseStatus(rowOf(ben, lead), "Lost");
  await expectStatus(rowOf(ada, lead), "Lost");
  await expectTotal(cleo, before, all.length);
  await expect(rowOf(cleo, lead).getByText("Lost")).toBeVisible();
  await expectDimmed(rowOf(cleo, lead), rowOf(cleo, won));
});

test("a new lead shows in the total and on top, and whoever reads further down keeps their place", async ({
  visit,
  api,
}) => {
  const page = await visit("/leads", { as: "setter" });
  const far = await visit("/leads", { as: "viewer" });
  const before = await everyLead(api);
  await expectTotal(page, before.length, before.length);
  const read = before[1200];
  // However many leads others have added: its row is among the twenty that show.
  await scrollTo(far, 1197 / before.length);
  if (!read) throw new Error("The sample has too few leads");
  await expect(rowOf(far, read)).toBeVisible();
  const places = await followPlace(rowOf(far, read));
  // It is the first of its page, and the page above comes when its own could have been painted.
  const own = Promise.withResolvers<void>();
  await far.route(/\/leads\?.*page=1[23]\b/, async (route) => {
    const response = await route.fetch();
    const isOwn = route.request().url().includes("page=13");
    if (!isOwn) {
      await own.promise;
      await painted(far);
    }
    await route.fulfill({ response });
    if (isOwn) own.resolve();
  });

  await submitLead(api);
  const after = await everyLead(api);
  expect(after).toHaveLength(before.length + 1);
  await expectTotal(page, after.length, after.length);
  await expectRow(page, 0, after);
  await expectRow(page, 1, after);
  await expectTotal(far, after.length, after.length);
  await expectRow(far, 1201, after);
  expect(await places()).toHaveLength(1);
  // Another fetch may be on its way by then, and the page is about to be closed.
  await far.unrouteAll({ behavior: "ignoreErrors" });
});

test("an open drawer follows, and its activity says who it was", async ({ visit, api }) => {
  const lead = await submitLead(api);
  const page = await visit(`/leads?lead=${lead.id}&tab=activity`, { as: "setter" });
  const drawer = await drawerOf(page, lead);
  await expect(drawer.getByText("No status changes recorded here yet")).toBeVisible();
  await setStatus(api, lead, "Won");
  await expectStatus(drawer, "Won");
  await expect(drawer.getByText("e2e", { exact: true })).toBeVisible();
  await drawer.getByRole("tab", { name: "Opt-ins" }).click();
  await expect(drawer.getByRole("tabpanel").getByText("Landing page")).toHaveCount(0);

  await submitLead(api, { email: lead.email, source: "LANDING_PAGE" });
  await expect(
    drawer
      .getByRole("tabpanel")
      .getByText(/landing page/i)
      .first(),
  ).toBeVisible();
});

test("a change of one's own asks for nothing twice, and moves nothing", async ({ visit, api }) => {
  const [own, others] = [await newLeadIn(api, "Follow Up"), await newLeadIn(api, "Follow Up")];
  const leads = await everyLead(api);
  const { length: before } = matching(leads, { status: [own.status.id] });
  const page = await visit(`/leads?status=${own.status.id}`, { as: "setter" });
  const witness = await visit("/leads", { as: "viewer" });
  await expectTotal(page, before, leads.length);
  await untilUpToDate(page, api, others, "No Show");

  const asked = watchAsked(page);
  await chooseStatus(rowOf(page, own), "Won");
  await expect(rowOf(witness, own).getByText("Won")).toBeVisible();
  await expectTotal(page, before - 1, leads.length);
  // When this is told, the other was.
  await setStatus(api, others, "No Show");
  await expectStatus(rowOf(page, others), "No Show");
  await expectTotal(page, before - 2, leads.length);
  await expectStatus(rowOf(page, own), "Won");
  expect(asked).toEqual({ counts: 2, rows: 0 });
});
