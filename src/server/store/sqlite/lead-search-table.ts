import { type Kysely, sql } from "kysely";
import type { Tables } from "../tables.ts";

/**
 * The table of what leads are found by. Its index has every three letters that follow each other,
 * so that `like` finds a word's part in it; where they stand in a text is not kept: SQLite looks
 * into the text itself then. Nor how many there are, by which nothing here is ranked.
 */
export async function createLeadSearch(db: Kysely<Tables>): Promise<void> {
  await sql`create virtual table lead_search using fts5(text, tokenize = 'trigram', detail = none, columnsize = 0)`.execute(
    db,
  );
  await sql`create trigger leads_search_out after delete on leads
    begin delete from lead_search where rowid = old.seq; end`.execute(db);
}
