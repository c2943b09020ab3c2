import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/**
 * Axe finds nothing.
 * @param part a selector, where the rest of the page was looked at before
 */
export async function expectNoViolations(page: Page, screen: string, part = "html"): Promise<void> {
  // Half-faded text would count as text without contrast.
  // One that another takes over from never finishes.
  await page.evaluate(() =>
    Promise.allSettled(document.getAnimations().map(({ finished }) => finished)),
  );
  const { violations } = await new AxeBuilder({ page })
    .include(part)
    // Of what passes nothing is told, which takes several times as long as to find out.
    .options({ resultTypes: ["violations"] })
    // No page of ours has frames, for which it would open one of its own each time.
    .setLegacyMode()
    .analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join()}`);
  expect.soft(found, screen).toEqual([]);
}

/** These parts of the screen, or all of it, in both colour schemes. */
export async function expectAccessible(
  page: Page,
  screen: string,
  ...parts: string[]
): Promise<void> {
  await inBothSchemes(page, async (scheme) => {
    const looked = parts.length === 0 ? [undefined] : parts;
    for (const part of looked) await expectNoViolations(page, `${screen}, ${scheme}`, part);
  });
}

/** Looks at the page in light, then in dark. */
export async function inBothSchemes(
  page: Page,
  look: (colorScheme: "light" | "dark") => Promise<void>,
): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await look(colorScheme);
  }
}

/** Nothing is wider than the screen. */
export async function expectFits(page: Page): Promise<void> {
  const over = () =>
    page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
  expect(await over()).toBe(0);
}
