import type { LeadPosition } from "#api/contract/leads/lead-views.ts";
import { countMatching } from "../counts/lead-counts.ts";
import { allOf } from "../conditions.ts";
import type { Store } from "../open.ts";
import { before, type Order, orderBy, type Place, reversed } from "../order.ts";
import { conditionsOf } from "./lead-filter.ts";
import { listMatching } from "./leads.ts";
import { inSql, type LeadsQuery } from "./list-query.ts";

/**
 * Where a lead stands among those that match, and its neighbours there, whether it matches itself
 * or not; `null` when there is no such lead.
 */
export const readLeadPosition = (
  store: Store,
  id: string,
  query: LeadsQuery,
): Promise<LeadPosition | null> => store.read((snapshot) => readPosition(snapshot, id, query));

async function readPosition(
  store: Store,
  id: string,
  query: LeadsQuery,
): Promise<LeadPosition | null> {
  const { selection, order } = await inSql(store, query);
  const place = await readPlace(store, id, order);
  if (!place) return null;
  const matching = store.db.selectFrom("leads").where(allOf(conditionsOf(selection)));

  const { index } = await matching
    .where(before(order, place))
    .select((eb) => eb.fn.countAll<number>().as("index"))
    .executeTakeFirstOrThrow();

  /** The id of the last one before the lead. */
  async function readPrevious(inOrder: Order, at: Place): Promise<string | null> {
    const previous = await matching
      .where(before(inOrder, at))
      .select("id")
      .orderBy(orderBy(reversed(inOrder)))
      .limit(1)
      .executeTakeFirst();
    return previous?.id ?? null;
  }

  return {
    index,
    matches: (await listMatching(store, [id], query)).length > 0,
    total: await countMatching(store, selection),
    previous: await readPrevious(order, place),
    next: await readPrevious(reversed(order), place),
  };
}

async function readPlace({ db }: Store, id: string, order: Order): Promise<Place | undefined> {
  const names = order.map((_, at) => `term_${at}`);
  const row: Readonly<Record<string, Place[number]>> | undefined = await db
    .selectFrom("leads")
    .select(order.map(({ value }, at) => value.as(names[at] ?? "")))
    .where("id", "=", id.toLowerCase())
    .executeTakeFirst();
  return row && names.map((name) => row[name] ?? null);
}
