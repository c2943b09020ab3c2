import type { Locator, Page } from "@playwright/test";

/** Presses Tab until a control has the focus. Further than `atMost` is too far for a person. */
export async function tabTo(page: Page, target: Locator, atMost = 30): Promise<void> {
  for (let presses = 0; presses < atMost; presses += 1) {
    await page.keyboard.press("Tab");
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`${String(target)} is more than ${atMost} presses of Tab away`);
}

/** Whether the middle of what has the focus can be seen: nothing lies over it. */
export const isFocusInSight = (page: Page): Promise<boolean> =>
  page.evaluate(() => {
    const focused = document.activeElement;
    if (!focused) return false;
    const { x, y, width, height } = focused.getBoundingClientRect();
    const top = document.elementFromPoint(x + width / 2, y + height / 2);
    return focused.contains(top);
  });
