import type { Locator, Page } from "@playwright/test";

/** Presses Tab until a control has the focus. Further than `atMost` is too far for a person. */
export async function tabTo(page: Page, target: Locator, atMost = 20): Promise<void> {
  for (let presses = 0; presses < atMost; presses += 1) {
    await page.keyboard.press("Tab");
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`${String(target)} is more than ${atMost} presses of Tab away`);
}
