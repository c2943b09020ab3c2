import { EVENTS_PATH } from "#api/contract/events.ts";
import { setStatus, statusOf, submitLead } from "../record.ts";
import { answer } from "../setup/faulty-proxy.ts";
import { expect, test } from "../test.ts";
import { chooseStatus, expectStatus, rowOf, statusPicker } from "../verbs/leads.ts";
import { turn } from "../verbs/visibility.ts";

test("Undo takes a change back", async ({ visit, api }) => {
  const lead = await submitLead(api);
  const page = await visit("/leads", { as: "setter" });
  await chooseStatus(rowOf(page, lead), "Lost");
  await expect.poll(() => statusOf(api, lead)).toBe("Lost");
  await page.getByRole("button", { name: "Undo" }).click();
  await expectStatus(rowOf(page, lead), "Fresh Lead");
  await expect.poll(() => statusOf(api, lead)).toBe("Fresh Lead");
});

test("Undo doesn't run out while nobody can see it", async ({ visit, api }) => {
  const lead = await submitLead(api);
  const page = await visit("/sign-in", { as: "setter" });
  await page.clock.install();
  await page.goto("/leads");
  await chooseStatus(rowOf(page, lead), "Lost");
  const undo = page.getByRole("button", { name: "Undo" });
  // It can be undone before: then the request would be what runs out.
  await expect(page.getByText("Status changed to Lost")).toBeVisible();
  await turn(page, "hidden");
  await page.clock.fastForward(60_000);
  await turn(page, "visible");
  await undo.click();
  await expect.poll(() => statusOf(api, lead)).toBe("Fresh Lead");

  // Seen, it does: the time before it was hidden counts.
  await chooseStatus(rowOf(page, lead), "Won");
  await expect(page.getByText("Status changed to Won")).toBeVisible();
  await page.mouse.move(0, 0);
  await turn(page, "hidden");
  await turn(page, "visible");
  await page.clock.fastForward(8_000);
  await expect(undo).toHaveCount(0);
  expect(await statusOf(api, lead)).toBe("Won");
});

test("changes still on their way are taken back by key, one after the other", async ({
  visit,
  api,
  faultyProxy,
}) => {
  const [first, second] = [await submitLead(api), await submitLead(api)];
  const page = await visit("/leads", { as: "setter", throughProxy: true });
  const letThrough = faultyProxy.hold("PATCH", /\/status$/);
  await chooseStatus(rowOf(page, first), "Lost");
  await chooseStatus(rowOf(page, second), "Won");
  const notices = page.getByRole("region", { name: "Notices" });
  const ofFirst = notices.locator("> * > *").filter({ hasText: "Changing to Lost…" });
  await expect(ofFirst.getByRole("button", { name: "Undo" })).toBeVisible();
  // What they come to is read out, and that alone.
  await expect(ofFirst).toHaveAttribute("aria-live", "off");
  await expect(notices).toContainText("Changing to Won…");

  await page.keyboard.press("Control+z");
  await expectStatus(rowOf(page, second), "Fresh Lead");
  await expectStatus(rowOf(page, first), "Lost");
  await page.keyboard.press("Control+z");
  await expectStatus(rowOf(page, first), "Fresh Lead");
  await expect(notices.getByText("Changing to Fresh Lead…")).toHaveCount(2);
  for (const lead of [first, second]) expect(await statusOf(api, lead)).toBe("Fresh Lead");

  letThrough();
  await expect(notices.getByText("Status changed to Fresh Lead")).toHaveCount(2);
  for (const lead of [first, second]) {
    await expectStatus(rowOf(page, lead), "Fresh Lead");
    expect(await statusOf(api, lead)).toBe("Fresh Lead");
  }
});

test("Undo stays under the hand when its change is made, and doesn't run out there", async ({
  visit,
  api,
  faultyProxy,
}) => {
  const lead = await submitLead(api);
  const page = await visit("/sign-in", { as: "setter", throughProxy: true, provoking: /429/ });
  await page.clock.install();
  await page.goto("/leads");
  const letThrough = faultyProxy.hold("PATCH", /\/status$/);
  await chooseStatus(rowOf(page, lead), "Lost");
  const undo = page.getByRole("button", { name: "Undo" });
  // However long the answer takes, the time is counted from there.
  await expect(page.getByText("Changing to Lost…")).toBeVisible();
  await page.mouse.move(0, 0);
  await page.clock.fastForward(10_000);
  await undo.focus();
  letThrough();
  await expect(page.getByText("Status changed to Lost")).toBeVisible();
  await expect(undo).toBeFocused();
  await page.clock.fastForward(60_000);
  await page.keyboard.press("Enter");
  await expect(page.getByText("Status changed to Fresh Lead")).toBeVisible();
  await expect(statusPicker(rowOf(page, lead))).toBeFocused();
  expect(await statusOf(api, lead)).toBe("Fresh Lead");

  // A change that fails takes its Undo away, and gives the focus back.
  const refusal = Promise.withResolvers<() => void>();
  const refuse = answer(429, "Too many requests");
  faultyProxy.fail("PATCH", /\/status$/, (...held) => refusal.resolve(() => refuse(...held)));
  await chooseStatus(rowOf(page, lead), "Won");
  await undo.focus();
  (await refusal.promise)();
  await expect(page.getByRole("alert")).toContainText("Couldn't change the status");
  await expect(undo).toHaveCount(0);
  await expect(statusPicker(rowOf(page, lead))).toBeFocused();
});

test("Undo is refused when someone else changed the lead since", async ({
  visit,
  api,
  faultyProxy,
}) => {
  const lead = await submitLead(api);
  // Whether this page has heard of it or not.
  faultyProxy.hold("GET", new RegExp(EVENTS_PATH));
  const page = await visit("/leads", { as: "setter", throughProxy: true, provoking: /409/ });
  await chooseStatus(rowOf(page, lead), "Lost");
  await expect.poll(() => statusOf(api, lead)).toBe("Lost");
  await setStatus(api, lead, "Won");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText(/e2e.*Won|Won.*e2e/)).toBeVisible();
  await expectStatus(rowOf(page, lead), "Won");
  expect(await statusOf(api, lead)).toBe("Won");
});

test("a notice that is raised before its code is there shows once it is, and its key counts at once", async ({
  visit,
  api,
}) => {
  const [kept, undone] = [await submitLead(api), await submitLead(api)];
  const page = await visit("/sign-in", { as: "setter" });
  const code = Promise.withResolvers<void>();
  await page.route(/\/notice-item-/, async (route) => {
    await code.promise;
    await route.continue();
  });
  await page.goto("/leads");
  await chooseStatus(rowOf(page, kept), "Won");
  await chooseStatus(rowOf(page, undone), "Lost");
  await expect.poll(() => statusOf(api, undone)).toBe("Lost");
  await page.keyboard.press("Control+z");
  await expect.poll(() => statusOf(api, undone)).toBe("Fresh Lead");
  code.resolve();
  const notices = page.getByRole("region", { name: "Notices" });
  await expect(notices.getByText("Status changed to Won")).toBeVisible();
  await notices.getByRole("button", { name: "Undo" }).click();
  await expect.poll(() => statusOf(api, kept)).toBe("Fresh Lead");
});
