import type { OptInPlace, OptInPosition } from "#api/contract/opt-ins/opt-in-views.ts";
import type { Store } from "../open.ts";
import { before, type Order, orderBy, reversed } from "../order.ts";
import { inSql, type OptInsQuery } from "./list-query.ts";
import { countMatching } from "./opt-ins.ts";

/**
 * Where the opt-in with that id stands among those that match, and its neighbours there, whether it
 * matches itself or not; `null` when there is no such opt-in. The id's case doesn't matter.
 */
export const readOptInPosition = (
  store: Store,
  id: string,
  query: OptInsQuery,
): Promise<OptInPosition | null> => store.read((snapshot) => readPosition(snapshot, id, query));

async function readPosition(
  store: Store,
  id: string,
  query: OptInsQuery,
): Promise<OptInPosition | null> {
  const list = await inSql(store, query);
  const own = store.db.selectFrom("opt_ins").where("id", "=", id.toLowerCase());
  const place = await own.select(["created_at", "id"]).executeTakeFirst();
  if (!place) return null;
  const allBefore = (order: Order) =>
    store.db
      .selectFrom("opt_ins")
      .where(list.condition)
      .where(before(order, [place.created_at, place.id]));

  /** The last one before it. */
  async function readPrevious(order: Order): Promise<OptInPlace | null> {
    const previous = allBefore(order)
      .select("seq")
      .orderBy(orderBy(reversed(order)))
      .limit(1);
    const found = await store.db
      .selectFrom("opt_ins")
      .innerJoin("leads", "leads.seq", "opt_ins.lead")
      .select(["opt_ins.id", "leads.id as lead_id"])
      .where("opt_ins.seq", "in", previous)
      .executeTakeFirst();
    return found ?? null;
  }

  const { index } = await allBefore(list.order)
    .select((eb) => eb.fn.countAll<number>().as("index"))
    .executeTakeFirstOrThrow();
  return {
    index,
    matches: (await own.where(list.condition).select("id").executeTakeFirst()) !== undefined,
    total: await countMatching(store, list),
    previous: await readPrevious(list.order),
    next: await readPrevious(reversed(list.order)),
  };
}
