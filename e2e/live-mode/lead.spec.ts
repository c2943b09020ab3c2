import type { Client } from "#api/client.ts";
import { getLead, type LeadDetails } from "#api/contract/leads/leads.ts";
import { expect, test } from "./live-test.ts";
import { everyLead, submitLead } from "../record.ts";
import { drawerOf, expectStatus, openLead, rowOf } from "../verbs/leads.ts";
import { ageLine, ONE_LEAD, ONE_OPT_IN } from "../verbs/live.ts";

/** The newest lead whose details say something everywhere. */
async function leadWithDetails(api: Client): Promise<LeadDetails> {
  for (const { id } of await everyLead(api)) {
    const lead = await api.call(getLead, { params: { id } });
    if (lead.billing_details?.address && lead.ai_source_summary) return lead;
  }
  throw new Error("The sample has no lead with billing details and a summary");
}

test("an opened lead shows what is known at once, and then what Hermon has", async ({
  visit,
  hermon,
  upstream,
}) => {
  const lead = await leadWithDetails(upstream.api);
  const address = lead.billing_details?.address ?? "";
  const give = hermon.hold("GET", ONE_LEAD);
  const page = await visit(`/leads?lead=${lead.id}`, { as: "setter" });
  const drawer = await drawerOf(page, lead);
  await expectStatus(drawer, lead.status.name);
  await expect(ageLine(drawer)).toHaveText("Checking Hermon…");
  await expect(drawer.getByText("No summary was written for this lead")).toHaveCount(0);
  await drawer.getByRole("tab", { name: "Billing" }).click();
  await expect(drawer.getByRole("tabpanel").getByText("Being read from Hermon")).toBeVisible();
  await expect(drawer.getByText("No billing details")).toHaveCount(0);

  give();
  await expect(ageLine(drawer)).toHaveText("Just read from Hermon");
  await expect(drawer.getByText(address)).toBeVisible();
  await drawer.getByRole("tab", { name: "Summary" }).click();
  await expect(drawer.getByText(lead.ai_source_summary?.slice(0, 40) ?? "")).toBeVisible();

  // The next time all of it is there before Hermon is asked, and says how old it is.
  const giveAgain = hermon.hold("GET", ONE_LEAD);
  await page.goto(`/leads?lead=${lead.id}&tab=billing`);
  await expect(drawer.getByText(address)).toBeVisible();
  await expect(ageLine(drawer)).toHaveText(/^As of .+ ago · checking Hermon…$/);
  giveAgain();
  await expect(ageLine(drawer)).toHaveText("Just read from Hermon");
});

test("answers and attribution that weren't read yet are not called empty", async ({
  visit,
  hermon,
  upstream,
}) => {
  const give = hermon.hold("GET", ONE_OPT_IN);
  const lead = await submitLead(upstream.api, {
    questions_answers: [{ question: "What next?", answer: "A call on Monday" }],
    traffic: { utm_source: "newsletter" },
  });
  const page = await visit("/leads", { as: "setter" });
  await expect(rowOf(page, lead)).toBeVisible();
  const drawer = await openLead(page, lead);
  await drawer.getByRole("tab", { name: "Opt-ins" }).click();
  const touch = drawer.getByRole("article", { name: "Manual" });
  await expect(touch.getByText("First touch")).toBeVisible();
  await expect(touch.getByText("Answers and attribution")).toBeVisible();
  await expect(touch.getByText(/No questions were asked|No attribution recorded/)).toHaveCount(0);

  give();
  await expect(touch.getByText("A call on Monday")).toBeVisible();
  await expect(touch.getByText("newsletter")).toBeVisible();
  // By now it is known that there are none.
  await drawer.getByRole("tab", { name: "Billing" }).click();
  await expect(drawer.getByText("No billing details")).toBeVisible();
});
