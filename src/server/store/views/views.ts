import type { Kysely, Selectable } from "kysely";
import type { View } from "#api/contract/views/views.ts";
import type { Store } from "../open.ts";
import type { Tables } from "../tables.ts";
import type { ViewsTable } from "./views-tables.ts";

export type ViewRow = Selectable<ViewsTable>;

/** The saved views that someone sees, the shared ones first, each in their order. */
export const listViews = (store: Store, person: string): Promise<View[]> =>
  store.read(async ({ db }) => {
    const rows = await viewsOf(db, person).execute();
    return rows.map((row) => viewOf(row, person));
  });

/** One of them; `null` where there is none with that id that the person sees. */
export async function readView({ db }: Store, person: string, id: string): Promise<View | null> {
  const row = await viewsOf(db, person).where("id", "=", id.toLowerCase()).executeTakeFirst();
  return row ? viewOf(row, person) : null;
}

const viewsOf = (db: Kysely<Tables>, person: string) =>
  db
    .selectFrom("views")
    .selectAll()
    .where("deleted_at", "is", null)
    .where((or) => or.or([or("owner", "=", person), or("shared", "=", 1)]))
    .orderBy("shared", "desc")
    .orderBy("place")
    .orderBy("seq");

export const viewOf = (row: ViewRow, person: string): View => ({
  id: row.id,
  name: row.name,
  query: row.query,
  shared: row.shared === 1,
  own: row.owner === person,
  owner_name: row.owner_name,
  version: row.version,
  changed_by: row.changed_by,
});

/** The id of the view that someone chose to begin with, which may be gone by now; `null`: none. */
export async function readDefaultView({ db }: Store, person: string): Promise<string | null> {
  const row = await db
    .selectFrom("default_views")
    .select("view")
    .where("person", "=", person)
    .executeTakeFirst();
  return row?.view ?? null;
}

/** Has someone begin with that view; `null`: with none. */
export const setDefaultView = (store: Store, person: string, view: string | null): Promise<void> =>
  store.write(async (tx) => {
    await tx.deleteFrom("default_views").where("person", "=", person).execute();
    if (view !== null) await tx.insertInto("default_views").values({ person, view }).execute();
  });
