import { type Compilable, CompiledQuery } from "kysely";
import { expect, test } from "vitest";
import { LEAD_FILTERS } from "#api/contract/vocabulary.ts";
import { type GroupSize, LeadCube } from "../counts/lead-cube.ts";
import type { Selection } from "./lead-filter.ts";
import { type Route, routeTo } from "./lead-index.ts";
import { before, behind, leadsOn } from "./lead-query.ts";
import type { Store } from "../open.ts";
import { openTestStore } from "../test-store.ts";

/** Every group of ten sources, statuses and people, as many leads in each. */
function evenCube(each: number): LeadCube {
  const ten = Array.from({ length: 10 }, (_, n) => n);
  const groups: GroupSize[] = ten.flatMap((a) =>
    ten.flatMap((b) =>
      ten.map((c) => ({ source: `S${a}`, status: b, setter: c, closer: 0, triager: 0, n: each })),
    ),
  );
  return LeadCube.of(groups);
}

const indexFor = (selection: Selection, rows = 100, each = 1_000) =>
  routeTo(evenCube(each), selection, rows).index;

test("takes the index that leads past the fewest leads", () => {
  expect(indexFor({})).toBe("leads_by_created");
  expect(indexFor({ setter: [3] })).toBe("leads_by_setter");
  expect(indexFor({ setter: [3, 4], status: [1] })).toBe("leads_by_status");
  // Half of all leads: a hundred of them are soon met along the whole list.
  expect(indexFor({ source: ["S0", "S1", "S2", "S3", "S4"] })).toBe("leads_by_created");
  // One in a thousand: along a filter a hundred leads would pass for each that matches.
  expect(indexFor({ source: ["S0"], status: [1], setter: [2] })).toBe("leads_by_group");
});

/** Every set of filters, with two values each. */
const selections = Array.from({ length: 2 ** LEAD_FILTERS.length }, (_, bits): Selection =>
  Object.fromEntries(
    LEAD_FILTERS.filter((__, at) => bits & (1 << at)).map((filter) => [
      filter,
      filter === "source" ? ["MANUAL", "CALENDLY"] : [0, 1],
    ]),
  ),
);

/** How SQLite would go about it, line by line. */
async function planOf({ db }: Store, query: Compilable): Promise<string[]> {
  const { sql, parameters } = query.compile();
  const explain = CompiledQuery.raw(`explain query plan ${sql}`, [...parameters]);
  const { rows } = await db.executeQuery<{ detail: string }>(explain);
  return rows.map(({ detail }) => detail);
}

/** The queries that are made along a route: for a page, a neighbour, a place. */
function queriesAlong(store: Store, route: Route): Compilable[] {
  const place = { id: "a", created_at: 1 };
  const leads = leadsOn(store, route);
  const inOrder = leads.orderBy("created_at", "desc").orderBy("id").limit(100);
  return [
    inOrder.select("seq"),
    inOrder.select("id").where((eb) => behind(eb, place)),
    leads.where((eb) => before(eb, place)).select((eb) => eb.fn.countAll().as("n")),
  ];
}

test("finds leads of any selection in indexes alone", async () => {
  const store = await openTestStore();
  for (const selection of selections) {
    const chosen = LEAD_FILTERS.filter((filter) => selection[filter]);
    for (const way of ["created", "group", ...chosen] as const) {
      const index = `leads_by_${way}` as const;
      for (const query of queriesAlong(store, { index, selection, inOrder: true })) {
        const [step, ...others] = await planOf(store, query);
        expect(step).toContain(`leads USING COVERING INDEX ${index}`);
        expect(others.join()).not.toContain("leads");
      }
    }
  }
});

test("a list in an index's own order isn't sorted", async () => {
  const store = await openTestStore();
  const routes: Route[] = [
    { index: "leads_by_created", selection: {}, inOrder: true },
    { index: "leads_by_setter", selection: { setter: [0], status: [1, 2] }, inOrder: true },
  ];
  for (const route of routes) {
    const leads = leadsOn(store, route).select("seq").orderBy("created_at", "desc").orderBy("id");
    expect(await planOf(store, leads)).toHaveLength(1);
  }
});
