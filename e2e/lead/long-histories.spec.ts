import { LATEST } from "#api/contract/leads/lead-history.ts";
import { submitOptIn } from "#api/contract/opt-ins/submission.ts";
import { submitLead } from "../record.ts";
import { expect, test } from "../test.ts";
import { drawerOf } from "../verbs/leads.ts";

const formName = (place: number) => `Form ${String(place).padStart(3, "0")}`;

test("of very many opt-ins the first and the latest are shown, and more when asked", async ({
  visit,
  api,
}) => {
  const lead = await submitLead(api, { provider_form_name: formName(1) });
  const { email, first_name } = lead;
  const submit = (form: number) =>
    api.call(submitOptIn, {
      body: { email, first_name, source: "OTHER", provider_form_name: formName(form) },
    });
  const optIns: string[] = [];
  for (let form = 2; form <= 2 * LATEST + 10; form += 1) {
    optIns.push((await submit(form)).opt_in_id);
  }
  const page = await visit(`/leads?lead=${lead.id}&tab=opt-ins`, { as: "viewer" });
  const drawer = await drawerOf(page, lead);
  const touches = drawer.getByRole("article");
  const form = (name: string) => touches.getByText(name, { exact: true });
  const more = drawer.getByRole("button", { name: "Show more" });

  await expect(
    drawer.getByText("Showing the first and the latest 50 of 110 opt-ins"),
  ).toBeVisible();
  await expect(touches).toHaveCount(LATEST + 1);
  await expect(touches.first()).toContainText(/First touch.*Form 001/s);
  await expect(touches.nth(1)).toContainText(formName(61));
  await expect(touches.last()).toContainText(/Latest touch.*Form 110/s);
  await expect(form(formName(60))).toHaveCount(0);

  // What comes in meanwhile has all of them fetched again, and more of them all the same.
  await page.route(/opt-ins\?/, () => undefined, { times: 1 });
  const isAsked = page.waitForRequest(/opt-ins\?/);
  await more.click();
  await isAsked;
  await submit(111);
  await expect(
    drawer.getByText("Showing the first and the latest 100 of 111 opt-ins"),
  ).toBeVisible();
  await expect(touches.last()).toContainText(/Latest touch.*Form 111/s);
  await expect(form(formName(12))).toHaveCount(1);
  await more.press("Enter");
  const whole = drawer.getByText("Showing all 111 opt-ins");
  // The button is gone, and the focus isn't lost with it.
  await expect(whole).toBeFocused();
  await expect(more).toHaveCount(0);
  await expect(touches).toHaveCount(111);
  await expect(drawer.getByText("First touch")).toHaveCount(1);

  await submit(112);
  await expect(touches.last()).toContainText(/Latest touch.*Form 112/s);
  await expect(drawer.getByText("Showing all 112 opt-ins")).toBeVisible();

  // A link to one of them opens the lead there, however far back it is.
  const open = touches.and(page.locator("[aria-current=true]"));
  await page.goto(`/leads?lead=${lead.id}&opt-in=${optIns[27]}`);
  await expect(open).toContainText(formName(29));
  await expect(open).toBeFocused();
  await expect(open).toBeInViewport();
  await expect(
    drawer.getByText("Showing the first, the opened and the latest 50 of 112 opt-ins"),
  ).toBeVisible();
  await more.click();
  await expect(touches).toHaveCount(2 * LATEST + 1);
  await expect(more).toBeFocused();
  await expect(open).toContainText(formName(29));

  await page.goto(`/leads?lead=${lead.id}&opt-in=${lead.id}`);
  await expect(drawer.getByRole("status").filter({ hasText: "leads to" })).toHaveText(
    "The opt-in that this link leads to can't be found",
  );
  await expect(open).toHaveCount(0);
});

test("a submission that wasn't recorded is shown with the lead whose reference it had", async ({
  visit,
  api,
}) => {
  const reference = {
    source: "TYPEFORM",
    external_reference: `form ${crypto.randomUUID()}`,
  } as const;
  const lead = await submitLead(api, reference);
  const page = await visit(`/leads?lead=${lead.id}&tab=activity`, { as: "viewer" });
  const drawer = await drawerOf(page, lead);
  await expect(drawer.getByText("No status changes recorded here yet")).toBeVisible();

  const ben = { ...reference, email: "ben.second@example.com", first_name: "Ben" };
  await api.call(submitOptIn, { body: ben });
  const entry = drawer.getByRole("tabpanel").getByRole("listitem");
  await expect(
    entry.filter({ hasText: "Another submission with this reference was not recorded" }),
  ).toContainText(`Ben · ben.second@example.com`);
  await expect(entry).toContainText(`Typeform, reference ${reference.external_reference}`);
  await expect(entry.getByRole("link", { name: ben.email })).toHaveAttribute(
    "href",
    `mailto:${ben.email}`,
  );
  await api.call(submitOptIn, { body: ben });
  await expect(entry).toContainText("Sent 2 times");
});
