import type { ExpressionBuilder } from "kysely";
import type { Selection } from "./lead-filter.ts";
import type { Route } from "./lead-index.ts";
import type { Store } from "./open.ts";
import { leadsBy } from "./sqlite.ts";
import type { Tables } from "./tables.ts";

/** Where a lead stands in the order of lists: newest first, then by id. */
export interface Place {
  readonly id: string;
  readonly created_at: number;
}

type Leads = ExpressionBuilder<Tables, "leads">;

/** The matching leads, by the index of the route. */
export const leadsOn = ({ db }: Store, { index, selection }: Route) =>
  db.selectFrom(leadsBy(index)).where((eb) => matching(eb, selection));

function matching(eb: Leads, { source, status, setter, closer, triager }: Selection) {
  return eb.and([
    ...(source ? [eb("source", "in", source)] : []),
    ...(status ? [eb("status", "in", status)] : []),
    ...(setter ? [eb("setter_or_0", "in", setter)] : []),
    ...(closer ? [eb("closer_or_0", "in", closer)] : []),
    ...(triager ? [eb("triager_or_0", "in", triager)] : []),
  ]);
}

/** Stands before the place. The first condition alone lets an index begin there. */
export const before = (eb: Leads, { id, created_at }: Place) =>
  eb.and([
    eb("created_at", ">=", created_at),
    eb.or([eb("created_at", ">", created_at), eb("id", "<", id)]),
  ]);

/** Stands behind the place. */
export const behind = (eb: Leads, { id, created_at }: Place) =>
  eb.and([
    eb("created_at", "<=", created_at),
    eb.or([eb("created_at", "<", created_at), eb("id", ">", id)]),
  ]);
