import type { Page } from "@playwright/test";

/**
 * `SLOW=1 npm run e2e` runs the journeys with answers of the API that are late by up to a second and
 * a half, at random, and on a device that is five times slower: what comes in another order than on
 * a developer's machine shows here first.
 */
export const isSlow = process.env["SLOW"] === "1";

const LATEST_MS = 1_500;
const SLOWDOWN = 5;

/** How long an answer to a request of this path is to be late, in milliseconds. */
export const lateness = (path: string): number =>
  isSlow && path.startsWith("/api/") ? Math.random() * LATEST_MS : 0;

/** Makes the device of a page as slow as the journeys are to be run. */
export async function slowDown(page: Page): Promise<void> {
  if (!isSlow) return;
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: SLOWDOWN });
}
