import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, type CDPSession, chromium, type Page } from "@playwright/test";
import { ensureBuild } from "../scripts/build.ts";
import { findChromium } from "../scripts/chromium.ts";
import { signIn, startApp } from "./app.ts";
import { measureObjects } from "./heap.ts";
import { figure, table } from "./table.ts";

const LEADS = 2400;
const MINUTE = 60_000;

/** What the page holds after a garbage collection. */
interface Held {
  /** The engine's heap, compiled code included. */
  readonly heap: number;
  /** What the page's own scripts hold. */
  readonly objects: number;
  readonly nodes: number;
  readonly listeners: number;
}

/** More than this in a whole work session, and memory would run out on a long day. */
const GROWTH = 1.1;

/** Works with the lead page for so many minutes, and gives a table of what the page held. */
export async function benchSoak(minutes: number): Promise<string> {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error("No Chromium: name one in CHROMIUM_PATH");
  ensureBuild();
  const directory = await mkdtemp(join(tmpdir(), "lead-dashboard-soak-"));
  const app = await startApp(directory, LEADS);
  const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const browser = await chromium.launch({ executablePath, args });
  try {
    const page = await openLeads(browser, app.url);
    return held(await workFor(minutes, page));
  } finally {
    await browser.close();
    await app.stop();
    await rm(directory, { recursive: true });
  }
}

async function openLeads(browser: Browser, url: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const [name = "", value = ""] = (await signIn(url)).split("=");
  await context.addCookies([{ name, value: decodeURIComponent(value), url }]);
  const page = await context.newPage();
  await page.goto(`${url}/leads`);
  await page.getByRole("rowheader").first().waitFor();
  return page;
}

async function workFor(minutes: number, page: Page): Promise<Held[]> {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  const found: Held[] = [];
  for (let minute = 1; minute <= minutes; minute += 1) {
    for (const end = Date.now() + MINUTE; Date.now() < end;) await work(page);
    found.push(await measure(session));
  }
  return found;
}

/** A bit of everything: scroll to both ends, filter, read two leads, change a status, undo it. */
async function work(page: Page): Promise<void> {
  const rows = page.getByRole("grid", { name: "Leads" }).locator("[data-row-id]");
  await rows.nth(3).hover();
  for (let turn = 0; turn < 20; turn += 1) await page.mouse.wheel(0, 900);
  await page.mouse.wheel(0, -100_000);

  await page.getByRole("button", { name: /^Source/ }).click();
  await page.getByRole("option").nth(1).click();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Clear all" }).click();

  await rows.nth(2).getByRole("rowheader").click();
  await page.getByRole("dialog").getByRole("tab", { name: "Opt-ins" }).click();
  await page.getByRole("button", { name: "Next lead" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Close", exact: true }).click();

  await rows
    .nth(1)
    .getByRole("button", { name: /^Status:/ })
    .click();
  await page.getByRole("option", { selected: false }).first().click();
  await page.getByRole("button", { name: "Undo" }).last().click();
}

async function measure(session: CDPSession): Promise<Held> {
  await session.send("HeapProfiler.collectGarbage");
  const { metrics } = await session.send("Performance.getMetrics");
  const read = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? 0;
  return {
    heap: read("JSHeapUsedSize") / 2 ** 20,
    objects: await measureObjects(session),
    nodes: read("Nodes"),
    listeners: read("JSEventListeners"),
  };
}

function held(found: readonly Held[]): string {
  const rows = found.map(({ objects, heap, nodes, listeners }, at) =>
    [at + 1, objects, heap, nodes, listeners].map(figure),
  );
  const [first, last] = [found.at(0)?.objects ?? 0, found.at(-1)?.objects ?? 0];
  const verdict = last <= first * GROWTH ? "✓ no growth" : "✗ it grows";
  return `${table(["minute", "objects, MB", "heap with compiled code, MB", "DOM nodes", "listeners"], rows)}\n\n${verdict}`;
}
