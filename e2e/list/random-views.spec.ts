import "../../scripts/property-seed.ts";
import type { Locator, Page } from "@playwright/test";
import fc from "fast-check";
import { type Client, createClient } from "#api/client.ts";
import {
  isEveryLead,
  type LeadQuery,
  leadQueryParameters,
} from "#api/contract/leads/lead-query.ts";
import { getWorkspace } from "#api/contract/people/people.ts";
import { createView, deleteView } from "#api/contract/views/view-changes.ts";
import { LEAD_FILTERS, ME } from "#api/contract/vocabulary.ts";
import { everyLead, everyOptIn } from "../record.ts";
import { type Context, countsOf, listOf, type RecordedLead } from "../setup/lead-model.ts";
import {
  anyView,
  FIELD_LABELS,
  labelOf,
  offeredValues,
  type RandomView,
} from "../setup/random-views.ts";
import { expect, test } from "../test.ts";
import { closeFilter, count, fullName, leadTable, scrollTo, totalOf } from "../verbs/leads.ts";

/** The page's lists beside a plain model of them: any filters, search, order and saved view. */

/** So many rows show at once at least. */
const ON_SCREEN = 15;

test("any list shows what a plain model has: its total, its rows in order, its counts", async ({
  visit,
  api,
  app,
  sessionOf,
}) => {
  const optIns = Map.groupBy(await everyOptIn(api), ({ lead_id }) => lead_id);
  const all = (await everyLead(api)).map((lead) => {
    const own = optIns.get(lead.id) ?? [];
    return { lead, forms: own.map((optIn) => optIn.provider_form_name) };
  });
  const { cookies } = await sessionOf("setter");
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
  const setter = createClient({ baseUrl: app.url, headers: { cookie } });
  const workspace = await setter.call(getWorkspace);
  const page = await visit("/leads", { as: "setter" });

  const showsAsModelled = async (view: RandomView) => {
    const now = Date.now();
    const expected = expectedOf(view, all, { workspace, now });
    const later = expectedOf(view, all, { workspace, now: now + test.info().timeout });
    // No list that a touch point or midnight changes while one looks.
    fc.pre(JSON.stringify(expected) === JSON.stringify(later));
    const close = await open(page, setter, view);
    await expectShown(page, view, expected);
    await close();
  };
  await fc.assert(fc.asyncProperty(anyView(all), showsAsModelled), {
    numRuns: 25,
    // A smaller one would take as long to fail.
    endOnFailure: true,
  });
});

interface Expected {
  readonly total: string;
  /** From the first row to the last. */
  readonly names: readonly string[];
  /** How many have each value that the opened filter offers, and those that are chosen besides. */
  readonly offered: Readonly<Record<string, number>>;
  readonly others: readonly number[];
}

function expectedOf(
  { query, opened }: RandomView,
  all: readonly RecordedLead[],
  context: Context,
): Expected {
  const names = listOf(all, query, context).map(fullName);
  const isAll = isEveryLead(query);
  const values: readonly string[] = offeredValues(all)[opened];
  const chosen = query.filter[opened] ?? query.filter[`not_${opened}`] ?? [];
  const { email } = context.workspace.person;
  const others = chosen.filter((value) => !values.includes(value === ME ? email : value));
  const offered = [...countsOf(all, query, opened, values, context)].map(
    ([value, number]) => [labelOf(opened, value, context.workspace), number] as const,
  );
  return {
    total: `${isAll ? "" : `${count(names.length)} of `}${count(all.length)} leads`,
    names,
    offered: Object.fromEntries(offered),
    others: [...countsOf(all, query, opened, others, context).values()].toSorted((a, b) => a - b),
  };
}

const queryString = (query: LeadQuery): string =>
  String(
    new URLSearchParams(
      Object.entries(leadQueryParameters(query)).flatMap(([name, values]) =>
        [values ?? []].flat().map((value) => [name, value]),
      ),
    ),
  );

/** Opens the list; gives what clears up after it. */
async function open(page: Page, setter: Client, { query, way }: RandomView) {
  const address = `/leads?${queryString(query)}`;
  switch (way) {
    case "address":
      await page.goto(address);
      return () => undefined;
    case "link":
      // Once the page follows its address. A list that shows already would stay where it is.
      await scrollTo(page, 0);
      await page.evaluate((path) => history.pushState(null, "", path), address);
      return () => undefined;
    case "view": {
      const body = { name: "Random view", query: queryString(query) };
      const { id } = await setter.call(createView, { body });
      await page.goto(`/leads?view=${id}`);
      return () => setter.call(deleteView, { params: { id } });
    }
  }
}

async function expectShown(page: Page, view: RandomView, expected: Expected) {
  const { total, names, offered, others } = expected;
  const shows = (what: string, read: () => Promise<unknown>) =>
    expect.poll(read, `${what} of ${page.url()}`);
  await shows("The total", () => totalOf(page).textContent()).toBe(total);
  await shows("The first rows", () => namesFrom(page, 0)).toEqual(names.slice(0, ON_SCREEN));
  if (names.length > ON_SCREEN) {
    const middle = Math.floor((names.length - ON_SCREEN) / 2);
    await scrollTo(page, 0.5);
    const rows = names.slice(middle, middle + ON_SCREEN);
    await shows("The rows in the middle", () => namesFrom(page, middle)).toEqual(rows);
  }
  const values = await openFilterOf(page, view);
  const label = FIELD_LABELS[view.opened];
  await shows(label, () => countsIn(values, offered)).toEqual({ offered, others });
  await closeFilter(page, values);
}

/** The names in the rows from this place on, as many as show at least. */
const namesFrom = (page: Page, first: number): Promise<(string | null | undefined)[]> =>
  leadTable(page)
    .getByRole("row")
    .evaluateAll(
      (rows, [from, number]) =>
        rows
          .map((row) => [Number(row.ariaRowIndex) - 2, row] as const)
          .filter(([index]) => index >= from && index < from + number)
          .toSorted(([a], [b]) => a - b)
          .map(([, row]) => row.querySelector("[role=rowheader]")?.textContent),
      [first, ON_SCREEN] as const,
    );

/** Opens the filter to look into, by its button where it has one. */
async function openFilterOf(page: Page, { query, opened }: RandomView): Promise<Locator> {
  const label = FIELD_LABELS[opened];
  const filters = page.getByRole("group", { name: "Filters" });
  const hasButton =
    LEAD_FILTERS.some((name) => name === opened) ||
    query.filter[opened] !== undefined ||
    query.filter[`not_${opened}`] !== undefined;
  if (hasButton) {
    await filters.getByRole("button", { name: new RegExp(`^${label}(?!:)`) }).click();
  } else {
    await filters.getByRole("button", { name: "Add filter" }).click();
    const fields = page.getByRole("listbox", { name: "Filters" });
    await fields.getByRole("option", { name: label, exact: true }).click();
  }
  return page.getByRole("listbox", { name: label, exact: true });
}

/** The counts that an open filter shows, of those that it offers and of others. */
async function countsIn(values: Locator, offered: Expected["offered"]) {
  const texts = await values.getByRole("option").allTextContents();
  const counts = texts.flatMap((text) => {
    const [, label = "", number = ""] = /^(.*)Only, ([\d,]+)$/s.exec(text) ?? [];
    return label === "" ? [] : [[label, Number(number.replaceAll(",", ""))] as const];
  });
  const shown = new Map(counts.filter(([label]) => label in offered));
  const others = counts.filter(([label]) => !(label in offered)).map(([, number]) => number);
  return {
    // What no lead has under the other filters isn't listed.
    offered: Object.fromEntries(
      Object.keys(offered).map((label) => [label, shown.get(label) ?? 0]),
    ),
    others: others.toSorted((a, b) => a - b),
  };
}
