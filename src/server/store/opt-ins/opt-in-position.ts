import type { OptInPlace, OptInPosition } from "#api/contract/opt-in-views.ts";
import type { Store } from "../open.ts";
import { countOptIns } from "./opt-ins.ts";

/** Where an opt-in stands in the order of the list: newest first, then by id. */
interface Place {
  readonly id: string;
  readonly created_at: number;
}

/**
 * Where the opt-in with that id stands among all, and its neighbours there; `null` when there is no
 * such opt-in. The id's case doesn't matter.
 */
export async function readOptInPosition(store: Store, id: string): Promise<OptInPosition | null> {
  const place = await store.db
    .selectFrom("opt_ins")
    .select(["id", "created_at"])
    .where("id", "=", id.toLowerCase())
    .executeTakeFirst();
  if (!place) return null;
  const { index } = await before(store, place)
    .select((eb) => eb.fn.countAll<number>().as("index"))
    .executeTakeFirstOrThrow();
  return {
    index,
    total: await countOptIns(store),
    previous: await readPrevious(store, place),
    next: await readNext(store, place),
  };
}

async function readPrevious(store: Store, place: Place): Promise<OptInPlace | null> {
  const previous = before(store, place)
    .select("seq")
    .orderBy("created_at")
    .orderBy("id", "desc")
    .limit(1);
  return (await placeOf(store).where("opt_ins.seq", "in", previous).executeTakeFirst()) ?? null;
}

async function readNext(store: Store, place: Place): Promise<OptInPlace | null> {
  const next = behind(store, place)
    .select("seq")
    .orderBy("created_at", "desc")
    .orderBy("id")
    .limit(1);
  return (await placeOf(store).where("opt_ins.seq", "in", next).executeTakeFirst()) ?? null;
}

const placeOf = ({ db }: Store) =>
  db
    .selectFrom("opt_ins")
    .innerJoin("leads", "leads.seq", "opt_ins.lead")
    .select(["opt_ins.id", "leads.id as lead_id"]);

/** Those that stand before the place. The first condition alone lets an index begin there. */
const before = ({ db }: Store, { id, created_at }: Place) =>
  db
    .selectFrom("opt_ins")
    .where("created_at", ">=", created_at)
    .where((eb) => eb.or([eb("created_at", ">", created_at), eb("id", "<", id)]));

const behind = ({ db }: Store, { id, created_at }: Place) =>
  db
    .selectFrom("opt_ins")
    .where("created_at", "<=", created_at)
    .where((eb) => eb.or([eb("created_at", "<", created_at), eb("id", ">", id)]));
