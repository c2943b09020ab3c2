import { type Kysely, sql } from "kysely";

const FILTERED = ["source", "status", "setter", "closer", "triager"];

/**
 * A page under the five filters is found in an index alone: each has, behind its order, what the
 * other filters ask, so that no lead is read that isn't on the page. So is one of opt-ins of several
 * sources.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await remakeIndex(db, "created", ["created_at", "id desc", ...FILTERED]);
  await remakeIndex(db, "updated", ["updated_at", "id", "created_at", ...FILTERED]);
  for (const column of FILTERED) {
    const others = FILTERED.filter((other) => other !== column);
    await remakeIndex(db, column, [column, "created_at", ...others]);
  }
  await remakeIndex(db, "created", ["created_at", "id desc", "source"], "opt_ins");
  await sql`analyze`.execute(db);
}

async function remakeIndex(
  { schema }: Kysely<unknown>,
  name: string,
  columns: string[],
  table: "leads" | "opt_ins" = "leads",
) {
  await schema.dropIndex(`${table}_by_${name}`).execute();
  await schema.createIndex(`${table}_by_${name}`).on(table).columns(columns).execute();
}
