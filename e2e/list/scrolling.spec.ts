import { answer } from "../setup/faulty-proxy.ts";
import { everyLead } from "../record.ts";
import { expect, test } from "../test.ts";
import { expectRow, leadTable, rowAt, scrollTo } from "../verbs/leads.ts";

test("the scroll bar leads to the middle and to the end", async ({ visit, api }) => {
  const all = await everyLead(api);
  const page = await visit("/leads", { as: "manager" });
  await expectRow(page, 0, all);

  const middle = Math.floor(all.length / 2);
  await scrollTo(page, 0.5);
  await expectRow(page, middle, all);

  await scrollTo(page, 1);
  await expectRow(page, all.length - 1, all);
  await expect(rowAt(page, all.length)).toHaveCount(0);
  // The row itself is wider than the screen.
  await expect(rowAt(page, all.length - 1).getByRole("rowheader")).toBeInViewport({ ratio: 1 });

  await scrollTo(page, 0);
  await expectRow(page, 0, all);
});

test("the wheel meets every lead once, in order", async ({ visit, api }) => {
  const all = await everyLead(api);
  const page = await visit("/leads", { as: "manager" });
  await expectRow(page, 0, all);
  await leadTable(page).hover({ position: { x: 200, y: 200 } });
  for (let index = 15; index < 250; index += 12) {
    await page.mouse.wheel(0, 12 * 36);
    await expectRow(page, index, all);
  }
});

test("few rows are there at a time, and the table says how many there are", async ({
  visit,
  api,
}) => {
  const all = await everyLead(api);
  const page = await visit("/leads", { as: "manager" });
  await scrollTo(page, 0.5);
  await expectRow(page, Math.floor(all.length / 2), all);
  expect(await leadTable(page).getByRole("row").count()).toBeLessThan(80);
  await expect(leadTable(page)).toHaveAttribute("aria-rowcount", String(all.length + 1));
});

test("a page of rows that can't be had says so, and comes on trying again", async ({
  visit,
  api,
  faultyProxy,
}) => {
  const all = await everyLead(api);
  const page = await visit("/leads", { as: "manager", throughProxy: true, provoking: /500/ });
  await expectRow(page, 0, all);

  faultyProxy.fail("GET", /\/api\/dashboard\/leads\?.*page=/, answer(500, "Internal server error"));
  await scrollTo(page, 0.5);
  const alert = page.getByRole("alert").filter({ hasText: "Try again" });
  await expect(alert).toBeVisible();

  faultyProxy.mend();
  await alert.getByRole("button", { name: "Try again" }).click();
  const middle = Math.floor(all.length / 2);
  await expectRow(page, middle, all);
  await expect(alert).toBeHidden();
});

test("names that stay at the left cover what passes below them, in the header too", async ({
  visit,
  api,
}) => {
  const all = await everyLead(api);
  for (const colorScheme of ["light", "dark"] as const) {
    const viewport = { width: 768, height: 700 };
    const page = await visit("/leads", { as: "manager", colorScheme, viewport });
    await expectRow(page, 0, all);
    const header = page.getByRole("columnheader", { name: "Name", exact: true });
    const row = rowAt(page, 2);
    const look = async (left: number) => {
      await leadTable(page).evaluate((grid, to) => (grid.scrollLeft = to), left);
      return Promise.all([header, row.getByRole("rowheader")].map((cell) => cell.screenshot()));
    };
    const expectCovered = async () => {
      const [headerBefore, nameBefore] = await look(0);
      for (const left of [40, 150, 260]) {
        const [headerNow, nameNow] = await look(left);
        expect(headerNow?.equals(headerBefore ?? Buffer.of()), `header at ${left}`).toBe(true);
        expect(nameNow?.equals(nameBefore ?? Buffer.of()), `name at ${left}`).toBe(true);
      }
    };
    await expectCovered();
    await row.getByRole("rowheader").hover();
    await expectCovered();
  }
});

test("rows grow with the reader's text, and the same lead stays at the top", async ({
  visit,
  api,
}) => {
  const all = await everyLead(api);
  const page = await visit("/leads", { as: "manager" });
  await expectRow(page, 0, all);
  const enlarge = (size: string) =>
    page.evaluate((to) => (document.documentElement.style.fontSize = to), size);
  const isAtTop = async (index: number) => {
    const header = await page.getByRole("columnheader").first().boundingBox();
    const row = await rowAt(page, index).boundingBox();
    return (row?.y ?? 0) - (header?.y ?? 0) - (header?.height ?? 0);
  };
  await leadTable(page).evaluate((grid) => (grid.scrollTop = 36 * 500));
  await expectRow(page, 500, all);
  const nameWidth = async () =>
    (await rowAt(page, 500).getByRole("rowheader").boundingBox())?.width ?? 0;
  const before = await nameWidth();
  await enlarge("200%");
  await expect.poll(async () => (await rowAt(page, 500).boundingBox())?.height).toBe(72);
  await expect.poll(() => isAtTop(500)).toBeCloseTo(1, 0);
  // The columns grow as well, and each line of a cell is as tall as its text.
  expect(await nameWidth()).toBeCloseTo(2 * before, -1);
  await enlarge("100%");
  await expect.poll(async () => (await rowAt(page, 500).boundingBox())?.height).toBe(36);
  await expect.poll(() => isAtTop(500)).toBeCloseTo(1, 0);

  await enlarge("137%");
  await expect.poll(async () => (await rowAt(page, 500).boundingBox())?.height).toBe(49);
  await scrollTo(page, 1);
  await expectRow(page, all.length - 1, all);
  const last = rowAt(page, all.length - 1).getByRole("rowheader");
  await expect(last).toBeInViewport({ ratio: 1 });
});
