import type { Kysely, RawBuilder, Selectable } from "kysely";
import { searchText } from "#api/contract/text/search-text.ts";
import { writeInBatch } from "../database/batched-write.ts";
import { batches } from "../batches.ts";
import type { LeadsTable } from "./lead-tables.ts";
import type { Tables } from "../tables.ts";

const ENGLISH = new Intl.DisplayNames("en", { type: "region", fallback: "code" });

/** What a country is sorted by: its English name. */
function countryKey(code: string | null): string | null {
  if (code === null) return null;
  const name = /^[A-Z]{2}$/.test(code) ? (ENGLISH.of(code) ?? code) : code;
  return sortText(name.slice(0, LONGEST_KEY));
}

/** A text as it is sorted: the signs that searches have stand-ins for part words. */
const sortText = (text: string): string =>
  searchText(text.normalize("NFKD").replaceAll(/[%_\\]/g, " "));

type Named = Pick<Selectable<LeadsTable>, "first_name"> &
  Partial<Pick<Selectable<LeadsTable>, "last_name" | "phone_country">>;

const nameOf = ({ first_name, last_name }: Named): string =>
  [first_name, last_name].join(" ").slice(0, LONGEST_PART);

/** By what a lead is sorted beside what it has: its name, and its country. */
export const sortKeys = (lead: Named) => ({
  name_key: sortText(nameOf(lead)).slice(0, LONGEST_KEY),
  country_key: countryKey(lead.phone_country ?? null),
});

/** Of each part, in characters: what is longer was written by no one. */
const LONGEST_PART = 10_000;

/** How long sort keys may be: an index takes no longer ones. */
const LONGEST_KEY = 500;

/** Their texts are long. */
const AT_ONCE = 250;

/**
 * Brings up to date by what leads are searched and sorted, after they have changed.
 * @param seqs of the leads
 */
export async function indexLeads(db: Kysely<Tables>, seqs: readonly number[]): Promise<void> {
  for (const some of batches(new Set(seqs), AT_ONCE)) await indexSome(db, some);
}

async function indexSome(db: Kysely<Tables>, seqs: readonly number[]): Promise<void> {
  const leads = await db
    .selectFrom("leads")
    .select(["seq", "first_name", "last_name", "email", "phone_e164", "phone_country"])
    .select(["latest_note", "name_key", "country_key"])
    .where("seq", "in", seqs)
    .execute();
  for (const { seq, ...lead } of leads) {
    const keys = sortKeys(lead);
    if (keys.name_key === lead.name_key && keys.country_key === lead.country_key) continue;
    await writeInBatch(db, db.updateTable("leads").set(keys).where("seq", "=", seq));
  }
  await writeInBatch(db, db.deleteFrom("lead_search").where("rowid", "in", seqs));
  if (leads.length > 0) await indexAdded(db, leads);
}

type Searched = Named &
  Pick<Selectable<LeadsTable>, "email"> &
  Partial<Pick<Selectable<LeadsTable>, "phone_e164" | "latest_note">> & {
    /** `leads.seq`, or the SQL that finds it. */
    readonly seq: number | RawBuilder<number>;
  };

/** The same of leads that are new, and have their {@link sortKeys}. */
export async function indexAdded(db: Kysely<Tables>, leads: readonly Searched[]): Promise<void> {
  const rows = leads.map((lead) => ({ rowid: lead.seq, text: textOf(lead) }));
  await writeInBatch(db, db.insertInto("lead_search").values(rows));
}

function textOf(lead: Omit<Searched, "seq">): string {
  const phone = lead.phone_e164?.replaceAll(/\D/g, "");
  const parts = [nameOf(lead), lead.email, phone, noteIn(lead.latest_note)];
  return parts.map((part) => searchText(part?.slice(0, LONGEST_PART) ?? "")).join(" ");
}

/** The text of a note as it is kept. */
function noteIn(json: string | null | undefined): string {
  if (!json) return "";
  const note: unknown = JSON.parse(json);
  return typeof note === "object" && note && "note" in note ? String(note.note) : "";
}
