import type { Page } from "@playwright/test";
import type { Lead } from "#api/contract/leads/leads.ts";
import { setStatus, statusOf, submitLead } from "../record.ts";
import { expect, test } from "../test.ts";
import { expectAccessible } from "../verbs/accessibility.ts";
import { drawerOf, expectStatus, fullName, rowAt, rowOf, statusPicker } from "../verbs/leads.ts";

const help = (page: Page) => page.getByRole("dialog", { name: "Keyboard shortcuts" });
const palette = (page: Page) => page.getByRole("dialog", { name: "Commands" });
const paletteField = (page: Page) =>
  palette(page).getByRole("combobox", { name: "Find a lead or a command" });
const statusList = (page: Page) => page.getByRole("listbox", { name: "Status" });

/** Waits until keys are listened to: the first rows are there before that. */
async function expectKeys(page: Page): Promise<void> {
  await expect(async () => {
    await page.keyboard.press("?");
    await expect(help(page)).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await page.keyboard.press("Escape");
  await expect(help(page)).toHaveCount(0);
}

/** Gives a command by its name, from wherever the focus is. */
async function command(page: Page, words: string): Promise<void> {
  await page.keyboard.press("Control+k");
  await expect(paletteField(page)).toBeFocused();
  await page.keyboard.type(words);
  await expect(palette(page).getByRole("option", { name: words, exact: true })).toHaveAttribute(
    "data-highlighted",
  );
  await page.keyboard.press("Enter");
  await expect(palette(page)).toHaveCount(0);
}

/** Whom a page would have called: there is no telephone here. */
async function listenToCalls(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    document.addEventListener("click", (event) => {
      const link = event.target instanceof Element && event.target.closest("a[href^='tel:']");
      if (!link) return;
      event.preventDefault();
      document.body.dataset["calls"] =
        `${document.body.dataset["calls"] ?? ""} ${link.getAttribute("href")}`.trim();
    });
  });
  return async () => (await page.locator("body").getAttribute("data-calls"))?.split(" ") ?? [];
}

test("twenty leads are worked by keyboard alone, ten of them in 40 keys", async ({
  visit,
  api,
}) => {
  const leads: Lead[] = [];
  for (let index = 0; index < 20; index += 1) {
    const phone_e164 = `+4930231256${String(index).padStart(2, "0")}`;
    leads.unshift(await submitLead(api, { phone_e164, phone_country: "DE" }));
  }
  const page = await visit("/leads", { as: "setter" });
  const [first] = leads;
  if (!first) throw new Error("There are no leads");
  await expect(rowOf(page, first)).toBeVisible();
  await expectKeys(page);
  await command(page, "Go on to the next lead: yes");
  const calls = await listenToCalls(page);
  let keys = 0;
  const press = async (key: string) => {
    keys += 1;
    await page.keyboard.press(key);
  };

  await press("j");
  await expect(rowAt(page, 0)).toBeFocused();
  await press("Enter");
  let chosen = "";
  for (const [index, lead] of leads.entries()) {
    const drawer = await drawerOf(page, lead);
    await expectStatus(drawer, lead.status.name);
    await press("c");
    await press("s");
    const third = statusList(page).getByRole("option").nth(2);
    await expect(third).toHaveAttribute("aria-keyshortcuts", "3");
    if (index === 0) await expect(third.locator("kbd")).toBeVisible();
    chosen = (await third.locator("bdi").textContent()) ?? "";
    await press("3");
    if (index === 9) expect(keys).toBeLessThanOrEqual(40);
  }
  await expect(page.getByRole("dialog")).not.toHaveAccessibleName(fullName(leads[19] ?? first));
  expect(await calls()).toEqual(leads.map(({ phone_e164 }) => `tel:${phone_e164}`));
  for (const lead of leads) await expect.poll(() => statusOf(api, lead)).toBe(chosen);

  // Back and forth, and out.
  await press("[");
  await drawerOf(page, leads[19] ?? first);
  await press("k");
  const drawer = await drawerOf(page, leads[18] ?? first);
  await press("]");
  await drawerOf(page, leads[19] ?? first);
  await expect(drawer).toHaveCount(0);
  await press("Escape");
  await expect(rowOf(page, leads[19] ?? first)).toBeFocused();
  await press("k");
  await expect(rowOf(page, leads[18] ?? first)).toBeFocused();

  // A row's own status has the same key.
  await press("s");
  await expect(statusList(page)).toBeVisible();
  await press("1");
  await expect.poll(() => statusOf(api, leads[18] ?? first)).not.toBe(chosen);
  await expect(statusPicker(rowOf(page, leads[18] ?? first))).toBeFocused();
});

test("Z takes back the latest change as long as nobody has changed the lead since", async ({
  visit,
  api,
}) => {
  const lead = await submitLead(api);
  const page = await visit("/sign-in", { as: "setter", provoking: /409/ });
  await page.clock.install();
  await page.goto(`/leads?lead=${lead.id}`);
  const drawer = await drawerOf(page, lead);
  // The lead is there before keys are listened to.
  await expect(async () => {
    await page.keyboard.press("z");
    await expect(page.getByText("Nothing to undo").first()).toBeVisible({ timeout: 2_000 });
  }).toPass();
  const setByKey = async () => {
    await page.keyboard.press("s");
    await expect(statusList(page)).toBeVisible();
    await page.keyboard.type("won");
    await page.keyboard.press("Enter");
    await expect(page.getByText("Status changed to Won")).toBeVisible();
  };
  await setByKey();
  await page.clock.fastForward(60_000);
  await expect(page.getByRole("button", { name: "Undo" })).toHaveCount(0);
  await page.keyboard.press("z");
  await expectStatus(drawer, "Fresh Lead");
  await expect.poll(() => statusOf(api, lead)).toBe("Fresh Lead");

  await setByKey();
  await setStatus(api, lead, "Lost");
  await page.keyboard.press("z");
  await expect(page.getByText("Couldn't undo")).toBeVisible();
  expect(await statusOf(api, lead)).toBe("Lost");
});

test("keys are explained, go to pages, and do nothing while one types or where they are switched off", async ({
  visit,
}) => {
  const page = await visit("/leads", { as: "setter" });
  const { keyboard } = page;
  await expect(rowAt(page, 0).getByRole("rowheader")).not.toBeEmpty();
  await expectKeys(page);
  await keyboard.press("?");
  await expect(help(page)).toContainText("Take back your latest status change");
  await expectAccessible(page, "help", "[role=dialog]");
  // What it covers is out of reach.
  await keyboard.press("g");
  await keyboard.press("o");
  await keyboard.press("Escape");
  await expect(help(page)).toHaveCount(0);
  await expect(page).toHaveURL("/leads");

  // Also from where one types.
  await keyboard.press("/");
  const search = page.getByRole("searchbox", { name: "Search leads" });
  await expect(search).toBeFocused();
  await keyboard.press("j");
  await expect(search).toHaveValue("j");
  await keyboard.press("Control+k");
  await expect(paletteField(page)).toBeFocused();
  await keyboard.press("Control+k");
  await expect(search).toBeFocused();
  await keyboard.press("Escape");
  await keyboard.press("Escape");
  await expect(search).not.toBeFocused();
  await expect(page).toHaveURL("/leads");

  await keyboard.press("f");
  const field = page.getByRole("combobox").and(page.locator(":focus"));
  await expect(field).toBeVisible();
  await keyboard.type("fj?");
  await expect(field).toHaveValue("fj?");
  await expect(help(page)).toHaveCount(0);
  await keyboard.press("Escape");

  await keyboard.press("v");
  await expect(page.getByRole("listbox")).toBeVisible();
  await keyboard.press("Escape");
  await command(page, "View: Overdue");
  await expect(page).toHaveURL("/leads?view=overdue");

  await keyboard.press("g");
  await keyboard.press("o");
  await expect(page).toHaveURL("/opt-ins");
  const rows = page.getByRole("grid", { name: "Opt-ins" }).locator("[role=row][aria-rowindex]");
  await expect(rows.nth(1)).toContainText(/\w/);
  await keyboard.press("j");
  await keyboard.press("j");
  await expect(page.locator("[role=row][aria-rowindex='3']")).toBeFocused();
  await keyboard.press("g");
  await keyboard.press("l");
  await expect(page).toHaveURL("/leads");
  await expect(rowAt(page, 0).getByRole("rowheader")).not.toBeEmpty();

  await command(page, "Single-key shortcuts: off");
  await keyboard.press("?");
  await keyboard.press("g");
  await keyboard.press("o");
  await keyboard.press("j");
  await keyboard.press("ArrowDown");
  await expect(rowAt(page, 0)).toBeFocused();
  await keyboard.press("s");
  await keyboard.press("ArrowDown");
  await expect(rowAt(page, 1)).toBeFocused();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page).toHaveURL("/leads");
  await command(page, "Keyboard shortcuts");
  await expect(help(page).getByText("are switched off in")).toBeVisible();
});

test("leads and commands are found by name, and no old answer takes the place of a newer one", async ({
  visit,
  api,
  faultyProxy,
}) => {
  const lead = await submitLead(api, {
    first_name: "Xanthe",
    last_name: "Zwölfer",
    email: `xz.${crypto.randomUUID()}@example.com`,
    phone_e164: "+4930901835",
    phone_country: "DE",
    provider_form_name: "Quince jam evening",
  });
  const page = await visit("/leads", {
    as: "setter",
    throughProxy: true,
    provoking: /ERR_ABORTED/,
  });
  const { keyboard } = page;
  await expect(rowOf(page, lead)).toBeVisible();
  await expectKeys(page);
  await keyboard.press("j");
  await expect(rowAt(page, 0)).toBeFocused();
  await keyboard.press("Control+k");
  await expectAccessible(page, "palette", "[role=dialog]");
  await keyboard.press("Escape");
  await expect(palette(page)).toHaveCount(0);
  await expect(rowAt(page, 0)).toBeFocused();

  await keyboard.press("Control+k");
  const give = faultyProxy.hold("GET", /search=xan(?:&|$)/);
  await paletteField(page).fill("xan");
  await expect(palette(page).getByRole("status")).toHaveText("Searching leads…");
  await paletteField(page).fill("zwolfer XAN");
  const options = palette(page).getByRole("option");
  await expect(options).toHaveText([/^Xanthe Zwölfer/]);
  give();
  await expectAccessible(page, "palette with a lead", "[role=dialog]");
  await expect(options).toHaveText([/^Xanthe Zwölfer/]);
  // Where it was found is said and marked.
  for (const [typed, beside, marks] of [
    ["quince", /, Form: Quince jam evening,/, ["Quince"]],
    ["030 901 835", /, Phone: \+4930901835,/, ["30901835"]],
    ["xan xz.", /, Email: xz\./, ["Xan", "xz."]],
  ] as const) {
    await paletteField(page).fill(typed);
    await expect(options).toHaveText([beside]);
    await expect(options.locator("mark")).toHaveText(marks);
  }
  await keyboard.press("Enter");
  const drawer = await drawerOf(page, lead);
  await expect(palette(page)).toHaveCount(0);
  await expect(drawer).toBeFocused();

  await command(page, "Set status: Won");
  await expectStatus(drawer, "Won");
  await expect.poll(() => statusOf(api, lead)).toBe("Won");
  await expect(drawer).toBeFocused();

  // From another page, and what was chosen last comes first.
  await command(page, "Opt-ins");
  await expect(page).toHaveURL("/opt-ins");
  await keyboard.press("Control+k");
  await expect(options.first()).toHaveText(/^Opt-ins/);
  await options.filter({ hasText: "Xanthe Zwölfer" }).click();
  await drawerOf(page, lead);
  await expect(page).toHaveURL(`/leads?lead=${lead.id}`);
});
