import type { BrowserContext } from "@playwright/test";

/**
 * What goes wrong in the pages of a context without anyone seeing it: errors in the console
 * (violations of the Content-Security-Policy among them) and exceptions nobody caught.
 */
export function watchProblems(context: BrowserContext): string[] {
  const problems: string[] = [];
  context.on("console", (message) => {
    if (message.type() === "error") problems.push(`${message.text()} (${message.location().url})`);
  });
  context.on("weberror", (thrown) => problems.push(`uncaught: ${thrown.error().stack}`));
  return problems;
}
