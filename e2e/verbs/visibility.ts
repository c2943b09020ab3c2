import type { Page } from "@playwright/test";

/** As the browser does when another tab is looked at, and when this one is again. */
export const turn = (page: Page, state: DocumentVisibilityState): Promise<void> =>
  page.evaluate((now) => {
    Object.defineProperty(document, "hidden", { configurable: true, value: now === "hidden" });
    Object.defineProperty(document, "visibilityState", { configurable: true, value: now });
    document.dispatchEvent(new Event("visibilitychange"));
  }, state);
