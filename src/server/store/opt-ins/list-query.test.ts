import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { beforeEach, expect, test } from "vitest";
import { addLeads, addOptIns } from "../additions.ts";
import type { Store } from "../open.ts";
import { addTeam, openTestStore, plainLead } from "../test-store.ts";
import type { OptInsQuery } from "./list-query.ts";
import { readOptInPosition } from "./opt-in-position.ts";
import { listOptIns, listOptInsView } from "./opt-ins.ts";

/*
 * Any query, as the store answers it, beside a plain model that goes through an array.
 */

const DAY = 86_400_000;
const START = Date.UTC(2026, 0, 1);
const FORMS = ["Free roadmap", "Größe & Maß", "free roadmap", null];
const SOURCES = ["MANUAL", "CALENDLY", "TYPEFORM", "ÉVÉNEMENT"];
const LEADS = Array.from({ length: 7 }, (_, n) => plainLead({ seq: n + 1 }));

/** In every mixture, several of them in each millisecond. */
const ALL = Array.from({ length: 300 }, (_, n) => ({
  seq: n + 1,
  id: randomUUID(),
  lead: 1 + ((n * 5) % LEADS.length),
  source: SOURCES[((n * 7) % 11) % SOURCES.length] ?? "OTHER",
  provider_form_name: FORMS[((n * 3) % 13) % FORMS.length] ?? null,
  created_at: START + ((n * 11) % 4) * DAY + ((n * 13) % 3),
}));
type Made = (typeof ALL)[number];

let store: Store;

beforeEach(async () => {
  store = await openTestStore();
  await addTeam(store);
  await store.write(async (tx) => {
    await addLeads(tx, LEADS);
    await addOptIns(tx, ALL);
  });
});

// ── The model ────────────────────────────────────────────────────────────────

const RANGES: Readonly<Record<string, (time: number) => boolean>> = {
  "2026-01-02..2026-01-03": (time) => time >= START + DAY && time < START + 3 * DAY,
  "..2026-01-01": (time) => time < START + DAY,
  "2026-01-03T00:00:00.001Z..": (time) => time >= START + 2 * DAY + 1,
  "2026-01-01T01:00:00.000+01:00..2026-01-01T00:00:00.001Z": (time) => time === START,
  "2026-01-04..2026-01-01": () => false,
};

const idOfLead = (seq: number) => LEADS.find((lead) => lead.seq === seq)?.id;

const MODEL = {
  source: ({ source }, value) => source === value,
  form: ({ provider_form_name }, value) => provider_form_name === value,
  created: ({ created_at }, value) => RANGES[value ?? ""]?.(created_at) ?? false,
  lead_id: ({ lead }, value) => idOfLead(lead) === value?.toLowerCase(),
} satisfies Record<string, (one: Made, value: string | null) => boolean>;

const VALUES: Readonly<Record<keyof typeof MODEL, readonly (string | null)[]>> = {
  source: [...SOURCES, "ELSEWHERE", "manual"],
  form: [...FORMS, "No such form", "none"],
  created: Object.keys(RANGES),
  lead_id: [...LEADS.slice(0, 3).map(({ id }) => id.toUpperCase()), randomUUID(), "nonsense"],
};

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- those are its keys
const NAMES = Object.keys(MODEL) as (keyof typeof MODEL)[];

const matches = (one: Made, { filter = {} }: OptInsQuery): boolean =>
  NAMES.every((name) => filter[name]?.some((value) => MODEL[name](one, value)) ?? true) &&
  NAMES.every((name) => !filter[`not_${name}`]?.some((value) => MODEL[name](one, value)));

function compare(a: Made, b: Made, { sort = [] }: OptInsQuery): number {
  const newestFirst = b.created_at - a.created_at || (a.id < b.id ? -1 : Number(a.id > b.id));
  return sort[0]?.desc === false ? -newestFirst : newestFirst;
}

const listOf = (query: OptInsQuery): Made[] =>
  ALL.filter((one) => matches(one, query)).toSorted((a, b) => compare(a, b, query));

// ── Any query ────────────────────────────────────────────────────────────────

const filterPart = fc
  .constantFrom(...NAMES)
  .chain((name) =>
    fc.tuple(
      fc.constantFrom(name, `not_${name}` as const),
      fc.uniqueArray(fc.constantFrom(...VALUES[name]), { minLength: 1, maxLength: 3 }),
    ),
  );

const anyQuery: fc.Arbitrary<OptInsQuery> = fc.record({
  filter: fc.array(filterPart, { maxLength: 3 }).map((parts) => Object.fromEntries(parts)),
  sort: fc.array(fc.record({ column: fc.constant("created" as const), desc: fc.boolean() }), {
    maxLength: 1,
  }),
});

const ids = (list: readonly { id: string }[]) => list.map(({ id }) => id);

test("any query lists the same opt-ins in the same order, with the exact total", async () => {
  const page = fc.record({ offset: fc.nat(320), limit: fc.integer({ min: 1, max: 100 }) });
  await fc.assert(
    fc.asyncProperty(anyQuery, page, async (query, { offset, limit }) => {
      const expected = listOf(query);
      const { rows, total } = await listOptInsView(store, query, { offset, limit });
      expect(total).toBe(expected.length);
      expect(ids(rows)).toEqual(ids(expected.slice(offset, offset + limit)));
      const documented = await listOptIns(store, query, { offset, limit });
      expect(documented).toEqual({ total, rows: rows.map(({ lead: _, ...one }) => one) });
    }),
    { numRuns: 500 },
  );
});

test("any opt-in has its place in the list of any query, whether it matches or not", async () => {
  const placeOf = (one: Made | undefined) =>
    one ? { id: one.id, lead_id: idOfLead(one.lead) } : null;
  await fc.assert(
    fc.asyncProperty(anyQuery, fc.constantFrom(...ALL), async (query, one) => {
      const list = listOf(query);
      const before = list.filter((other) => compare(other, one, query) < 0);
      expect(await readOptInPosition(store, one.id.toUpperCase(), query)).toEqual({
        index: before.length,
        matches: matches(one, query),
        total: list.length,
        previous: placeOf(before.at(-1)),
        next: placeOf(list.find((other) => compare(other, one, query) > 0)),
      });
    }),
    { numRuns: 500 },
  );
});
