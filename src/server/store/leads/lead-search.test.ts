import { randomUUID } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import { addLeads, addOptIns, type NewLead } from "../additions.ts";
import type { Store } from "../open.ts";
import { addTeam, openTestStore, plainLead } from "../test-store.ts";
import { listLeads, listLeadsView } from "./leads.ts";
import { indexLeads } from "./search-index.ts";

/** `%`, `_` and `\` mean something to `like`, and nothing to who searches for them. */

const PAGE = { offset: 0, limit: 100 };
const FORM = String.raw`Spring_sale 20%\30%`;

const noted = (note: string) => ({ latest_note: JSON.stringify({ note }) });

/** Leads by what they have, one of each sign and one of what looks like it. */
const LEADS: Readonly<Record<string, Partial<NewLead>>> = {
  percent: noted("50% off, or 100%?"),
  number: noted("50 off, or 100"),
  underscore: { email: "a_b@example.com" },
  blank: { last_name: "a b", email: "a.b@example.com" },
  letter: { email: "axb@example.com" },
  backslash: noted(String.raw`See C:\leads`),
  slash: noted("See C:/leads"),
  "stand-in": noted("a\uFDD1b\uFDD2c\uFDD3"),
  form: {},
};

let store: Store;

beforeEach(async () => {
  store = await openTestStore();
  await addTeam(store);
  const leads = Object.entries(LEADS).map(([first_name, lead], at) => ({
    ...plainLead({ first_name, email: `${first_name}@example.com`, ...lead }),
    seq: at + 1,
  }));
  const optIn = { id: randomUUID(), lead: leads.length, source: "OTHER", created_at: 1 };
  await store.write(async (tx) => {
    await addLeads(tx, leads);
    await addOptIns(tx, [{ ...optIn, provider_form_name: FORM }]);
    await indexLeads(
      tx,
      leads.map(({ seq }) => seq),
    );
  });
});

test("a search finds what has its words, whatever they are of", async () => {
  const searches: readonly (readonly [search: string, names: readonly string[]])[] = [
    ["%", ["form", "percent"]],
    ["_", ["form", "underscore"]],
    ["\\", ["backslash", "form"]],
    ["0%", ["form", "percent"]],
    ["100%", ["percent"]],
    ["50% off", ["percent"]],
    ["OFF 50%", ["percent"]],
    ["% _", ["form"]],
    ["a_b", ["underscore"]],
    ["a_b@EXAMPLE.com", ["underscore"]],
    ["a%b", []],
    ["a__b", []],
    ["%%", []],
    ["C:\\", ["backslash"]],
    ["c:\\leads", ["backslash"]],
    ["c:\\\\leads", []],
    ["g_s", ["form"]],
    ["spring_sale", ["form"]],
    ["20%\\30%", ["form"]],
    ["spring sale 20%", ["form"]],
    ["abc", ["stand-in"]],
    // Shorter than what the index has.
    ["?", ["percent"]],
    ["ax", ["letter"]],
    ["x", Object.keys(LEADS).toSorted()],
  ];
  for (const [search, names] of searches) {
    const { rows, total } = await listLeads(store, { search }, PAGE);
    const found = rows.map((lead) => lead.first_name).toSorted();
    expect({ search, found, total }).toEqual({ search, found: names, total: names.length });
  }
});

test("the form that has what was searched for is named", async () => {
  const { rows } = await listLeadsView(store, { search: "_sale" }, PAGE);
  expect(rows.map((lead) => lead.found_form)).toEqual([FORM]);
});

test("in the order of names the signs part words", async () => {
  const names = ["a_c", "a b", "a%d", "ab"];
  await store.write((tx) =>
    addLeads(
      tx,
      names.map((first_name) => plainLead({ first_name })),
    ),
  );
  const byName = { sort: [{ column: "name", desc: false } as const] };
  const { rows } = await listLeads(store, byName, { offset: 0, limit: names.length });
  expect(rows.map((lead) => lead.first_name)).toEqual(["a b", "a_c", "a%d", "ab"]);
});
