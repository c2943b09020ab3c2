import { submitLead } from "./record.ts";
import { answer } from "./setup/faulty-proxy.ts";
import { expect, test } from "./test.ts";
import { expectNoViolations } from "./verbs/accessibility.ts";
import { drawerOf, leadTable, openFilter, rowOf, statusPicker } from "./verbs/leads.ts";

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`axe finds nothing, ${colorScheme}`, () => {
    test("on the way in", async ({ visit }) => {
      const page = await visit("/sign-in", { colorScheme, provoking: /401/ });
      await expect(page.getByRole("button", { name: "Sign in", exact: true })).toBeVisible();
      await expectNoViolations(page, "sign-in");

      await page.getByRole("textbox", { name: "Email" }).fill("helen.marsh@example.com");
      await page.getByLabel("Password").fill("not the password");
      await page.getByRole("button", { name: "Sign in", exact: true }).click();
      await expect(page.getByRole("alert")).toBeVisible();
      await expectNoViolations(page, "sign-in refused");
    });

    test("in the list", async ({ visit, api }) => {
      const lead = await submitLead(api);
      const page = await visit("/leads", { as: "manager", colorScheme });
      await expect(leadTable(page).getByRole("rowheader").first()).toBeVisible();
      await expectNoViolations(page, "leads");

      await openFilter(page, "Setter");
      await expectNoViolations(page, "open filter", "[role=dialog]");
      await page.keyboard.press("Escape");

      await statusPicker(rowOf(page, lead)).click();
      await expect(page.getByRole("listbox")).toBeVisible();
      await expectNoViolations(page, "open picker", "[role=dialog]");
      await page.getByRole("option", { name: /^Won/ }).click();
      await expect(page.getByRole("button", { name: "Undo" })).toBeVisible();
      await expectNoViolations(page, "notification");

      await page.getByRole("button", { name: "Helen Marsh" }).click();
      await expect(page.getByRole("button", { name: "Sign out" })).toBeVisible();
      await expectNoViolations(page, "person menu", "[popover]");

      await page.goto("/leads?source=WEBINAR&setter=nobody%40example.com");
      await expect(page.getByText("No lead matches these filters")).toBeVisible();
      await expectNoViolations(page, "empty");
    });

    test("in the drawer", async ({ visit, api }) => {
      const lead = await submitLead(api, {
        questions_answers: [{ question: "What next?", answer: "A call" }],
        traffic: { utm_source: "newsletter", landing_page: "https://www.example.com/apply" },
      });
      const page = await visit(`/leads?lead=${lead.id}`, { as: "manager", colorScheme });
      const drawer = await drawerOf(page, lead);
      for (const tab of ["Summary", "Opt-ins", "Billing", "Activity"]) {
        await drawer.getByRole("tab", { name: tab }).click();
        await expect(drawer.getByRole("tabpanel")).toBeVisible();
        await expectNoViolations(page, tab, tab === "Summary" ? "html" : "[role=dialog]");
      }
    });

    test("in the settings", async ({ visit }) => {
      const page = await visit("/settings/connection", { as: "manager", colorScheme });
      await expect(page.getByText("Own record")).toBeVisible();
      await expectNoViolations(page, "connection");
      await page.goto("/settings/account");
      await expect(page.getByText("This session")).toBeVisible();
      await expectNoViolations(page, "account");
    });

    test("when the list can't be had", async ({ visit, faultyProxy }) => {
      faultyProxy.fail("GET", /\/api\/dashboard\/leads/, answer(500, "Internal server error"));
      const page = await visit("/leads", {
        as: "manager",
        throughProxy: true,
        colorScheme,
        provoking: /500/,
      });
      await expect(page.getByRole("button", { name: "Try again" }).first()).toBeVisible();
      await expectNoViolations(page, "error");
    });

    test("on a phone", async ({ visit, api }) => {
      const lead = await submitLead(api);
      const viewport = { width: 390, height: 844 };
      const page = await visit("/leads", { as: "manager", colorScheme, viewport });
      await expect(leadTable(page).getByRole("rowheader").first()).toBeVisible();
      await expectNoViolations(page, "leads on a phone");
      await page.goto(`/leads?lead=${lead.id}&tab=opt-ins`);
      await drawerOf(page, lead);
      await expectNoViolations(page, "drawer on a phone");
    });
  });
}
