import type { Locator, Page } from "@playwright/test";
import { PASSWORD, PEOPLE } from "../setup/live-workspace.ts";
import { answer, cut, type FaultyProxy } from "../setup/faulty-proxy.ts";

/** What people see of the copy of Hermon, and what happens to the way there. */

/** Where the mirror asks for leads and opt-ins page by page, and for one of each. */
export const LEAD_PAGES = /\/api\/external\/leads\?/;
export const LISTS = /\/api\/external\/(leads|opt-ins|statuses)(\?|$)/;
export const ONE_LEAD = /\/api\/external\/leads\/[^?]/;
export const ONE_OPT_IN = /\/api\/external\/opt-ins\/[^?]/;

/** Once Hermon is back: the longer it was away, the rarer it is tried, up to once a minute. */
export const AFTER_NEXT_TRY = { timeout: 60_000 };

/** Nobody gets through to Hermon any more, nor gets an answer that is under way. */
export function cutOff(hermon: FaultyProxy): void {
  hermon.fail("*", /./, cut);
  hermon.breakOff(/./);
}

/**
 * Hermon no longer has a lead. It gives no list of leads either, which would still have it, until
 * what this gives is called: then the lead is back.
 */
export function takeAway(hermon: FaultyProxy, leadId: string): () => void {
  const giveLists = hermon.hold("GET", LEAD_PAGES);
  const path = new RegExp(`/api/external/leads/${leadId}$`);
  hermon.fail("GET", path, answer(404, "Resource not found"));
  return () => {
    hermon.mend();
    giveLists();
  };
}

/** That a drawer's lead was removed in Hermon. */
export const goneNotice = (drawer: Locator): Locator =>
  drawer.getByRole("paragraph").filter({ hasText: "Removed in Hermon." });

export const copyProgress = (page: Page): Locator =>
  page.getByRole("progressbar", { name: "Copying from Hermon" });

/** Why Hermon can't be had, on every page. */
export const troubleBanner = (page: Page): Locator =>
  page.getByRole("status").filter({ hasText: /You can go on reading/ });

/** That our own server can't be had, on every page. */
export const serverBanner = (page: Page): Locator =>
  page.getByRole("status").filter({ hasText: /^The dashboard's server can't be reached\./ });

/** That the server tells nothing by itself, on every page. */
export const offLine = (page: Page): Locator =>
  page.getByRole("status").filter({ hasText: /^Live updates are off\./ });

/** How old what a drawer shows is. */
export const ageLine = (drawer: Locator): Locator =>
  drawer.getByText(/Just read from Hermon|^As of |hecking Hermon…|^Details not read yet ·/);

/** What a drawer's open activity lists. */
export const changesIn = (drawer: Locator): Locator =>
  drawer.getByRole("tabpanel", { name: "Activity" }).getByRole("listitem");

/** The first manager makes an account by the link that the server printed. */
export async function makeFirstManager(page: Page): Promise<void> {
  await page.getByLabel("Name").fill(PEOPLE.manager.name);
  await page.getByLabel("Email").fill(PEOPLE.manager.email);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Make manager" }).click();
}
