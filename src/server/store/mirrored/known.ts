import { inBatches } from "../batches.ts";
import type { Store } from "../open.ts";

/** What was read, by id: enough to tell whether it belongs to what is here. */
export interface Evidence {
  readonly leads: readonly string[];
  readonly statuses: readonly string[];
}

/** Whether any of these leads or statuses is here. */
export async function knowsAny(store: Store, { leads, statuses }: Evidence): Promise<boolean> {
  return (await hasAny(store, "statuses", statuses)) || hasAny(store, "leads", leads);
}

async function hasAny({ db }: Store, table: "leads" | "statuses", ids: readonly string[]) {
  const found = await inBatches(ids, (some) =>
    db.selectFrom(table).select("seq").where("id", "in", some).limit(1).execute(),
  );
  return found.length > 0;
}

/** Whether nothing was copied yet. */
export async function isEmptyMirror({ db }: Store): Promise<boolean> {
  const status = await db.selectFrom("statuses").select("seq").limit(1).executeTakeFirst();
  const lead = await db.selectFrom("leads").select("seq").limit(1).executeTakeFirst();
  return !status && !lead;
}
