import { startAppServer } from "../setup/app-server.ts";
import { inTemporaryDirectory } from "../setup/temporary-directory.ts";
import { expect, test as base } from "../test.ts";
import { expectNoViolations } from "../verbs/accessibility.ts";
import { expectTotal } from "../verbs/leads.ts";

const test = base.extend<{ firstManagerLink: string }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the needed fixtures from it
  firstManagerLink: async ({}, provide) => {
    await inTemporaryDirectory(async (directory) => {
      const server = await startAppServer(directory, { SAMPLE_LEADS: "0" });
      await expect.poll(() => server.firstManagerLink).toBeDefined();
      await provide(server.firstManagerLink ?? "");
      await server.stop();
    });
  },
});

test("an empty installation gets its first manager by the link that it printed, once", async ({
  visit,
  firstManagerLink,
}) => {
  const page = await visit(firstManagerLink, { provoking: /40[0-4]/ });
  await page.getByLabel("Name").fill("Ada Quill");
  await page.getByLabel("Email").fill("ada.quill@example.com");
  await page.getByLabel("Password").fill("qwertyuiop");
  await page.getByRole("button", { name: "Make manager" }).click();
  await expect(page.getByText("Password is one of the most common ones")).toBeVisible();
  await page.getByLabel("Password").fill("correct horse battery");
  await page.getByRole("button", { name: "Make manager" }).click();
  await expectTotal(page, 0, 0);
  await expect(page.getByText("No leads yet")).toBeVisible();
  // What to do about that.
  await expect(page.getByText('npm run admin -- key create "Website forms"')).toBeVisible();
  await expect(
    page.getByText(`POST ${new URL(page.url()).origin}/api/opt-in/submit`),
  ).toBeVisible();
  await expect(page.getByRole("link", { name: "API description" })).toBeVisible();
  await expectNoViolations(page, "empty workspace");

  await page.goto(firstManagerLink);
  await expect(page.getByRole("heading", { name: "This link was used already" })).toBeVisible();
  await expect(page.getByRole("alert")).toContainText("There is a manager by now");
  await expect(page.getByRole("button", { name: "Make manager" })).toHaveCount(0);
  await expectNoViolations(page, "used link");
  // Whoever has a session is led on.
  await page.getByRole("link", { name: "Sign in" }).click();
  await expectTotal(page, 0, 0);

  await page.context().clearCookies();
  await page.goto(new URL("/sign-in", firstManagerLink).href);
  await page.getByRole("textbox", { name: "Email" }).fill("ada.quill@example.com");
  await page.getByLabel("Password").fill("correct horse battery");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expectTotal(page, 0, 0);
  // Before its server goes: what a page loads while idle would find nobody.
  await page.context().close();
});
