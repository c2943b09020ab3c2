import type { Locator, Page } from "@playwright/test";
import { getOptIn, listOptIns } from "#api/contract/opt-ins/opt-ins.ts";
import type { Lead } from "#api/contract/leads/leads.ts";
import type { Submission } from "#api/contract/opt-ins/submission.ts";
import { everyLead, submitLead } from "../record.ts";
import { expect, test } from "../test.ts";
import { leadTable, rowAt } from "../verbs/leads.ts";

const TEXTS = {
  "HTML that would run": `<img src=x onerror="document.title='taken'"><script>document.title='taken'</script>`,
  "marks that turn the direction": "\u202eesrever\u2067 مرحبا \u202d\u200f",
  "ten thousand letters without a space": "W".repeat(10_000),
  "emoji and joined marks": "👩‍👩‍👧‍👦🏳️‍🌈 Z̷̡̢̛͎̼͇͈̣̘̞̫̥̳͕̜̎͒̈́͆̽a̶l̴g̷o̸ \u0000\u200b",
} as const;

/** The same text wherever a sender may put one. */
const filledWith = (text: string): Partial<Submission> => ({
  first_name: text,
  last_name: text,
  provider_form_id: text,
  provider_form_name: text,
  external_reference: `${text}${crypto.randomUUID()}`,
  questions_answers: Array.from({ length: 3 }, () => ({ question: text, answer: text })),
  traffic: {
    utm_source: text,
    utm_medium: text,
    utm_campaign: text,
    utm_content: text,
    utm_term: text,
    referrer: text,
    landing_page: `javascript:${text}`,
  },
});

const heightOf = async (place: Locator) => (await place.boundingBox())?.height;

async function expectLayoutHolds(page: Page): Promise<void> {
  const [overflow, title] = await page.evaluate(() => [
    document.documentElement.scrollWidth - document.documentElement.clientWidth,
    document.title,
  ]);
  expect(overflow).toBe(0);
  expect(title).not.toBe("taken");
}

for (const [name, text] of Object.entries(TEXTS)) {
  test(`${name} is shown as text and breaks nothing`, async ({ visit, api }) => {
    const ordinary = await submitLead(api);
    const lead = await submitLead(api, filledWith(text));
    const page = await visit("/leads", { as: "manager" });
    const index = (await everyLead(api)).findIndex(({ id }) => id === lead.id);
    await expect(rowAt(page, index)).toContainText(lead.first_name.trim().slice(0, 20));
    await expect(leadTable(page).getByText(ordinary.first_name).first()).toBeVisible();
    expect(await heightOf(rowAt(page, index))).toBe(await heightOf(rowAt(page, index + 1)));
    await expectLayoutHolds(page);

    await page.goto(`/leads?lead=${lead.id}&tab=opt-ins`);
    const drawer = page.getByRole("dialog");
    await expect(drawer).toBeVisible();
    const { data } = await api.call(listOptIns, { query: { lead_id: lead.id } });
    const optIn = await api.call(getOptIn, { params: { id: data[0]?.id ?? "" } });
    await expect(drawer).toContainText(optIn.question_answers[0]?.question.trim() ?? "");
    await expect(drawer).toContainText(optIn.traffic_attribution.utm_source?.trim() ?? "");
    expect(await drawer.locator("a[href^='javascript']").count()).toBe(0);
    expect(await drawer.evaluate((box) => box.scrollWidth - box.clientWidth)).toBe(0);
    await expectLayoutHolds(page);
  });
}

/** How far from an element's left edge its text begins, and the first letter of that. */
const places = (part: Locator) =>
  part.evaluate((element) => {
    const text = document.createTreeWalker(element, NodeFilter.SHOW_TEXT).nextNode() ?? element;
    const range = document.createRange();
    range.selectNodeContents(text);
    const { left } = range.getBoundingClientRect();
    range.setEnd(text, 1);
    const [letter, box] = [range.getBoundingClientRect(), element.getBoundingClientRect()];
    return { text: left - box.left, firstLetter: letter.left - box.left, width: box.width };
  });

test("a name from right to left stands where others do, and is cut at its end", async ({
  visit,
  api,
}) => {
  const short = await submitLead(api, { first_name: "علي", last_name: "حسن (CEO)" });
  const long = await submitLead(api, { first_name: "محمد عبد الرحمن".repeat(5), last_name: "بن" });
  for (const width of [1440, 390]) {
    const page = await visit("/leads", { as: "manager", viewport: { width, height: 800 } });
    const name = ({ first_name }: Lead) =>
      leadTable(page).getByRole("rowheader").filter({ hasText: first_name });
    await expect(name(long)).toBeVisible();
    expect((await places(name(short))).text).toBeLessThan(20);
    const { firstLetter, width: available } = await places(name(long));
    expect(firstLetter).toBeGreaterThan(0);
    expect(firstLetter).toBeLessThan(available);
  }
});
