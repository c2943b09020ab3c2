import { ColumnLayout, type ColumnLayouts } from "#api/contract/views/column-layouts.ts";
import type { Store } from "../open.ts";

/** For how many views a person's layouts are kept, those saved last: all of them come with each page. */
const MOST_KEPT = 250;

/** A person's layouts by the view; `person` is the account's id. */
export async function listColumnLayouts({ db }: Store, person: string): Promise<ColumnLayouts> {
  const rows = await db
    .selectFrom("column_layouts")
    .select(["view", "layout"])
    .where("person", "=", person)
    .execute();
  return Object.fromEntries(rows.map(({ view, layout }) => [view, layoutOf(layout)]));
}

/** As it was saved, which may have been by another version of this program. */
function layoutOf(json: string): ColumnLayout {
  const found = ColumnLayout.safeParse(JSON.parse(json));
  return found.success ? found.data : {};
}

/** Keeps a person's layout of a view, whatever was there before. */
export const setColumnLayout = (
  store: Store,
  person: string,
  view: string,
  layout: ColumnLayout,
): Promise<void> =>
  store.write(async (tx) => {
    const saved = { layout: JSON.stringify(layout), saved_at: Date.now() };
    await tx
      .insertInto("column_layouts")
      .values({ person, view, ...saved })
      .onConflict((on) => on.columns(["person", "view"]).doUpdateSet(saved))
      .execute();
    await tx
      .deleteFrom("column_layouts")
      .where("person", "=", person)
      .where("view", "not in", (db) =>
        db
          .selectFrom("column_layouts")
          .select("view")
          .where("person", "=", person)
          .orderBy("saved_at", "desc")
          .orderBy("view")
          .limit(MOST_KEPT),
      )
      .execute();
  });
