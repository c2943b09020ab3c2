import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { beforeEach, expect, test } from "vitest";
import { LEAD_SORTS, type LeadSort } from "#api/contract/lead-query.ts";
import { searchText } from "#api/contract/search-text.ts";
import { byFunnel, LEAD_FILTERS } from "#api/contract/vocabulary.ts";
import { addLeads, addOptIns, type NewLead } from "../additions.ts";
import { countLeads } from "../counts/lead-counts.ts";
import type { Store } from "../open.ts";
import { addTeam, openTestStore, PEOPLE, plainLead, STATUSES } from "../test-store.ts";
import { readLeadPosition } from "./lead-position.ts";
import { indexLeads } from "./search-index.ts";
import { listLeads, listMatching } from "./leads.ts";
import type { LeadsQuery } from "./list-query.ts";

/*
 * Any query, as the store answers it, beside a plain model that goes through an array.
 */

const DAY = 86_400_000;
const START = Date.UTC(2026, 0, 1);

interface Made {
  readonly lead: NewLead & { readonly seq: number };
  readonly forms: readonly (string | null)[];
  readonly campaigns: readonly (string | null)[];
}

const FORMS = ["Free roadmap", "Größe & Maß", null];
const CAMPAIGNS = ["spring", "100%_off", null];

/** Always the same for the same number, and in every mixture. */
function made(n: number): Made {
  let state = n * 2_654_435_761 + 1;
  const among = (count: number) => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 0x9e3779b9) >>> 0;
    return state % count;
  };
  const oneOf = <T>(values: readonly [T, ...T[]]): T => values[among(values.length)] ?? values[0];
  const touch = oneOf([null, -3, -1, 0, 1, 40]);
  const isDay = among(2);
  const note = oneOf([null, "Call back", "ЗАВТРА, 100%", "snake_case \\ note"]);
  const forms = [FORMS[among(3)] ?? null, FORMS[among(3)] ?? null].slice(0, among(3));
  const lead = plainLead({
    first_name: oneOf(["Ágnes", "agnes", "Øster", "Лена", "بلسم", "Straße"]),
    last_name: oneOf([null, "Lindqvist", "Österberg", "LINDQVIST", "O'Neil"]),
    phone_e164: oneOf([null, "+493012345678", "+14155550123", "+390612345678"]),
    phone_country: oneOf([null, "DE", "US", "CH"]),
    source: oneOf(["MANUAL", "CALENDLY", "TYPEFORM"]),
    status: 1 + among(4),
    setter: among(5) || null,
    closer: among(3) || null,
    triager: among(2) || null,
    next_touch_point_at: touch === null ? null : Math.floor(Date.now() / DAY + touch) * DAY,
    next_touch_point_is_day: touch === null ? 0 : isDay,
    latest_note: note && JSON.stringify({ note }),
    created_at: START + among(4) * DAY + among(3),
    updated_at: START + among(6) * DAY,
  });
  return {
    lead: { ...lead, seq: n + 1, email: `${oneOf(["ida", "a_b", "x%y"])}.${n}@example.com` },
    forms,
    campaigns: forms.map(() => CAMPAIGNS[among(3)] ?? null),
  };
}

const ALL = Array.from({ length: 400 }, (_, n) => made(n));
let store: Store;

beforeEach(async () => {
  store = await openTestStore();
  await addTeam(store);
  await store.write(async (tx) => {
    await addLeads(
      tx,
      ALL.map(({ lead }) => lead),
    );
    await addOptIns(
      tx,
      ALL.flatMap(({ lead, forms, campaigns }) =>
        forms.map((form, at) => ({
          id: randomUUID(),
          lead: lead.seq,
          source: lead.source,
          provider_form_name: form,
          utm_campaign: campaigns[at] ?? null,
          created_at: lead.created_at,
        })),
      ),
    );
    await indexLeads(
      tx,
      ALL.map(({ lead }) => lead.seq),
    );
  });
});

// ── The model ────────────────────────────────────────────────────────────────

const emailOf = (seq: number | null | undefined) =>
  PEOPLE.find((person) => person.seq === seq)?.email ?? null;
const statusOf = ({ lead }: Made) => STATUSES.find(({ seq }) => seq === lead.status);

const RANGES: Readonly<Record<string, (time: number) => boolean>> = {
  "2026-01-02..2026-01-03": (time) => time >= START + DAY && time < START + 3 * DAY,
  "..2026-01-01": (time) => time < START + DAY,
  "2026-01-03T00:00:00.001Z..": (time) => time >= START + 2 * DAY + 1,
};

function isOverdue(one: Made): boolean {
  const { next_touch_point_at: at, next_touch_point_is_day: isDay } = one.lead;
  if (at === null || at === undefined) return false;
  const isOver = isDay ? at < Math.floor(Date.now() / DAY) * DAY : at < Date.now();
  return isOver && statusOf(one)?.role !== "WON";
}

type Has = (one: Made, value: string | null) => boolean;

const optIns = (values: readonly (string | null)[], value: string | null) =>
  value === null ? values.every((one) => one === null) : values.includes(value);

const MODEL = {
  source: ({ lead }, value) => lead.source === value,
  status: (one, value) => statusOf(one)?.id === value,
  setter: ({ lead }, value) => emailOf(lead.setter) === value,
  closer: ({ lead }, value) => emailOf(lead.closer) === value,
  triager: ({ lead }, value) => emailOf(lead.triager) === value,
  country: ({ lead }, value) => (lead.phone_country ?? null) === value,
  phone: ({ lead }, value) => (value === "yes") === Boolean(lead.phone_e164),
  form: ({ forms }, value) => optIns(forms, value),
  campaign: ({ campaigns }, value) => optIns(campaigns, value),
  next_touch_point: (one, value) => {
    const at = one.lead.next_touch_point_at ?? null;
    if (value === null) return at === null;
    return value === "overdue" ? isOverdue(one) : at !== null && at >= START;
  },
  created: ({ lead }, value) => RANGES[value ?? ""]?.(lead.created_at) ?? false,
  updated: ({ lead }, value) => RANGES[value ?? ""]?.(lead.updated_at) ?? false,
} satisfies Record<string, Has>;

const owners = [...PEOPLE.map(({ email }) => email), null, "nobody@example.com"];
const VALUES: Readonly<Record<keyof typeof MODEL, readonly (string | null)[]>> = {
  source: ["MANUAL", "CALENDLY", "ELSEWHERE"],
  status: STATUSES.map(({ id }) => id),
  setter: owners,
  closer: owners,
  triager: owners,
  country: ["DE", "CH", null, "FR"],
  phone: ["yes", "no"],
  form: [...FORMS, "No such form"],
  campaign: CAMPAIGNS,
  next_touch_point: ["overdue", null, "2026-01-01.."],
  created: Object.keys(RANGES),
  updated: Object.keys(RANGES),
};

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- those are its keys
const NAMES = Object.keys(MODEL) as (keyof typeof MODEL)[];

const SEARCHES = {
  "": () => true,
  "  ": () => true,
  agnes: ({ lead }) => searchText(lead.first_name) === "agnes",
  "LINDQVIST ágn": ({ lead }) =>
    searchText(lead.first_name) === "agnes" && /lindqvist/i.test(lead.last_name ?? ""),
  strasse: ({ lead }) => lead.first_name === "Straße",
  лен: ({ lead }) => lead.first_name === "Лена",
  "o'n": ({ lead }) => lead.last_name === "O'Neil",
  "ida.": ({ lead }) => lead.email.startsWith("ida."),
  "a_b.": ({ lead }) => lead.email.startsWith("a_b"),
  "(030) 1234-56": ({ lead }) => lead.phone_e164 === "+493012345678",
  "0049 30 123": ({ lead }) => lead.phone_e164 === "+493012345678",
  "+39 06 1234": ({ lead }) => lead.phone_e164 === "+390612345678",
  "٤١٥٥٥٥": ({ lead }) => lead.phone_e164 === "+14155550123",
  "завтра 100%": ({ lead }) => lead.latest_note?.includes("ЗАВТРА") ?? false,
  "groesse road": () => false,
  "große mass": ({ forms }) => forms.includes("Größe & Maß"),
  "'; drop table leads; --": () => false,
} satisfies Record<string, (one: Made) => boolean>;

function matches(one: Made, { filter = {}, search = "" }: LeadsQuery): boolean {
  const found = Object.entries<(one: Made) => boolean>(SEARCHES).find(([text]) => text === search);
  return (
    NAMES.every((name) => filter[name]?.some((value) => MODEL[name](one, value)) ?? true) &&
    NAMES.every((name) => !filter[`not_${name}`]?.some((value) => MODEL[name](one, value))) &&
    (found?.[1](one) ?? true)
  );
}

type Key = string | number | null;

const byName = PEOPLE.toSorted(
  (a, b) => Number(a.name === null) - Number(b.name === null) || (a.email < b.email ? -1 : 1),
);
const ownerKey = (seq: number | null | undefined): Key =>
  seq ? byName.findIndex((person) => person.seq === seq) : null;
const COUNTRIES: Readonly<Record<string, string>> = {
  DE: "germany",
  US: "united states",
  CH: "switzerland",
};

const KEYS: Readonly<Record<LeadSort["column"], (one: Made) => Key>> = {
  name: ({ lead }) => searchText(`${lead.first_name} ${lead.last_name ?? ""}`),
  status: (one) => {
    const status = statusOf(one);
    return STATUSES.toSorted(byFunnel).findIndex(({ id }) => id === status?.id);
  },
  source: ({ lead }) => lead.source,
  setter: ({ lead }) => ownerKey(lead.setter),
  closer: ({ lead }) => ownerKey(lead.closer),
  triager: ({ lead }) => ownerKey(lead.triager),
  next_touch_point: ({ lead }) => lead.next_touch_point_at ?? null,
  country: ({ lead }) => COUNTRIES[lead.phone_country ?? ""] ?? null,
  created: ({ lead }) => lead.created_at,
  updated: ({ lead }) => lead.updated_at,
};

/** As databases compare texts here: by code points. */
function compareKeys(a: Key, b: Key): number {
  if (typeof a === "string" && typeof b === "string")
    return Buffer.compare(Buffer.from(a), Buffer.from(b));
  return Number(a) - Number(b);
}

const DISTINCT = new Set(["name", "next_touch_point", "updated"]);

function compare(a: Made, b: Made, sort: readonly LeadSort[]): number {
  for (const { column, desc } of sort) {
    const [one, other] = [KEYS[column](a), KEYS[column](b)];
    const nulls = Number(one === null) - Number(other === null);
    if (nulls !== 0) return nulls;
    const difference = compareKeys(one, other);
    if (difference !== 0) return desc ? -difference : difference;
  }
  const byId = a.lead.id < b.lead.id ? -1 : Number(a.lead.id > b.lead.id);
  const last = sort.at(-1);
  if (last && DISTINCT.has(last.column)) return last.desc ? -byId : byId;
  if (last?.column === "created") return last.desc ? byId : -byId;
  return b.lead.created_at - a.lead.created_at || byId;
}

const listOf = (query: LeadsQuery): Made[] =>
  ALL.filter((one) => matches(one, query)).toSorted((a, b) => compare(a, b, query.sort ?? []));

// ── Any query ────────────────────────────────────────────────────────────────

const values = (name: keyof typeof MODEL) =>
  fc.uniqueArray(fc.constantFrom(...VALUES[name]), { minLength: 1, maxLength: 3 });

const filterPart = fc
  .constantFrom(...NAMES)
  .chain((name) => fc.tuple(fc.constantFrom(name, `not_${name}` as const), values(name)));

const anySort = fc.uniqueArray(
  fc.record({ column: fc.constantFrom(...LEAD_SORTS), desc: fc.boolean() }),
  { maxLength: 2, selector: ({ column }) => column },
);

const anyQuery: fc.Arbitrary<LeadsQuery> = fc.record({
  filter: fc.array(filterPart, { maxLength: 3 }).map((parts) => Object.fromEntries(parts)),
  search: fc.oneof(
    { weight: 2, arbitrary: fc.constant("") },
    { weight: 1, arbitrary: fc.constantFrom(...Object.keys(SEARCHES)) },
  ),
  sort: anySort,
});

const idsOf = (list: readonly Made[]) => list.map(({ lead }) => lead.id);

test("any query lists the same leads in the same order, with the exact total", async () => {
  const page = fc.record({ offset: fc.nat(420), limit: fc.integer({ min: 1, max: 100 }) });
  await fc.assert(
    fc.asyncProperty(anyQuery, page, async (query, { offset, limit }) => {
      const expected = listOf(query);
      const { rows, total } = await listLeads(store, query, { offset, limit });
      expect(total).toBe(expected.length);
      expect(rows.map(({ id }) => id)).toEqual(idsOf(expected.slice(offset, offset + limit)));
    }),
    { numRuns: 1_000 },
  );
});

test("any lead has its place in the list of any query, whether it matches or not", async () => {
  await fc.assert(
    fc.asyncProperty(anyQuery, fc.constantFrom(...ALL), async (query, one) => {
      const list = listOf(query);
      const sort = query.sort ?? [];
      const before = list.filter((other) => compare(other, one, sort) < 0);
      const next = list.find((other) => compare(other, one, sort) > 0);
      const { id } = one.lead;
      expect(await readLeadPosition(store, id, query)).toEqual({
        index: before.length,
        matches: matches(one, query),
        total: list.length,
        previous: before.at(-1)?.lead.id ?? null,
        next: next?.lead.id ?? null,
      });
      expect(await listMatching(store, [id], query)).toEqual(matches(one, query) ? [id] : []);
    }),
    { numRuns: 500 },
  );
});

test("any query counts every filter's values under its other conditions", async () => {
  await fc.assert(
    fc.asyncProperty(anyQuery, async (query) => {
      const counts = await countLeads(store, query);
      expect(counts.total).toBe(listOf(query).length);
      expect(counts.all).toBe(ALL.length);
      for (const name of LEAD_FILTERS) {
        const others = { ...query.filter, [name]: undefined, [`not_${name}`]: undefined };
        const list = listOf({ ...query, filter: others });
        for (const { value, count } of counts[name]) {
          const given = value === "unassigned" ? null : value;
          expect(count).toBe(list.filter((one) => MODEL[name](one, given)).length);
        }
      }
    }),
    { numRuns: 200 },
  );
});
