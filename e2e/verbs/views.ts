import { expect, type Locator, type Page } from "@playwright/test";
import { startingWith } from "./leads.ts";

/** What people do with views, by the roles and names of what they press. */

export const viewsBar = (page: Page): Locator => page.getByRole("navigation", { name: "Views" });

export const viewLink = (page: Page, name: string): Locator =>
  viewsBar(page).getByRole("link", { name: startingWith(name) });

export const viewButton = (page: Page, name: string): Locator =>
  viewsBar(page).getByRole("button", { name, exact: true });

/** The view with that name is the one that shows. */
export const expectView = (page: Page, name: string): Promise<void> =>
  expect(viewLink(page, name)).toHaveAttribute("aria-current", "page");

/** Saves the list on the screen as a new view. */
export async function saveAsNew(page: Page, name: string, shared = false): Promise<void> {
  await viewButton(page, "Save as new view").click();
  const dialog = page.getByRole("dialog", { name: "Save as new view" });
  await dialog.getByRole("textbox", { name: "Name" }).fill(name);
  if (shared) await dialog.getByRole("checkbox", { name: "Share with everyone" }).check();
  await dialog.getByRole("button", { name: "Save", exact: true }).click();
  await expect(dialog).toHaveCount(0);
}

/** Chooses something in the menu of the view that shows. */
export async function chooseInMenu(page: Page, view: string, item: string): Promise<void> {
  await viewButton(page, `Options for ${view}`).click();
  await page.getByRole("menuitem", { name: item, exact: true }).click();
}
