import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  expect,
  type Page,
} from "@playwright/test";
import { slowDown } from "./slow.ts";

interface VisitOptions extends BrowserContextOptions {
  /** The console errors that this journey is there to cause. */
  readonly provoking?: RegExp | undefined;
}

interface Visits {
  /** Opens a path in a browser of one's own. */
  open(path: string, options: VisitOptions): Promise<Page>;
  /** Closes all of them; errors that nobody saw and nobody provoked fail the test. */
  end(): Promise<void>;
}

/** The browsers of a journey. */
export function beginVisits(browser: Browser): Visits {
  const visits: (() => Promise<void>)[] = [];
  return {
    async open(path, { provoking, ...options }) {
      const context = await browser.newContext(options);
      const problems = watchProblems(context);
      visits.push(async () => {
        await context.close();
        expect(problems.filter((problem) => !provoking?.test(problem))).toEqual([]);
      });
      context.on("page", (page) => void slowDown(page));
      const page = await context.newPage();
      await page.goto(path);
      return page;
    },
    async end() {
      for (const visit of visits) await visit();
    },
  };
}

/**
 * What goes wrong in the pages of a context without anyone seeing it: errors in the console
 * (violations of the Content-Security-Policy among them) and exceptions nobody caught.
 */
function watchProblems(context: BrowserContext): string[] {
  const problems: string[] = [];
  context.on("console", (message) => {
    if (message.type() === "error") problems.push(`${message.text()} (${message.location().url})`);
  });
  context.on("weberror", (thrown) => problems.push(`uncaught: ${thrown.error().stack}`));
  return problems;
}
