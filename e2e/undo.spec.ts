import { EVENTS_PATH } from "#api/contract/events.ts";
import { setStatus, statusOf, submitLead } from "./record.ts";
import { expect, test } from "./test.ts";
import { chooseStatus, expectStatus, rowOf } from "./verbs/leads.ts";
import { turn } from "./verbs/visibility.ts";

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
  await expect(undo).toBeVisible();
  await turn(page, "hidden");
  await page.clock.fastForward(60_000);
  await turn(page, "visible");
  await undo.click();
  await expect.poll(() => statusOf(api, lead)).toBe("Fresh Lead");

  // Seen, it does: the time before it was hidden counts.
  await chooseStatus(rowOf(page, lead), "Won");
  await expect(undo).toBeVisible();
  await page.mouse.move(0, 0);
  await turn(page, "hidden");
  await turn(page, "visible");
  await page.clock.fastForward(8_000);
  await expect(undo).toHaveCount(0);
  expect(await statusOf(api, lead)).toBe("Won");
});

test("Undo's key counts while the change is still on its way", async ({
  visit,
  api,
  faultyProxy,
}) => {
  const lead = await submitLead(api);
  const page = await visit("/leads", { as: "setter", throughProxy: true });
  const letThrough = faultyProxy.hold("PATCH", /\/status$/);
  await chooseStatus(rowOf(page, lead), "Lost");
  await expectStatus(rowOf(page, lead), "Lost");
  await page.keyboard.press("Control+z");
  expect(await statusOf(api, lead)).toBe("Fresh Lead");
  letThrough();
  await expectStatus(rowOf(page, lead), "Fresh Lead");
  await expect(page.getByText("Status changed to Fresh Lead")).toBeVisible();
  expect(await statusOf(api, lead)).toBe("Fresh Lead");
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
