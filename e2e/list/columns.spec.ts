import type { Locator, Page } from "@playwright/test";
import { everyLead } from "../record.ts";
import { answer } from "../setup/faulty-proxy.ts";
import { expect, test } from "../test.ts";
import { expectAccessible } from "../verbs/accessibility.ts";
import { tabTo } from "../verbs/keyboard.ts";
import {
  cellAt,
  columnHeader,
  expectRow,
  LEAD_COLUMNS,
  leadTable,
  rowAt,
  sortBy,
} from "../verbs/leads.ts";

/** What columns the table has, from the start to the end. */
const expectColumns = (page: Page, columns: readonly string[]): Promise<void> =>
  expect
    .poll(() =>
      leadTable(page)
        .getByRole("columnheader")
        .evaluateAll((headers) => headers.map((header) => header.dataset["column"])),
    )
    .toEqual(columns);

async function widthOf(column: Locator): Promise<number> {
  return Math.round((await column.boundingBox())?.width ?? 0);
}

async function chooseInMenu(page: Page, column: string, item: string): Promise<void> {
  await columnHeader(page, column).hover();
  await page.getByRole("button", { name: `Column menu: ${column}` }).click();
  await page.getByRole("menuitem", { name: item, exact: true }).click();
}

async function openColumns(page: Page): Promise<Locator> {
  await page.getByRole("button", { name: "Columns", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Columns" });
  await expect(dialog).toBeVisible();
  return dialog;
}

/** The answers to what is saved, each of which is waited for. */
const saved = (page: Page) =>
  page.waitForResponse(
    (response) =>
      response.request().method() === "PUT" && response.url().includes("/column-layouts/"),
  );

/** Nobody after this finds other columns than the list's own. */
async function reset(page: Page): Promise<void> {
  const dialog = await openColumns(page);
  const done = saved(page);
  await dialog.getByRole("button", { name: "Reset" }).click();
  await done;
  await page.keyboard.press("Escape");
}

const without = (...hidden: string[]) => LEAD_COLUMNS.filter((id) => !hidden.includes(id));

test("a header that is let go before its code is there is clicked, not dragged", async ({
  visit,
  api,
  faultyProxy,
}) => {
  const all = await everyLead(api);
  const page = await visit("/leads", { as: "setter", throughProxy: true });
  await expectRow(page, 0, all);
  const giveCode = faultyProxy.hold("GET", /follow-pointer/);
  const code = page.waitForResponse(/follow-pointer/);
  await sortBy(page, "Country").click();
  await expect(columnHeader(page, "Country")).toHaveAttribute("aria-sort", "ascending");
  giveCode();
  await page.evaluate((url) => import(url), (await code).url());
  // What is pressed next is no place to drop it.
  await rowAt(page, 3).getByRole("rowheader").click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await expectColumns(page, LEAD_COLUMNS);
});

test("columns are moved, resized, hidden and shown with the mouse, and are so on every later visit", async ({
  visit,
  api,
}) => {
  const all = await everyLead(api);
  const page = await visit("/leads", { as: "manager", viewport: { width: 1440, height: 900 } });
  await expectRow(page, 0, all);
  await expectColumns(page, LEAD_COLUMNS);

  await chooseInMenu(page, "Country", "Hide column");
  await expectColumns(page, without("country"));
  await columnHeader(page, "Updated").hover();
  await page.mouse.down();
  await columnHeader(page, "Source").hover({ position: { x: 8, y: 10 } });
  await page.mouse.up();
  const moved = ["name", "status", "updated", ...without("country", "name", "status", "updated")];
  await expectColumns(page, moved);
  await expect(leadTable(page).locator("[data-drop]")).toHaveCount(0);

  const edge = page.getByRole("separator", { name: "Resize Source" });
  const before = await widthOf(columnHeader(page, "Source"));
  const box = await edge.boundingBox();
  if (!box) throw new Error("There is no edge to hold");
  await page.mouse.move(box.x + 2, box.y + 10);
  await page.mouse.down();
  await page.mouse.move(box.x + 62, box.y + 10, { steps: 3 });
  expect(await widthOf(columnHeader(page, "Source"))).toBe(before + 60);
  const done = saved(page);
  await page.mouse.up();
  await done;
  expect(await widthOf(cellAt(rowAt(page, 1), "source"))).toBe(before + 60);

  // It shows in first rows and in the app alike, for the same person in another tab, too.
  await page.reload();
  await expectRow(page, 0, all);
  await expectColumns(page, moved);
  expect(await widthOf(columnHeader(page, "Source"))).toBe(before + 60);
  const stranger = await visit("/leads", { as: "viewer" });
  await expectColumns(stranger, LEAD_COLUMNS);

  const fitted = saved(page);
  await page.getByRole("separator", { name: "Resize Source" }).dblclick();
  await fitted;
  await expect.poll(() => widthOf(columnHeader(page, "Source"))).toBeLessThan(before + 60);
  const cut = await leadTable(page)
    // The header's handle reaches over its edge.
    .locator("[role=gridcell][data-column=source], [data-column=source] .sort-name")
    .evaluateAll((cells) => cells.filter((cell) => cell.scrollWidth > cell.clientWidth).length);
  expect(cut).toBe(0);
  await reset(page);
  await expectColumns(page, LEAD_COLUMNS);
});

test("the same by keyboard alone: the dialog, each header's menu, and what axe finds in them", async ({
  visit,
  api,
}) => {
  const [first] = await everyLead(api);
  const page = await visit("/leads", { as: "manager", viewport: { width: 1440, height: 900 } });
  const { keyboard } = page;
  const button = page.getByRole("button", { name: "Columns", exact: true });
  await expect(button).toBeVisible();
  await tabTo(page, button);
  await keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Columns" });
  await expect(dialog.getByRole("checkbox")).toHaveCount(18);
  await expect(dialog.getByRole("checkbox", { name: "Name", exact: true })).toBeDisabled();
  await expectAccessible(page, "the columns", "[role=dialog]");

  await tabTo(page, dialog.getByRole("checkbox", { name: "Email" }), 20);
  await keyboard.press(" ");
  await expect(cellAt(rowAt(page, 0), "email")).toHaveText(first?.email ?? "");
  await tabTo(page, dialog.getByRole("button", { name: "Move Email down" }));
  await keyboard.press("Enter");
  await keyboard.press("Enter");
  await expect(dialog.getByRole("status")).toHaveText("Email: 4 of 18");
  await expectColumns(page, ["name", "status", "email", ...without("name", "status")]);
  await keyboard.press("Escape");
  await expect(button).toBeFocused();

  // One stop of Tab is the header; the arrows go on from there.
  await tabTo(page, rowAt(page, 0));
  await keyboard.press("Shift+Tab");
  await expect(page.getByRole("button", { name: "Column menu: Name" })).toBeFocused();
  await keyboard.press("ArrowRight");
  await keyboard.press("ArrowRight");
  await expect(page.getByRole("button", { name: "Column menu: Email" })).toBeFocused();
  const before = await widthOf(columnHeader(page, "Email"));
  await keyboard.press("Enter");
  const menu = page.getByRole("menu");
  await expect(menu).toBeVisible();
  await expectAccessible(page, "a column's menu", "[role=menu]");
  await keyboard.type("wid");
  await keyboard.press("Enter");
  await keyboard.press("Enter");
  await expect.poll(() => widthOf(columnHeader(page, "Email"))).toBe(before + 32);
  await keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Column menu: Email" })).toBeFocused();
  await expectAccessible(page, "the header", ".grid-header");

  const openMenu = async () => {
    await expect(page.getByRole("button", { name: "Column menu: Email" })).toBeFocused();
    await keyboard.press("Enter");
    await expect(menu.and(page.locator(":focus")).or(menu.locator(":focus"))).toBeVisible();
  };
  await openMenu();
  await keyboard.type("pin");
  await keyboard.press("Enter");
  await expectColumns(page, ["name", "email", "status", ...without("name", "status")]);
  await expect(columnHeader(page, "Email")).toHaveAttribute("data-pinned", "start");
  await expect(menu).toHaveCount(0);
  await openMenu();
  await keyboard.type("hide");
  await keyboard.press("Enter");
  await expectColumns(page, LEAD_COLUMNS);
  await reset(page);
});

test("a layout that can't be saved is said, and stays until it can", async ({
  visit,
  faultyProxy,
}) => {
  const page = await visit("/leads", { as: "manager", throughProxy: true, provoking: /500|503/ });
  await expectColumns(page, LEAD_COLUMNS);
  faultyProxy.fail("PUT", /column-layouts/, answer(503, "Not now"));
  await chooseInMenu(page, "Triager", "Hide column");
  await expect(page.getByText("Couldn't save the columns")).toBeVisible();
  await expectColumns(page, without("triager"));
  // Nothing of it is lost to a reload, which tries again by itself.
  await page.reload();
  await expect(page.getByText("Couldn't save the columns")).toBeVisible();
  await expectColumns(page, without("triager"));
  faultyProxy.mend();
  const done = saved(page);
  await page.getByRole("button", { name: "Try again" }).click();
  expect((await done).ok()).toBe(true);
  await expect(page.getByText("Couldn't save the columns")).toHaveCount(0);
  await reset(page);
});

test("columns start by their content: what one reads is not cut off, and the latest note takes the rest", async ({
  visit,
  api,
}) => {
  const all = await everyLead(api);
  const page = await visit("/leads", { as: "viewer", viewport: { width: 1440, height: 900 } });
  await expectRow(page, 0, all);
  const cutOff = (column: string) =>
    leadTable(page)
      .locator(`[data-row-id] > [data-column="${column}"]`)
      .evaluateAll((cells) => cells.filter((one) => one.scrollWidth > one.clientWidth).length);
  const expectWhole = async (columns: readonly string[]) => {
    for (const column of columns) expect(await cutOff(column), column).toBe(0);
  };
  const over = () => leadTable(page).evaluate((grid) => grid.scrollWidth - grid.clientWidth);
  // The last columns are scrolled to, before anything of the first ones is cut.
  await expectWhole(["source", "setter", "closer", "triager", "next-touch-point"]);
  expect(await widthOf(columnHeader(page, "Latest note"))).toBeGreaterThan(180);
  expect(await over()).toBeGreaterThan(0);
  const updated = cellAt(rowAt(page, 0), "updated");
  await updated.scrollIntoViewIfNeeded();
  await expect(updated).toBeInViewport({ ratio: 1 });
  await expect(rowAt(page, 0).getByRole("rowheader")).toBeInViewport({ ratio: 1 });

  // Columns that grow leave it its part, and all of the rest.
  const noteAt = async (width: number) => {
    await page.setViewportSize({ width, height: 900 });
    return widthOf(columnHeader(page, "Latest note"));
  };
  await expect.poll(() => noteAt(1680)).toBeGreaterThan(180);
  expect(await over()).toBe(0);
  await expect.poll(() => noteAt(2560)).toBeGreaterThan(850);
  await expectWhole(["setter", "closer", "triager", "source", "next-touch-point", "country"]);
});

test("the table of opt-ins has the same, with a layout of its own", async ({ visit }) => {
  const page = await visit("/opt-ins", { as: "manager" });
  const names = () =>
    page.getByRole("columnheader").evaluateAll((all) => all.map((one) => one.ariaLabel));
  await expect.poll(names).toEqual(["Time", "Lead", "Source", "Form", "Reference"]);
  await chooseInMenu(page, "Reference", "Move left");
  await expect.poll(names).toEqual(["Time", "Lead", "Source", "Reference", "Form"]);
  await page.goto("/leads");
  await expectColumns(page, LEAD_COLUMNS);
  await page.goto("/opt-ins");
  await expect.poll(names).toEqual(["Time", "Lead", "Source", "Reference", "Form"]);
  await reset(page);
  await expect.poll(names).toEqual(["Time", "Lead", "Source", "Form", "Reference"]);
});
