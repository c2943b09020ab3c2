import { everyLead, submitLead } from "../record.ts";
import { expect, test } from "../test.ts";
import { expectAccessible, expectFits } from "../verbs/accessibility.ts";
import { drawerOf, fullName, leadTable, openLead, rowOf } from "../verbs/leads.ts";

test("where there is no room for both, a lead is a sheet over the page", async ({ visit, api }) => {
  const [lead] = await everyLead(api);
  if (!lead) throw new Error("The sample has no leads");
  const page = await visit("/leads", { as: "setter", viewport: { width: 768, height: 1024 } });
  const list = leadTable(page);
  const listWidth = async () => (await list.boundingBox())?.width;
  const isReachable = () => list.evaluate((element) => element.closest("[inert]") === null);
  for (const [width, height] of [
    [768, 1024],
    [1024, 768],
  ] as const) {
    await page.setViewportSize({ width, height });
    await expect.poll(listWidth).toBe(width);
    const drawer = await openLead(page, lead);
    expect(await drawer.boundingBox()).toEqual({ x: width - 640, y: 0, width: 640, height });
    expect(await listWidth()).toBe(width);
    expect(await isReachable()).toBe(false);
    await expectFits(page);
    await expectAccessible(page, `sheet of ${width}`, "[role=dialog]");
    // Beside it, a press closes it, and so does Escape.
    await page.mouse.click(20, height / 2);
    await expect(drawer).toBeHidden();
    await expect(rowOf(page, lead)).toBeFocused();
    await page.keyboard.press("Enter");
    await drawerOf(page, lead);
    await page.keyboard.press("Escape");
    await expect(drawer).toBeHidden();
    expect(await isReachable()).toBe(true);
  }

  // Where there is room, both can be used; when it goes, the focus isn't lost with it.
  await page.setViewportSize({ width: 1280, height: 720 });
  const drawer = await openLead(page, lead);
  await expect.poll(listWidth).toBe(760);
  await rowOf(page, lead).focus();
  await page.setViewportSize({ width: 1279, height: 720 });
  await expect(drawer).toBeFocused();
  await expect.poll(listWidth).toBe(1279);
});

test("takes the focus, goes to the neighbours, and gives it back to the row", async ({
  visit,
  api,
}) => {
  const [first, second, third] = await everyLead(api);
  if (!first || !second || !third) throw new Error("The sample has no leads");
  const page = await visit("/leads", { as: "manager" });

  const drawer = await openLead(page, first);
  await expect(drawer.locator(":focus").or(drawer.and(page.locator(":focus")))).toHaveCount(1);
  await expect(page).toHaveURL(new RegExp(`lead=${first.id}`));
  await expect(drawer.getByRole("button", { name: "Previous lead" })).toBeDisabled();

  await drawer.getByRole("button", { name: "Next lead" }).click();
  const next = await drawerOf(page, second);
  await next.getByRole("button", { name: "Next lead" }).click();
  await drawerOf(page, third);
  await page.getByRole("button", { name: "Previous lead" }).click();
  await drawerOf(page, second);

  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page).toHaveURL(/\/leads$/);
  await expect(rowOf(page, second)).toBeFocused();
});

test("copies a link that opens it again", async ({ visit, api }) => {
  const lead = await submitLead(api);
  const permissions = ["clipboard-read", "clipboard-write"];
  const page = await visit(`/leads?source=MANUAL&lead=${lead.id}`, { as: "setter", permissions });
  await (await drawerOf(page, lead)).getByRole("button", { name: "Copy link" }).click();
  const link = () => page.evaluate(() => navigator.clipboard.readText());
  await expect.poll(link).toContain(`lead=${lead.id}`);
  await drawerOf(await visit(await link(), { as: "viewer" }), lead);
});

test("Close and Back leave the list as it was", async ({ visit, api }) => {
  const all = await everyLead(api);
  const lead = all[5];
  if (!lead) throw new Error("The sample has no leads");
  const page = await visit("/leads", { as: "manager" });
  const drawer = await openLead(page, lead);
  await drawer.getByRole("button", { name: "Close" }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);

  await openLead(page, lead);
  await page.goBack();
  await expect(page.getByRole("dialog", { name: fullName(lead) })).toHaveCount(0);
  await expect(rowOf(page, lead)).toBeVisible();
});

test("a link to a lead that is gone says so", async ({ visit }) => {
  const page = await visit("/leads?lead=00000000-0000-4000-8000-000000000000", {
    as: "viewer",
    provoking: /404/,
  });
  const drawer = page.getByRole("dialog");
  await expect(drawer).toContainText("This lead can't be found");
  await drawer.getByRole("button", { name: "Close" }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("a lead's drawer is there at once and goes at once, on a phone too: nothing moves", async ({
  visit,
  api,
}) => {
  const [lead] = await everyLead(api);
  if (!lead) throw new Error("The sample has no leads");
  const wide = { width: 1440, height: 900 };
  for (const browser of [
    { viewport: wide },
    { viewport: wide, reducedMotion: "reduce" },
    { viewport: { width: 390, height: 844 } },
  ] as const) {
    const page = await visit("/leads", { as: "viewer", ...browser });
    await expect(rowOf(page, lead)).toBeVisible();
    await page.evaluate(recordMovements);
    const drawer = await openLead(page, lead);
    await expect(drawer.getByRole("tabpanel")).toBeVisible();
    await drawer.getByRole("button", { name: "Close" }).click();
    await expect(drawer).toBeHidden();
    expect(await page.evaluate(() => document.body.dataset["movements"])).toBe("");
  }
});

/** Notes on the page what moves or fades; that colours change under the pointer is none of it. */
function recordMovements(): void {
  document.body.dataset["movements"] = "";
  const note = (what: string) => {
    if (!what.endsWith("color")) document.body.dataset["movements"] += `${what} `;
  };
  document.addEventListener("transitionrun", ({ propertyName }) => note(propertyName));
  document.addEventListener("animationstart", ({ animationName }) => note(animationName));
}
