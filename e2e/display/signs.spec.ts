import type { Locator, Page } from "@playwright/test";
import { everyLead, submitLead } from "../record.ts";
import { expect, test } from "../test.ts";
import { cellAt, chooseStatus, openLead, rowOf } from "../verbs/leads.ts";

/** What is drawn before a part's text. */
const signOf = (part: Locator) =>
  part.evaluate((element) => {
    const { content, maskImage, backgroundColor } = getComputedStyle(element, "::before");
    return { content, maskImage, backgroundColor };
  });

test("signs stand before owners, sources and statuses, and are no text of the page", async ({
  visit,
  api,
}) => {
  const lead = (await everyLead(api)).find(
    (one) => one.assigned_setter !== null && one.assigned_closer === null,
  );
  if (!lead) throw new Error("No lead of the sample has a setter and no closer");
  const page = await visit(`/leads?setter=${lead.assigned_setter}&closer=unassigned`, {
    as: "manager",
  });
  const row = rowOf(page, lead);

  const setter = cellAt(row, "setter");
  const name = (await setter.textContent()) ?? "";
  expect(name).toMatch(/^\S+ \S.*$/);
  await expect(setter).toHaveAccessibleName(name);
  const [first, last] = name.split(" ").map((word) => word.charAt(0));
  expect((await signOf(setter)).content).toContain(`${first}${last}`);

  const status = row.getByRole("button", { name: `Status: ${lead.status.name}` });
  await expect(status).toHaveText(lead.status.name);
  expect((await signOf(status)).maskImage).toContain("url(");
  expect((await signOf(cellAt(row, "source"))).maskImage).not.toBe("none");

  // Nobody has none.
  const closer = cellAt(row, "closer");
  await expect(closer).toHaveText("–");
  expect((await signOf(closer)).content).toBe("none");

  // The same person looks the same elsewhere.
  const drawer = await openLead(page, lead);
  const owners = drawer.getByRole("definition").filter({ hasText: name });
  expect((await signOf(owners.locator("[data-initials]").first())).backgroundColor).toBe(
    (await signOf(setter)).backgroundColor,
  );
  await expect(page.getByRole("img", { name: "Live", exact: true })).toBeVisible();
});

test("dates stand at the end of their column, without the present year", async ({ visit, api }) => {
  const lead = await submitLead(api);
  const page = await visit("/leads", { as: "manager" });
  const created = cellAt(rowOf(page, lead), "created");
  const day = await created.evaluate((_, iso) => {
    const at = new Date(iso);
    return [at.getDate(), at.toLocaleDateString("en", { month: "short" })];
  }, lead.created_at);
  // In the order of the browser's language.
  expect((await created.textContent())?.split(" ").map(String).toSorted()).toEqual(
    day.map(String).toSorted(),
  );
  const header = page.getByRole("columnheader", { name: "Created" });
  await expect.poll(() => endOf(header)).toBe(await endOf(created));
});

/** Where a cell's text ends, in pixels. */
const endOf = (cell: Locator) =>
  cell.evaluate((element) => {
    const range = element.ownerDocument.createRange();
    range.selectNodeContents(element.querySelector(".sort-name") ?? element);
    return Math.round(range.getBoundingClientRect().right);
  });

test("all of the header has its place on a phone", async ({ visit }) => {
  const page = await visit("/leads", { as: "setter", viewport: { width: 390, height: 844 } });
  const bottomOf = async (part: Locator) => {
    const box = await part.boundingBox();
    return (box?.y ?? 0) + (box?.height ?? 0);
  };
  const header = page.getByRole("banner");
  for (const part of [page.getByRole("searchbox"), page.getByRole("navigation", { name: "Pages" })])
    expect(await bottomOf(part)).toBeLessThanOrEqual(await bottomOf(header));
});

/** What a notice leaves on its left and its right of a part of the page. */
async function marginsIn(page: Page, part: { x: number; width: number }) {
  const notice = page.getByRole("region", { name: "Notices" }).getByText("Status changed to");
  const box = await notice.locator("xpath=ancestor::div[@aria-atomic]").boundingBox();
  if (!box) throw new Error("There is no notice");
  return [Math.round(box.x - part.x), Math.round(part.x + part.width - box.x - box.width)];
}

for (const { name, width } of [
  { name: "beside an open lead", width: 1440 },
  { name: "over a sheet", width: 768 },
]) {
  test(`notices stand in the middle at the bottom, and over nothing of a drawer's ways on: ${name}`, async ({
    visit,
    api,
  }) => {
    const lead = await submitLead(api);
    const page = await visit("/leads", { as: "manager", viewport: { width, height: 900 } });
    const drawer = await openLead(page, lead);
    await chooseStatus(drawer, "Follow Up");
    await expect(page.getByText("Status changed to Follow Up")).toBeVisible();
    const list = { x: 0, width: width === 1440 ? width - 520 : width };
    const [left, right] = await marginsIn(page, list);
    expect(left).toBe(right);
    expect(left).toBeGreaterThan(0);
    if (width === 1440) return;
    const foot = await drawer.boundingBox();
    const notice = await page.getByText("Status changed to Follow Up").boundingBox();
    expect((notice?.y ?? 0) + (notice?.height ?? 0)).toBeLessThan(
      (foot?.y ?? 0) + (foot?.height ?? 0) - 36,
    );
  });
}
