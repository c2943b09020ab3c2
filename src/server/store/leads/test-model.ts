import { randomUUID } from "node:crypto";
import type { LeadSort } from "#api/contract/leads/lead-query.ts";
import { searchText } from "#api/contract/text/search-text.ts";
import { byFunnel } from "#api/contract/vocabulary.ts";
import { addLeads, addOptIns, type NewLead } from "../additions.ts";
import type { Store } from "../open.ts";
import { addTeam, PEOPLE, plainLead, STATUSES } from "../test-store.ts";
import { DAY } from "../time.ts";
import type { LeadsQuery } from "./list-query.ts";
import { indexLeads } from "./search-index.ts";

/*
 * Leads, and what the words of a query say of them: a plain model that goes through an array, beside
 * which the store is held.
 */

const START = Date.UTC(2026, 0, 1);

export interface Made {
  readonly lead: NewLead & { readonly seq: number };
  readonly note: string | null;
  readonly forms: readonly (string | null)[];
  readonly campaigns: readonly (string | null)[];
}

const FORMS = ["Free roadmap", "Größe & Maß", "x_y 0%\\", null];
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
  const forms = [FORMS[among(4)] ?? null, FORMS[among(4)] ?? null].slice(0, among(3));
  const lead = plainLead({
    first_name: oneOf(["Ágnes", "agnes", "Øster", "Лена", "بلسم", "Straße"]),
    last_name: oneOf([null, "Lindqvist", "Österberg", "LINDQVIST", "O'Neil", "a_b 100%"]),
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
    note,
    forms,
    campaigns: forms.map(() => CAMPAIGNS[among(3)] ?? null),
  };
}

export const ALL = Array.from({ length: 400 }, (_, n) => made(n));

/** Puts them into a store, with their opt-ins and what they are found by. */
export async function addModel(store: Store): Promise<void> {
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
}

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

/** Whether a lead has a filter's value. */
export const MODEL = {
  source: ({ lead }, value) => lead.source === value,
  status: (one, value) => statusOf(one)?.id === value,
  setter: ({ lead }, value) => emailOf(lead.setter) === value,
  closer: ({ lead }, value) => emailOf(lead.closer) === value,
  triager: ({ lead }, value) => emailOf(lead.triager) === value,
  owner: ({ lead }, value) => {
    const owners = [lead.setter, lead.closer, lead.triager].map(emailOf);
    return value === null ? owners.every((one) => one === null) : owners.includes(value);
  },
  open: (one, value) => (value === "no") === (statusOf(one)?.role === "WON"),
  country: ({ lead }, value) => (lead.phone_country ?? null) === value,
  phone: ({ lead }, value) => (value === "yes") === Boolean(lead.phone_e164),
  repeat: ({ forms }, value) => (value === "yes") === forms.length > 1,
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
/** Values of each filter, with some that no lead has. */
export const VALUES: Readonly<Record<keyof typeof MODEL, readonly (string | null)[]>> = {
  source: ["MANUAL", "CALENDLY", "ELSEWHERE"],
  status: STATUSES.map(({ id }) => id),
  setter: owners,
  closer: owners,
  triager: owners,
  owner: owners,
  open: ["yes", "no"],
  country: ["DE", "CH", null, "FR"],
  phone: ["yes", "no"],
  repeat: ["yes", "no"],
  form: [...FORMS, "No such form"],
  campaign: CAMPAIGNS,
  next_touch_point: ["overdue", null, "2026-01-01.."],
  created: Object.keys(RANGES),
  updated: Object.keys(RANGES),
};

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- those are its keys
export const NAMES = Object.keys(MODEL) as (keyof typeof MODEL)[];

/** Searches, with whom they find. */
export const SEARCHES = {
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

/** Any of these in a row is a search, too: what databases have other uses for, and what is beside it. */
export const PIECES = ["%", "_", "\\", " ", "a_b", "x%y", "x", "y", "0%", "100%", "e \\", "_c"];

const textsOf = ({ lead, note, forms }: Made) => [
  lead.first_name,
  lead.last_name,
  lead.email,
  note,
  ...forms,
];

/** Whether a lead has each word, of such as have no accents, in one of its texts. */
const hasWords = (one: Made, search: string) =>
  search
    .split(" ")
    .every((word) => textsOf(one).some((text) => text?.toLowerCase().includes(word)));

export function matches(one: Made, { filter = {}, search = "" }: LeadsQuery): boolean {
  const found = Object.entries<(one: Made) => boolean>(SEARCHES).find(([text]) => text === search);
  return (
    NAMES.every((name) => filter[name]?.some((value) => MODEL[name](one, value)) ?? true) &&
    NAMES.every((name) => !filter[`not_${name}`]?.some((value) => MODEL[name](one, value))) &&
    (found ? found[1](one) : hasWords(one, search))
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
  name: ({ lead }) =>
    searchText(`${lead.first_name} ${lead.last_name ?? ""}`.replaceAll(/[%_\\]/g, " ")),
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

export function compare(a: Made, b: Made, sort: readonly LeadSort[]): number {
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

/** Those that match, in their order. */
export const listOf = (query: LeadsQuery): Made[] =>
  ALL.filter((one) => matches(one, query)).toSorted((a, b) => compare(a, b, query.sort ?? []));
