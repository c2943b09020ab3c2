import { expect, test } from "vitest";
import { countFilterValues } from "#api/contract/leads/filter-counts.ts";
import type { LeadFilter, PlainFilterName } from "#api/contract/leads/lead-query.ts";
import { getFreshLead } from "#api/contract/leads/lead-history.ts";
import { listLeadsView } from "#api/contract/leads/lead-views.ts";
import { submitOptIn } from "#api/contract/opt-ins/submission.ts";
import { countFilterValues as countInStore } from "#server/store/counts/filter-values.ts";
import { until, withLive } from "./test-live.ts";

/** What the further filters offer of a mirror, beside the record that it mirrors. */

const live = withLive({ leads: 240 });

/** Those that list the values that leads have, and those whose values are given. */
const FIELDS: readonly (readonly [field: PlainFilterName, values?: string[]])[] = [
  ["owner"],
  ["country"],
  ["form"],
  ["campaign"],
  ["open", ["yes", "no"]],
  ["phone", ["yes", "no"]],
  ["repeat", ["yes", "no"]],
  ["next_touch_point", ["overdue", "2026-01-01..", "..2026-01-01"]],
  ["created", ["2026-06-01..", "..2026-06-01"]],
  ["updated", ["2026-06-01..", "..2026-06-01"]],
];

const FILTERS: readonly LeadFilter[] = [
  {},
  { source: ["CALENDLY", "TYPEFORM"], not_country: ["DE"] },
  { repeat: ["yes"], phone: ["yes"] },
];

/** As they are listed, but for the order of owners, whose names a mirror may not know. */
const told = (values: readonly { readonly value: string; readonly count: number }[]) =>
  values.map(({ value, count }) => `${value}: ${count}`).toSorted();

test("every further filter's values have the counts that they have in Hermon", async () => {
  const { hermon, ada } = live();
  for (const filter of FILTERS) {
    for (const [field, value] of FIELDS) {
      const given = value && new Map(value.map((one) => [one, one]));
      const there = await countInStore(hermon.store, { filter }, field, given);
      const here = await ada.call(countFilterValues, { query: { ...filter, field, value } });
      expect(told(here.values), field).toEqual(told(there.values));
      expect(here).toMatchObject({ has_more: false, is_incomplete: false });
      expect(here.values.length).toBeGreaterThan(0);
    }
  }
});

test("an opt-in that comes counts in its lead's row and under the filters, though nobody opens the lead", async () => {
  const { hermon, ada } = live();
  const { id, email, first_name } = await hermon.leadAt(150);
  await ada.call(getFreshLead, { params: { id } });
  const optInsOf = async () => {
    const { data } = await ada.call(listLeadsView, { query: { search: email } });
    return data.find((lead) => lead.id === id)?.opt_ins ?? 0;
  };
  const before = await optInsOf();
  const traffic = { utm_campaign: "Zebras" };
  const form = { source: "OTHER", provider_form_name: "Zebra quiz" } as const;
  await hermon.api.call(submitOptIn, { body: { email, first_name, ...form, traffic } });
  await until(async () => (await optInsOf()) === before + 1);
  const countOf = async (field: "form" | "campaign", value: string) => {
    const { values } = await ada.call(countFilterValues, { query: { field } });
    return values.find((one) => one.value === value)?.count;
  };
  expect(await countOf("form", "Zebra quiz")).toBe(1);
  await until(async () => (await countOf("campaign", "Zebras")) === 1);
});
