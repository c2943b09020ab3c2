import { expect, test } from "../test.ts";
import { expectNoViolations } from "../verbs/accessibility.ts";
import { leadTable, statusPicker } from "../verbs/leads.ts";
import { personMenu } from "../verbs/people.ts";

const EMAIL = "vera.quill@example.com";
const FIRST = "correct horse battery";
const SECOND = "staple in the stable";

test("one's name, password, sessions and role change on open pages, too", async ({
  visit,
  app,
}) => {
  await app.createPerson({ email: EMAIL, name: "Vera Quill", role: "member", password: FIRST });
  const signIn = async (password: string) => {
    const page = await visit("/sign-in", { provoking: /40[013]/ });
    await page.getByRole("textbox", { name: "Email" }).fill(EMAIL);
    await page.getByLabel("Password").fill(password);
    await page.keyboard.press("Enter");
    await expect(leadTable(page).getByRole("rowheader").first()).toBeVisible();
    return page;
  };
  const [other, page] = [await signIn(FIRST), await signIn(FIRST)];
  // What one may do is up to the operator, and shows at once on open pages.
  await expect(statusPicker(leadTable(page)).first()).toBeVisible();
  await app.admin("user", "role", EMAIL, "viewer");
  await expect(statusPicker(leadTable(page))).toHaveCount(0);
  await page.getByRole("button", { name: "Vera Quill" }).press("Enter");
  await page.getByRole("link", { name: "Me", exact: true }).press("Enter");
  await expect(page).toHaveURL("/settings/me");
  await expect(page).toHaveTitle("Me");
  const name = page.getByRole("textbox", { name: "Your name" });
  await expect(name).toHaveValue("Vera Quill");
  await name.fill("  ");
  await page.keyboard.press("Enter");
  await expect(name).toHaveAccessibleDescription(/Enter a name/);
  await name.fill("Vera Sand");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Name saved")).toBeVisible();
  // An open page hears of it by itself, too.
  for (const one of [page, other]) await expect(personMenu(one, "Vera Sand")).toBeVisible();
  const sessions = page.getByRole("region", { name: "Sessions" });
  await expect(sessions.getByRole("listitem")).toHaveCount(2);
  await expect(sessions.getByRole("listitem").first()).toContainText(/Chrom.* on .*This session/);
  await sessions.getByRole("button", { name: /^End Chrom/ }).press("Enter");
  await expect(sessions.getByRole("listitem")).toHaveCount(1);
  // An open page of that session hears of it by itself.
  await expect(other).toHaveURL(/\/sign-in/);

  const current = page.getByLabel("Current password");
  const next = page.getByLabel("New password");
  await expect(current).toHaveAttribute("autocomplete", "current-password");
  await expect(next).toHaveAttribute("autocomplete", "new-password");
  await current.fill("not this one");
  await next.fill("qwertyuiop");
  await page.keyboard.press("Enter");
  await expect(next).toBeFocused();
  await expect(next).toHaveAccessibleDescription(/one of the most common/);
  await next.fill(SECOND);
  await page.keyboard.press("Enter");
  await expect(current).toBeFocused();
  await expect(current).toHaveAccessibleDescription("Current password is wrong");
  await expectNoViolations(page, "wrong password");
  await current.fill(FIRST);
  await page.keyboard.press("Enter");
  await expect(page.getByText("Password changed. No other session was open.")).toBeVisible();

  await app.admin("user", "disable", EMAIL);
  await expect(page).toHaveURL(/\/sign-in/);
  await page.getByRole("textbox", { name: "Email" }).fill(EMAIL);
  await page.getByLabel("Password").fill(SECOND);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert")).toHaveText("This account is disabled. Ask a manager.");
});

test("sample people have no password to change", async ({ visit }) => {
  const page = await visit("/settings/me", { as: "viewer" });
  await expect(page.getByText("Sample people sign in without a password")).toBeVisible();
  await expect(page.getByLabel("Current password")).toHaveCount(0);
});
