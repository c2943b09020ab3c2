import { listViews } from "#api/contract/views/views.ts";
import { everyLead, matching } from "../record.ts";
import { expect, test } from "../test.ts";
import { expectAccessible, expectFits } from "../verbs/accessibility.ts";
import { count, expectTotal, filterBy, leadTable } from "../verbs/leads.ts";
import {
  chooseInMenu,
  expectView,
  saveAsNew,
  viewButton,
  viewLink,
  viewsBar,
} from "../verbs/views.ts";

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } as const;

test("a list is saved as a view, changed, renamed, chosen to begin with, deleted and back again", async ({
  visit,
  api,
}) => {
  const all = await everyLead(api);
  const manual = matching(all, { source: ["MANUAL"] }).length;
  const page = await visit("/leads", { as: "setter" });
  await expectView(page, "All");
  await expect(viewLink(page, "All")).toContainText(count(all.length));
  await filterBy(page, "Source", "Manual");
  await saveAsNew(page, "By hand 🖐 עברית");
  const name = "By hand 🖐 עברית";
  await expectView(page, name);
  await expect(page).toHaveURL(/\/leads\?view=[\da-f-]{36}$/);
  await expectTotal(page, manual, all.length);
  await expect(viewLink(page, name)).toContainText(count(manual));

  // A change is to be seen, and dropped, or saved.
  await filterBy(page, "Source", "Webinar");
  await expect(viewLink(page, name)).toHaveAccessibleName(/, changed$/);
  await viewButton(page, "Discard changes").click();
  await expectTotal(page, manual, all.length);
  await expect(viewButton(page, "Save view")).toHaveCount(0);
  await filterBy(page, "Source", "Webinar");
  await viewButton(page, "Save view").click();
  await expect(viewButton(page, "Save view")).toHaveCount(0);
  const both = matching(all, { source: ["MANUAL", "WEBINAR"] }).length;
  await expectTotal(page, both, all.length);

  await viewButton(page, `Options for ${name}`).click();
  await expect(page.getByRole("menuitem", { name: "Share with everyone" })).toHaveCount(0);
  await expectAccessible(page, "the menu of a view", "[role=menu]");
  await page.getByRole("menuitem", { name: "Rename…" }).click();
  const renaming = page.getByRole("dialog", { name: "Rename view" });
  await renaming.getByRole("textbox", { name: "Name" }).fill("n".repeat(201));
  await renaming.getByRole("button", { name: "Rename" }).click();
  await expect(renaming.getByText("Enter a name of at most 200 characters")).toBeVisible();
  await renaming.getByRole("textbox", { name: "Name" }).fill("n".repeat(200));
  await expectAccessible(page, "renaming a view", "[role=dialog]");
  await renaming.getByRole("button", { name: "Rename" }).click();
  const long = "n".repeat(200);
  await expectView(page, long);
  await expectFits(page);
  await expectAccessible(page, "the views", "nav.views-bar");

  const isKept = page.waitForResponse(/\/default-view$/);
  await chooseInMenu(page, long, "Open by default");
  await isKept;
  await page.goto("/");
  await expectView(page, long);
  await expectTotal(page, both, all.length);
  await page.goto("/leads");
  await expect(page).toHaveURL(/view=/);
  await expectTotal(page, both, all.length);

  await chooseInMenu(page, long, "Delete");
  await expectView(page, "All");
  await expect(viewLink(page, long)).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await viewLink(page, long).click();
  await expectTotal(page, both, all.length);
  await chooseInMenu(page, long, "Delete");
  await expectView(page, "All");
});

test("of two people who save one view, the second is told, and neither loses anything", async ({
  visit,
  api,
}) => {
  const all = await everyLead(api);
  const ada = await visit("/leads?source=CALENDLY", { as: "manager" });
  await saveAsNew(ada, "Team", true);
  await expectView(ada, "Team");
  const ben = await visit(ada.url(), { as: "manager" });
  const cleo = await visit(ada.url(), { as: "setter" });
  await expectView(cleo, "Team");
  await filterBy(ben, "Source", "Webinar");
  await filterBy(ada, "Source", "Manual");
  await viewButton(ada, "Save view").click();
  await expect(viewButton(ada, "Save view")).toHaveCount(0);

  // Whoever looks at it sees it as it is by now; whoever is changing it keeps what they have.
  const theirs = matching(all, { source: ["CALENDLY", "MANUAL"] }).length;
  await expectTotal(cleo, theirs, all.length);
  await expect(viewsBar(ben).getByText(/saved .*Team.* in between/)).toBeVisible();
  await expectTotal(ben, matching(all, { source: ["CALENDLY", "WEBINAR"] }).length, all.length);
  await expect(viewButton(ben, "Save view")).toHaveCount(0);
  await ben.reload();
  await expect(viewsBar(ben).getByText(/saved .*Team.* in between/)).toBeVisible();
  await saveAsNew(ben, "With webinars");
  await expectView(ben, "With webinars");
  await viewLink(ben, "Team").click();
  await expectTotal(ben, theirs, all.length);

  // A setter may not change what is shared, and keeps the list of one that is gone.
  await expect(viewLink(cleo, "Team")).toHaveAccessibleName(/, shared$/);
  await chooseInMenu(ada, "Team", "Delete");
  await expect(viewsBar(cleo).getByText(/Team.* is no longer there/)).toBeVisible();
  await expectTotal(cleo, theirs, all.length);
  await saveAsNew(cleo, "Kept");
  await expectView(cleo, "Kept");
  await expectTotal(cleo, theirs, all.length);
});

test("me in a shared view is whoever looks, also in the queue that everyone has", async ({
  visit,
  api,
}) => {
  const all = await everyLead(api);
  const setter = await visit("/leads?view=my-open", { as: "setter" });
  await expectView(setter, "My open leads");
  await expect(leadTable(setter).getByRole("rowheader").first()).toBeVisible();
  const manager = await visit("/leads?setter=helen.marsh%40example.com", { as: "manager" });
  await saveAsNew(manager, "Of mine", true);
  await expectTotal(manager, 0, all.length);
  await viewLink(setter, "Of mine").click();
  const mine = matching(all, { setter: ["mara.lindqvist@example.com"] }).length;
  await expectTotal(setter, mine, all.length);
  await expect(viewLink(setter, "Of mine")).toHaveAccessibleName(/“Me” is whoever looks/);
  await chooseInMenu(manager, "Of mine", "Delete");
});

test("two hundred views are narrowed by typing, and the bar fits a phone", async ({
  visit,
  app,
}) => {
  const page = await visit("/sign-in", { as: "viewer", ...PHONE });
  const address = `${app.url}${listViews.path}`;
  const save = (name: string) =>
    page.request.post(address, { data: { name, query: "source=MANUAL" } });
  await Promise.all(Array.from({ length: 200 }, (_, n) => save(`View ${n + 1}`)));
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await page.goto("/leads");
  await expect(viewLink(page, "All")).toContainText(/\d/);
  // All at once, and once more where the page hears of the views that were just saved.
  const sizes = asked.filter((path) => path.endsWith("/list-sizes"));
  expect(sizes.length).toBeLessThanOrEqual(2);
  await expectFits(page);
  await viewButton(page, "More views").click();
  const list = page.getByRole("listbox", { name: "All views" });
  await expect(list).toBeVisible();
  await expectAccessible(page, "all views", "[role=dialog]");
  await page.getByRole("combobox", { name: "Narrow views" }).fill("view 173");
  await list.getByRole("option", { name: "View 173" }).click();
  await expectView(page, "View 173");
  await expectFits(page);
  await expect(viewLink(page, "View 173")).toBeInViewport({ ratio: 1 });

  // It stays in sight, whatever is said beside it and however wide the bar is.
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.reload();
  await expect(viewLink(page, "View 173")).toBeInViewport({ ratio: 1 });
  await filterBy(page, "Source", "Webinar");
  await expect(viewLink(page, "View 173")).toBeInViewport({ ratio: 1 });
  await page.setViewportSize({ width: 768, height: 1024 });
  await expect(viewLink(page, "View 173")).toBeInViewport({ ratio: 1 });
  const { views } = listViews.answer.parse(await (await page.request.get(address)).json()).data;
  await page.goto("/sign-in");
  await Promise.all(views.map(({ id }) => page.request.delete(`${address}/${id}`)));
});
