import { sql } from "kysely";
import type { Lead } from "#api/contract/leads.ts";
import { readDictionary } from "../dictionary.ts";
import { leadOf, LIST_COLUMNS } from "./lead-rows.ts";
import type { Store } from "../open.ts";
import { perVersion } from "../per-version.ts";

/** So many leads are kept at most, at about 2 kB each. */
const MOST = 5_000;

/** One whose note is longer than this, in characters, isn't kept: there may be as many such as leads. */
const LONGEST_NOTE = 10_000;

/** Leads as lists have them, until anything is committed: the same ones stand in many lists. */
const keptLeads = perVersion<Map<number, Lead>>(async () => new Map());

/** The leads with these row numbers, in their order. They are shared by all who read them, hence frozen. */
export async function leadsBySeq(store: Store, seqs: readonly number[]): Promise<Lead[]> {
  const kept = await keptLeads(store);
  const missing = seqs.filter((seq) => !kept.has(seq));
  if (missing.length === 0) return seqs.flatMap((seq) => kept.get(seq) ?? []);

  const read = await readLeads(store, missing);
  const leads = seqs.flatMap((seq) => kept.get(seq) ?? read.get(seq) ?? []);
  if (kept.size + read.size > MOST) kept.clear();
  for (const [seq, lead] of read) {
    if ((lead.latest_note?.note.length ?? 0) <= LONGEST_NOTE) kept.set(seq, lead);
  }
  return leads;
}

/** Those of the leads with these ids that there are, in any order. */
export async function leadsById(store: Store, ids: readonly string[]): Promise<Lead[]> {
  if (ids.length === 0) return [];
  const found = await store.db
    .selectFrom("leads")
    .select("seq")
    .where("id", "in", sql<string>`(select value from json_each(${JSON.stringify(ids)}))`)
    .execute();
  return leadsBySeq(
    store,
    found.map(({ seq }) => seq),
  );
}

async function readLeads(store: Store, seqs: readonly number[]): Promise<Map<number, Lead>> {
  const rows = await store.db
    .selectFrom("leads")
    .select(["seq", ...LIST_COLUMNS])
    // One parameter, however many they are, so that it is one statement for all.
    .where("seq", "in", sql<number>`(select value from json_each(${JSON.stringify(seqs)}))`)
    .execute();
  const dictionary = await readDictionary(store);
  return new Map(rows.map(({ seq, ...row }) => [seq, Object.freeze(leadOf(row, dictionary))]));
}
