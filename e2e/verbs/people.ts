import { expect, type Locator, type Page } from "@playwright/test";

/** The menu of whoever is signed in. */
export const personMenu = (page: Page, name: string): Locator =>
  page.getByRole("button", { name, exact: true });

/** Signs in as a sample person on the sign-in page. */
export async function continueAs(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: new RegExp(`^Continue as ${name}`) }).click();
  await expect(personMenu(page, name)).toBeVisible();
}

export async function signOut(page: Page, name: string): Promise<void> {
  await personMenu(page, name).click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/sign-in/);
}
