import type { Kysely } from "kysely";
import { searchText } from "#api/contract/search-text.ts";
import type { Tables } from "../tables.ts";

const ENGLISH = new Intl.DisplayNames("en", { type: "region", fallback: "code" });

/** What a country is sorted by: its English name. */
function countryKey(code: string | null): string | null {
  if (code === null) return null;
  return searchText(/^[A-Z]{2}$/.test(code) ? (ENGLISH.of(code) ?? code) : code);
}

/** Of each part, in characters: what is longer was written by no one. */
const LONGEST_PART = 10_000;

/** Far below the number of values that a query takes. */
const AT_ONCE = 250;

/**
 * Brings up to date by what leads are searched and sorted, after they or the forms of their opt-ins
 * have changed.
 * @param seqs of the leads
 */
export async function indexLeads(db: Kysely<Tables>, seqs: readonly number[]): Promise<void> {
  for (let from = 0; from < seqs.length; from += AT_ONCE) {
    await indexSome(db, [...new Set(seqs.slice(from, from + AT_ONCE))]);
  }
}

async function indexSome(db: Kysely<Tables>, seqs: readonly number[]): Promise<void> {
  const leads = await db
    .selectFrom("leads")
    .select([
      "seq",
      "first_name",
      "last_name",
      "email",
      "phone_e164",
      "phone_country",
      "latest_note",
    ])
    .where("seq", "in", seqs)
    .execute();
  const forms = await readForms(db, seqs);
  const rows = leads.map(({ seq: rowid, ...lead }) => {
    const name = searchText([lead.first_name, lead.last_name].join(" "));
    const phone = lead.phone_e164?.replaceAll(/\D/g, "");
    const rest = [lead.email, phone, noteIn(lead.latest_note), ...(forms.get(rowid) ?? [])];
    const text = [name, ...rest.map((part) => searchText(part?.slice(0, LONGEST_PART) ?? ""))].join(
      " ",
    );
    return { rowid, name, text, country: countryKey(lead.phone_country) };
  });
  for (const { rowid, name, country } of rows) {
    await db
      .updateTable("leads")
      .set({ name_key: name, country_key: country })
      .where("seq", "=", rowid)
      .execute();
  }
  await db.deleteFrom("lead_search").where("rowid", "in", seqs).execute();
  if (rows.length === 0) return;
  await db
    .insertInto("lead_search")
    .values(rows.map(({ rowid, text }) => ({ rowid, text })))
    .execute();
}

async function readForms(db: Kysely<Tables>, seqs: readonly number[]) {
  const rows = await db
    .selectFrom("opt_ins")
    .select(["lead", "provider_form_name as form"])
    .where("lead", "in", seqs)
    .where("provider_form_name", "is not", null)
    .distinct()
    .orderBy("lead")
    .orderBy("provider_form_name")
    .execute();
  return new Map(
    [...Map.groupBy(rows, ({ lead }) => lead)].map(([lead, all]) => [
      lead,
      all.map(({ form }) => form),
    ]),
  );
}

/** The text of a note as it is kept. */
function noteIn(json: string | null): string {
  if (json === null) return "";
  const note: unknown = JSON.parse(json);
  return typeof note === "object" && note && "note" in note ? String(note.note) : "";
}
