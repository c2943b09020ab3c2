import { expect, type Locator, type Page } from "@playwright/test";
import type { Client } from "#api/client.ts";
import type { Lead } from "#api/contract/leads/leads.ts";
import { setStatus } from "../record.ts";
import { leadTable, rowOf } from "./leads.ts";

/** What a page fetches again because others, or it, changed leads. */

/** What a page holds while it, or another tab of its browser, is told of what others do. */
export const STREAM = "hermon-events";

/** The streams that the tabs of a browser have by now. */
export const streamsHeld = (page: Page): Promise<(string | undefined)[] | undefined> =>
  page.evaluate(async () => (await navigator.locks.query()).held?.map(({ name }) => name));

/** How often a page asks for counts and for rows, from now on. */
export function watchAsked(page: Page): { counts: number; rows: number } {
  const asked = { counts: 0, rows: 0 };
  page.on("request", (request) => {
    const { pathname } = new URL(request.url());
    if (pathname === "/api/dashboard/lead-counts") asked.counts += 1;
    if (pathname === "/api/dashboard/leads") asked.rows += 1;
  });
  return asked;
}

/** Two changes may have been counted together, or the row be gone; then it is tried again, and soon. */
const ONE_TRY = { timeout: 5_000 };

/**
 * Waits until a page has worked off what it was told of the time before it was there: until then
 * its rows may be fetched once more, and those that no longer match go. After that the changes of
 * a lead in its list, to another status and back, have only counts fetched, once each.
 */
export async function untilUpToDate(page: Page, api: Client, lead: Lead, other: string) {
  const { name: own } = lead.status;
  const asked = watchAsked(page);
  const change = async (name: string) => {
    await setStatus(api, lead, name);
    await expect(rowOf(page, lead).getByText(name, { exact: true })).toBeVisible(ONE_TRY);
  };
  await expect.poll(() => streamsHeld(page)).toContain(STREAM);
  await expect(async () => {
    await change(own);
    Object.assign(asked, { counts: 0, rows: 0 });
    await change(other);
    await expect.poll(() => asked.counts, ONE_TRY).toBeGreaterThan(0);
    await change(own);
    await expect.poll(() => asked.counts, ONE_TRY).toBeGreaterThan(1);
    expect(asked).toEqual({ counts: 2, rows: 0 });
  }).toPass();
}

/** Once what has come to a page by now is on its screen. */
export const painted = (page: Page): Promise<void> =>
  page.evaluate(
    () =>
      new Promise((resolve) => {
        requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
      }),
  );

/**
 * Looks in every frame from now on where the row that says this stands, and gives all places where
 * it stood, in pixels from the top.
 */
export async function followPlace(row: Locator): Promise<() => Promise<number[]>> {
  const page = row.page();
  const name = await row.getByRole("rowheader").innerText();
  const places = await leadTable(page).evaluateHandle((table, text) => {
    const seen = new Set<number>();
    const look = () => {
      const headers = [...table.querySelectorAll("[role=rowheader]")];
      for (const header of headers.filter(({ textContent }) => textContent === text)) {
        seen.add(Math.round(header.getBoundingClientRect().y));
      }
      requestAnimationFrame(look);
    };
    look();
    return seen;
  }, name);
  return () => places.evaluate((seen) => [...seen]);
}
