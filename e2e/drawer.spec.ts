import type { Locator } from "@playwright/test";
import { getLead } from "#api/contract/leads.ts";
import {
  ATTRIBUTION_FIELDS,
  getOptIn,
  listOptIns,
  type OptInDetails,
} from "#api/contract/opt-ins.ts";
import type { Client } from "#api/client.ts";
import { submitOptIn } from "#api/contract/submission.ts";
import { everyLead, setStatus, submitLead } from "./record.ts";
import { expect, test } from "./test.ts";
import { expectAccessible, expectFits } from "./verbs/accessibility.ts";
import { tabTo } from "./verbs/keyboard.ts";
import { changesIn } from "./verbs/live.ts";
import { drawerOf, fullName, leadTable, openLead, rowOf, statusPicker } from "./verbs/leads.ts";

/** A lead's opt-ins with all that is known of them, oldest first. */
async function optInsOf(api: Client, leadId: string): Promise<OptInDetails[]> {
  const { data } = await api.call(listOptIns, { query: { lead_id: leadId, limit: 100 } });
  const details = data.map(({ id }) => api.call(getOptIn, { params: { id } }));
  return (await Promise.all(details)).toReversed();
}

const openTab = (drawer: Locator, name: string) => drawer.getByRole("tab", { name }).click();

test("shows a touch's answers by position and its attribution, as the API has them", async ({
  visit,
  api,
}) => {
  const lead = await submitLead(api, {
    questions_answers: [
      { question: "Last question?", answer: "Third answer", position: 2 },
      { question: "First question?", answer: "First answer ", position: 0 },
      { question: "Second question?", answer: "not.a.handle@example.com", position: 1 },
    ],
    traffic: {
      utm_source: "Facebook",
      utm_medium: "paid",
      utm_campaign: "q1 coaching / spring",
      utm_content: "video-ad-1",
      referrer: "https://facebook.example.com/ads?id=1",
      landing_page: "https://www.example.com/apply",
    },
  });
  const page = await visit(`/leads?lead=${lead.id}&tab=opt-ins`, { as: "manager" });
  const drawer = await drawerOf(page, lead);
  const [optIn] = await optInsOf(api, lead.id);

  await expect(drawer.getByText("Third answer")).toBeVisible();
  const text = (await drawer.innerText()).replaceAll(/\s+/g, " ");
  const answers = optIn?.question_answers.toSorted((a, b) => a.position - b.position) ?? [];
  const places = answers.flatMap(({ question, answer }) => [
    text.indexOf(question),
    text.indexOf(answer?.trim() ?? ""),
  ]);
  expect(places).not.toContain(-1);
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  for (const field of ATTRIBUTION_FIELDS) {
    const value = optIn?.traffic_attribution[field];
    if (value) await expect(drawer.getByText(value, { exact: true })).toBeVisible();
  }
  await expect(drawer.getByRole("link", { name: /www\.example\.com\/apply/ })).toHaveAttribute(
    "rel",
    /noopener/,
  );
});

test("shows every touch of a lead that came back, the first and the latest marked", async ({
  visit,
  api,
}) => {
  const all = await everyLead(api);
  const { data } = await api.call(listOptIns, { query: { limit: 100 } });
  const touches = Map.groupBy(data, (optIn) => optIn.lead_id);
  const id = data.find((optIn) => (touches.get(optIn.lead_id)?.length ?? 0) > 1)?.lead_id;
  const lead = all.find((one) => one.id === id);
  if (!lead) throw new Error("The sample has no lead that came back");

  const page = await visit(`/leads?lead=${lead.id}&tab=opt-ins`, { as: "viewer" });
  const drawer = await drawerOf(page, lead);
  const optIns = await optInsOf(api, lead.id);
  await expect(drawer.getByText(/first touch/i)).toHaveCount(1);
  await expect(drawer.getByText(/latest touch/i)).toHaveCount(1);
  for (const { question_answers, traffic_attribution } of optIns) {
    for (const { question } of question_answers) {
      await expect(drawer.getByText(question.trim()).first()).toBeVisible();
    }
    for (const value of ATTRIBUTION_FIELDS.map((field) => traffic_attribution[field]?.trim())) {
      if (value) await expect(drawer.getByText(value).first()).toBeVisible();
    }
  }
});

test("opens from a link with summary, billing and activity", async ({ visit, api }) => {
  const all = await everyLead(api);
  const paid = all.find(({ status }) => status.role === "WON");
  if (!paid) throw new Error("The sample has nobody who paid");
  const details = await api.call(getLead, { params: { id: paid.id } });
  const page = await visit(`/leads?lead=${paid.id}`, { as: "viewer" });
  const drawer = await drawerOf(page, paid);

  await expect(drawer.getByText(paid.email).first()).toBeVisible();
  if (details.ai_source_summary) {
    await expect(drawer.getByText(details.ai_source_summary)).toBeVisible();
  }
  await openTab(drawer, "Billing");
  const { address } = details.billing_details ?? {};
  if (address) await expect(drawer.getByText(address)).toBeVisible();
  await openTab(drawer, "Activity");
  await expect(page).toHaveURL(/tab=activity/);
  await page.reload();
  await expect(
    (await drawerOf(page, paid)).getByRole("tab", { name: "Activity", selected: true }),
  ).toBeVisible();
});

test("what one needs comes in the order of use, and reaches the lead by one press", async ({
  visit,
  api,
}) => {
  const lead = await submitLead(api, { phone_e164: "+14155550123", phone_country: "US" });
  const { email, first_name } = lead;
  await api.call(submitOptIn, { body: { email, first_name, source: "CALENDLY" } });
  const page = await visit(`/leads?lead=${lead.id}`, { as: "setter" });
  const drawer = await drawerOf(page, lead);
  for (const [name, href] of [
    [/^Call/, "tel:+14155550123"],
    [/^WhatsApp/, "https://wa.me/14155550123"],
    [/^Email/, `mailto:${email}`],
  ] as const) {
    const link = drawer.getByRole("link", { name });
    await expect(link).toHaveAttribute("href", href);
    expect((await link.boundingBox())?.height).toBe(32);
  }
  await expect(
    drawer.getByText(/^2 opt-ins, first Manual \d+ \w+, latest Calendly \d+ \w+$/),
  ).toBeVisible();
  await expect(drawer.getByText("+1 415 555 0123", { exact: true })).toBeVisible();
  const text = await drawer.innerText();
  const places = [
    fullName(lead),
    "Fresh Lead",
    "Call",
    "WhatsApp",
    "Email",
    "+1 415",
    "Next touch point",
    "Latest note",
    "Setter",
    "2 opt-ins",
    "Records",
    "Source summary",
  ].map((part) => text.indexOf(part));
  expect(places).not.toContain(-1);
  expect(places).toEqual(places.toSorted((a, b) => a - b));

  // What there is none of stands back.
  const colourOf = (part: Locator) => part.evaluate((element) => getComputedStyle(element).color);
  const records = drawer.getByRole("tabpanel").locator("dl").nth(1).getByRole("definition");
  await expect(records).toHaveText(["0", "0", "0", "0", "2"]);
  const muted = await colourOf(drawer.getByText("Unassigned").first());
  expect(await colourOf(records.first())).toBe(muted);
  expect(await colourOf(records.last())).not.toBe(muted);

  // A number of the country where one is needs no code, and a lead without one no button.
  const near = await submitLead(api, { phone_e164: "+4930901820", phone_country: "DE" });
  await page.goto(`/leads?lead=${near.id}`);
  await expect(drawer.or(await drawerOf(page, near)).getByText("030 901820")).toBeVisible();
  const without = await submitLead(api);
  await page.goto(`/leads?lead=${without.id}`);
  const other = await drawerOf(page, without);
  await expect(other.getByText("No phone")).toBeVisible();
  await expect(other.getByRole("link", { name: /^(Call|WhatsApp|Email)/ })).toHaveCount(1);
});

test("a summary is folded to three lines, and unfolded where it stands", async ({ visit, api }) => {
  const all = await everyLead(api);
  const leads = all.slice(0, 100).map(({ id }) => api.call(getLead, { params: { id } }));
  const lead = (await Promise.all(leads)).find(
    ({ ai_source_summary }) => (ai_source_summary?.length ?? 0) > 300,
  );
  if (!lead?.ai_source_summary) throw new Error("The sample has no long summary");
  const page = await visit(`/leads?lead=${lead.id}`, { as: "viewer" });
  const drawer = await drawerOf(page, lead);
  const summary = drawer.getByText(lead.ai_source_summary);
  await expect(summary).toHaveCSS("height", "60px");
  const unfold = drawer.getByRole("button", { name: "Show all" });
  await unfold.press("Enter");
  const fold = drawer.getByRole("button", { name: "Show less", expanded: true });
  await expect(fold).toBeFocused();
  expect((await summary.boundingBox())?.height).toBeGreaterThan(60);
  await fold.press("Enter");
  await expect(unfold).toBeFocused();
  await expect(summary).toHaveCSS("height", "60px");
});

test("email, phone, reference and attribution can be copied, and nothing moves for it", async ({
  visit,
  api,
}) => {
  const reference = `form ${crypto.randomUUID()}`;
  const lead = await submitLead(api, {
    phone_e164: "+14155550123",
    phone_country: "US",
    external_reference: reference,
    traffic: { utm_source: "Facebook", utm_campaign: "q1 coaching" },
  });
  const permissions = ["clipboard-read", "clipboard-write"];
  const page = await visit(`/leads?lead=${lead.id}&tab=opt-ins`, { as: "viewer", permissions });
  const drawer = await drawerOf(page, lead);
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  const button = (what: string) => drawer.getByRole("button", { name: `Copy ${what}` });

  const email = drawer.getByText(lead.email, { exact: true });
  const before = await email.boundingBox();
  await expect(button("email")).toHaveCSS("opacity", "0");
  await email.hover();
  await expect(button("email")).toHaveCSS("opacity", "1");
  expect(await email.boundingBox()).toEqual(before);
  await button("email").click();
  await expect(page.getByRole("region", { name: "Notices" })).toContainText("Email copied");
  expect(await copied()).toBe(lead.email);

  await drawer.focus();
  for (const [what, text] of [
    ["phone number", "+14155550123"],
    ["reference", reference],
    ["source", "Facebook"],
    ["campaign", "q1 coaching"],
  ] as const) {
    await tabTo(page, button(what));
    await expect(button(what)).toHaveCSS("opacity", "1");
    await page.keyboard.press("Enter");
    await expect.poll(copied).toBe(text);
  }
});

test("activity is told by day, with statuses as they look", async ({ visit, api }) => {
  const lead = await submitLead(api);
  await setStatus(api, lead, "Won");
  const page = await visit(`/leads?lead=${lead.id}&tab=activity`, { as: "setter" });
  const drawer = await drawerOf(page, lead);
  await expect(drawer.getByRole("heading", { level: 3 })).toHaveText(["Today"]);
  await expect(changesIn(drawer)).toHaveText([/^e2e changed Fresh Lead → .*Won\d+:\d+$/]);
  const colours = (part: Locator) =>
    part.evaluate((element) => {
      const { color, backgroundColor } = getComputedStyle(element);
      return [color, backgroundColor];
    });
  const badge = changesIn(drawer).locator("[style]").filter({ hasText: "Won" });
  expect(await colours(badge)).toEqual(await colours(statusPicker(drawer)));
});

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

test("without billing details it says so", async ({ visit, api }) => {
  const lead = await submitLead(api);
  const page = await visit(`/leads?lead=${lead.id}&tab=billing`, { as: "viewer" });
  await expect((await drawerOf(page, lead)).getByText("No billing details")).toBeVisible();
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
