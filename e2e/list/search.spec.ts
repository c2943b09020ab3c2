import { everyLead, submitLead } from "../record.ts";
import { expect, test } from "../test.ts";
import { expectAccessible, expectFits } from "../verbs/accessibility.ts";
import {
  cellAt,
  expectRow,
  expectTotal,
  filterBy,
  leadTable,
  rowAt,
  searchBox,
  statusPicker,
} from "../verbs/leads.ts";

/** A lead that nothing else is called like. */
const AGNETA = {
  first_name: "Ägneta",
  last_name: "Østerwaldt",
  email: "west_wing@example.com",
  phone_e164: "+493023125678",
  phone_country: "DE",
  provider_form_name: "Zebra quiz 50%",
};

test("a lead is found as one types, and what was found is marked", async ({ visit, api }) => {
  await submitLead(api, AGNETA);
  const all = await everyLead(api);
  const page = await visit("/leads", { as: "manager" });
  await expectTotal(page, all.length, all.length);
  await page.keyboard.press("/");
  await expect(searchBox(page)).toBeFocused();
  await searchBox(page).pressSequentially("osterw agn");
  await expectTotal(page, 1, all.length);
  await expect(page).toHaveURL("/leads?search=osterw+agn");
  await expect(rowAt(page, 0).locator("mark")).toHaveText(["Ägn", "Østerw"]);
  await expectAccessible(page, "searched", "[role=grid]", "header");

  const note = cellAt(rowAt(page, 0), "latest-note");
  for (const [search, said, marked] of [
    ["west_wing@", "Email: west_wing@example.com", "west_wing@"],
    ["030 / 2312-5678", "Phone: +493023125678", "3023125678"],
    ["50%", "Form: Zebra quiz 50%", "50%"],
    ["ZEBRA", "Form: Zebra quiz 50%", "Zebra"],
  ] as const) {
    await searchBox(page).fill(search);
    await expectTotal(page, 1, all.length);
    await expect(note).toHaveText(said);
    await expect(note.locator("mark")).toHaveText(marked);
  }
  await page.reload();
  await expect(searchBox(page)).toHaveValue("ZEBRA");
  await expect(note).toHaveText("Form: Zebra quiz 50%");

  await searchBox(page).focus();
  await page.keyboard.press("Escape");
  await expect(searchBox(page)).toHaveValue("");
  await expectTotal(page, all.length, all.length);
  await page.goBack();
  await expect(searchBox(page)).toHaveValue("ZEBRA");
  await expectTotal(page, 1, all.length);

  // Of all that is open, Escape closes what stands above the rest, and the search at last.
  const status = statusPicker(page.getByRole("dialog"));
  await rowAt(page, 0).getByRole("rowheader").click();
  await status.click();
  await expect(page.getByRole("listbox")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(status).toBeFocused();
  await page.keyboard.press("/");
  await expect(searchBox(page)).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(rowAt(page, 0)).toBeFocused();
  await expectTotal(page, 1, all.length);
  await page.keyboard.press("Escape");
  await expectTotal(page, all.length, all.length);
  await expect(page).toHaveURL("/leads");
});

test("a slow old answer never takes the place of a newer one", async ({
  visit,
  api,
  faultyProxy,
}) => {
  await submitLead(api, { first_name: "Xylo", last_name: "Phone" });
  const all = await everyLead(api);
  const page = await visit("/leads", {
    as: "manager",
    throughProxy: true,
    provoking: /ERR_ABORTED/,
  });
  await expectRow(page, 0, all);

  // Nor does Enter open a lead of the list before, while one waits for what was searched for.
  const give = faultyProxy.hold("GET", /search=xyl(?:&|$)/);
  await searchBox(page).fill("xyl");
  await page.keyboard.press("Enter");
  await expect(rowAt(page, 0)).toBeFocused();
  await expect(leadTable(page)).toHaveAttribute("data-stale");
  await page.keyboard.press("Enter");
  give();
  await expectTotal(page, 1, all.length);
  await expect(rowAt(page, 0).getByRole("rowheader")).toHaveText("Xylo Phone");
  await expect(rowAt(page, 0)).toBeFocused();
  await expect(page.getByRole("dialog")).toHaveCount(0);

  const release = faultyProxy.hold("GET", /search=x(?:&|$)/);
  await searchBox(page).fill("x");
  await searchBox(page).fill("xylo");
  await expectTotal(page, 1, all.length);
  await expect(rowAt(page, 0).getByRole("rowheader")).toHaveText("Xylo Phone");
  release();
  await searchBox(page).fill("xylo phone");
  await expectTotal(page, 1, all.length);
  await expect(rowAt(page, 0).getByRole("rowheader")).toHaveText("Xylo Phone");
});

test("where nothing is found one can go on, from every page and on a phone", async ({ visit }) => {
  const page = await visit("/leads", {
    as: "manager",
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  });
  await filterBy(page, "Source", "Webinar");
  await searchBox(page).fill("qqzz");
  await expect(page.getByText("No lead with “qqzz” matches these filters")).toBeVisible();
  await expectFits(page);
  await expectAccessible(page, "nothing found", "main", "header");
  await page.getByRole("button", { name: "Clear search" }).last().click();
  await expect(page).toHaveURL("/leads?source=WEBINAR");

  await page.goto("/opt-ins");
  await searchBox(page).fill("a");
  await expect(page).toHaveURL("/leads?search=a");
  await expect(searchBox(page)).toBeFocused();
  await expect(leadTable(page).getByRole("rowheader").first()).not.toBeEmpty();
});
