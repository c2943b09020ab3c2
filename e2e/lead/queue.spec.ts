import type { Page } from "@playwright/test";
import { everyLead, statusOf, submitLead } from "../record.ts";
import { expect, test } from "../test.ts";
import {
  chooseStatus,
  drawerOf,
  expectDimmed,
  expectStatus,
  fullName,
  openLead,
  rowOf,
  statusPicker,
} from "../verbs/leads.ts";

/** Chooses a status from the picker that has the focus, or in which it is. */
async function typeStatus(page: Page, name: string): Promise<void> {
  await page.keyboard.press("Enter");
  await expect(page.getByRole("combobox", { name: "Narrow statuses" })).toBeFocused();
  await page.keyboard.type(name);
  await expect(page.getByRole("option").first()).toHaveText(name);
  await page.keyboard.press("Enter");
}

test("a status set by keyboard goes on to the next lead, if one wants that; the last one stays, and can be undone", async ({
  visit,
  api,
}) => {
  // None that just came in: news of it may have the list fetched, without those that left it.
  const fresh = (await everyLead(api)).filter(
    ({ status, source }) => status.name === "Fresh Lead" && source === "WEBINAR",
  );
  const [first, second, third] = fresh;
  if (!first || !second || !third) throw new Error("The sample has too few fresh leads");
  const list = `/leads?source=WEBINAR&status=${first.status.id}`;
  const page = await visit(list, { as: "setter" });
  const drawer = await openLead(page, first);
  const goOn = page.getByRole("switch", { name: "Go on to the next" });
  await expect(goOn).not.toBeChecked();

  // Unless one wants it, one stays.
  await statusPicker(drawer).focus();
  await typeStatus(page, "Follow Up");
  await expectStatus(drawer, "Follow Up");
  await expect(statusPicker(drawer)).toBeFocused();

  await goOn.press("Space");
  await expect(goOn).toBeChecked();
  await statusPicker(drawer).focus();
  await typeStatus(page, "Won");
  const next = await drawerOf(page, second);
  await expectStatus(next, "Fresh Lead");
  await expect(statusPicker(next)).toBeFocused();
  await expect(next.getByRole("status")).toContainText(fullName(second));
  // The one that was left stays where it was, and what was made of it is said and can be undone.
  await expectStatus(rowOf(page, first), "Won");
  await expectDimmed(rowOf(page, first), rowOf(page, third));
  const notices = page.getByRole("region", { name: "Notices" });
  await expect(notices).toContainText(`Status changed to Won${fullName(first)}`);

  await typeStatus(page, "Lost");
  const last = await drawerOf(page, third);
  await expectStatus(last, "Fresh Lead");
  await page.keyboard.press("Control+z");
  await expect.poll(() => statusOf(api, second)).toBe("Fresh Lead");
  await expect.poll(() => statusOf(api, first)).toBe("Won");
  await expectStatus(last, "Fresh Lead");

  // By pointer, one looks at what one does.
  await chooseStatus(last, "Follow Up");
  await expectStatus(await drawerOf(page, third), "Follow Up");
  await expect.poll(() => statusOf(api, third)).toBe("Follow Up");

  // It is kept, and of use to those who may set a status.
  await page.goto(`/leads?lead=${third.id}`);
  await expect(goOn).toBeChecked();
  const reader = await visit(`/leads?lead=${third.id}`, { as: "viewer" });
  await drawerOf(reader, third);
  await expect(reader.getByRole("switch")).toHaveCount(0);
});

test("it goes on as soon as it is known to whom, and from the end of the list nowhere", async ({
  visit,
  api,
  faultyProxy,
}) => {
  const [last, first] = [await submitLead(api), await submitLead(api)];
  const page = await visit("/leads", { as: "setter", throughProxy: true });
  await page.evaluate(() => localStorage.setItem("go-on", "yes"));
  const letThrough = faultyProxy.hold("GET", /\/position/);
  // Of a list that doesn't come with the page.
  await page.goto(`${faultyProxy.url}/leads?source=MANUAL&setter=me&setter=unassigned`);
  const drawer = await openLead(page, first);
  await statusPicker(drawer).focus();
  await typeStatus(page, "Won");
  await expectStatus(drawer, "Won");
  letThrough();
  await expectStatus(await drawerOf(page, last), "Fresh Lead");

  const end = (await everyLead(api)).at(-1);
  if (!end) throw new Error("The sample has no leads");
  await page.goto(`${faultyProxy.url}/leads?lead=${end.id}`);
  const atEnd = await drawerOf(page, end);
  await expect(atEnd.getByRole("button", { name: "Next lead" })).toBeDisabled();
  const other = end.status.name === "Won" ? "Lost" : "Won";
  await statusPicker(atEnd).focus();
  await typeStatus(page, other);
  await expectStatus(atEnd, other);
  await expect.poll(() => statusOf(api, end)).toBe(other);
  await expectStatus(await drawerOf(page, end), other);
});
