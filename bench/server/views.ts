import fc from "fast-check";
import { createClient } from "#api/client.ts";
import { countFilterValues } from "#api/contract/leads/filter-counts.ts";
import {
  LEAD_SORTS,
  type LeadFilter,
  LeadFilter as LeadFilterSchema,
  type LeadQuery,
  LeadQuery as LeadQuerySchema,
} from "#api/contract/leads/lead-query.ts";
import { countLeads, type ListedLead, listLeadsView } from "#api/contract/leads/lead-views.ts";
import { LEAD_FILTERS } from "#api/contract/vocabulary.ts";

/** Each is drawn once, so that no answer was given before; the same ones in every run. */
export interface Views {
  /** Under the five filters, newest first. */
  readonly fiveFilters: readonly LeadQuery[];
  /** Under any filter and search, in any order. */
  readonly any: readonly LeadQuery[];
  /** What stands in the search box while names are typed. */
  readonly typed: readonly LeadQuery[];
}

type Values = readonly (readonly [filter: string, values: readonly string[]])[];

const SEED = 1;
const DAY_MS = 86_400_000;

/** Of each kind. */
const VIEWS = 4_000;

/** Draws views out of what the leads of this server have. */
export async function drawViews(url: string, cookie: string): Promise<Views> {
  const client = createClient({ baseUrl: url, headers: { cookie, origin: url } });
  const counts = await client.call(countLeads);
  const five: Values = LEAD_FILTERS.map((name) => [name, counts[name].map(({ value }) => value)]);
  const further: Values = await Promise.all(
    (["country", "form", "campaign"] as const).map(async (field) => {
      const { values } = await client.call(countFilterValues, { query: { field } });
      return [field, values.map(({ value }) => value)] as const;
    }),
  );
  const { data: leads } = await client.call(listLeadsView, { query: { limit: 100, page: 2 } });
  return {
    fiveFilters: distinct(filtersOf(five).map((filter) => queryOf({ filter }))),
    any: distinct(anyView([...five, ...further], leads)),
    typed: leads.flatMap(({ first_name, last_name }) => {
      const name = `${first_name} ${last_name ?? ""}`.trim();
      return Array.from(name, (_, at) => queryOf({ search: name.slice(0, at + 1) }));
    }),
  };
}

/** What takes longest: words that nearly every lead has, by two columns, one from its end. */
export const SLOWEST: LeadQuery = {
  filter: { not_source: ["MANUAL"], not_country: ["none"], not_form: ["none"] },
  search: "e example",
  sort: [
    { column: "updated", desc: false },
    { column: "name", desc: true },
  ],
};

const queryOf = (query: Partial<LeadQuery>): LeadQuery => ({
  filter: {},
  search: "",
  sort: [],
  ...query,
});

/** Up to three values of some of these filters. */
function filtersOf(values: Values): fc.Arbitrary<LeadFilter> {
  const some = values.map(([name, all]) =>
    fc
      .option(fc.uniqueArray(fc.constantFrom(...all), { minLength: 1, maxLength: 3 }), { freq: 1 })
      .map((chosen) => (chosen ? { [name]: chosen } : {})),
  );
  return fc.tuple(...some).map((filters) => LeadFilterSchema.parse(Object.assign({}, ...filters)));
}

function anyView(values: Values, leads: readonly ListedLead[]): fc.Arbitrary<LeadQuery> {
  const all = values.flatMap(([name, some]) => [
    [name, some] as const,
    [`not_${name}`, some] as const,
  ]);
  const filter = fc
    .subarray(all, { maxLength: 3 })
    .chain(filtersOf)
    .chain((wanted) => rangeOf(leads).map((range) => ({ ...wanted, ...range })));
  const words = leads.flatMap(({ first_name, email, latest_note }) => [
    first_name,
    email.slice(0, 5),
    ...(latest_note?.note.split(" ").slice(0, 3) ?? []),
  ]);
  return fc
    .record({
      filter,
      search: fc.oneof(fc.constant(""), fc.constantFrom(...words)),
      sort: fc.uniqueArray(
        fc.record({ column: fc.constantFrom(...LEAD_SORTS), desc: fc.boolean() }),
        { maxLength: 2, selector: ({ column }) => column },
      ),
    })
    .map((query) => LeadQuerySchema.parse(query));
}

/** Half of them within some days before the newest of these leads. */
function rangeOf([newest]: readonly ListedLead[]): fc.Arbitrary<LeadFilter> {
  const end = Date.parse(newest?.created_at ?? "");
  const day = (daysAgo: number) => new Date(end - daysAgo * DAY_MS).toISOString().slice(0, 10);
  const range = fc
    .tuple(fc.integer({ min: 0, max: 90 }), fc.integer({ min: 0, max: 90 }))
    .map(([from, days]) => `${day(from + days)}..${day(from)}`);
  const ranged = fc
    .tuple(fc.constantFrom("created", "updated"), range)
    .map(([name, value]) => ({ [name]: [value] }));
  return fc.oneof(fc.constant({}), ranged);
}

function distinct(views: fc.Arbitrary<LeadQuery>): readonly LeadQuery[] {
  const drawn = fc.sample(views, { seed: SEED, numRuns: 3 * VIEWS });
  return [...new Map(drawn.map((view) => [JSON.stringify(view), view])).values()].slice(0, VIEWS);
}
