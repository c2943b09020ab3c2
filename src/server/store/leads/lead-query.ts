import { type ExpressionBuilder, sql } from "kysely";
import { LEAD_FILTERS } from "#api/contract/vocabulary.ts";
import type { Selection } from "./lead-filter.ts";
import type { Route } from "./lead-index.ts";
import type { Store } from "../open.ts";
import { leadsBy } from "../sqlite/file.ts";
import type { Tables } from "../tables.ts";

/** Where a lead stands in the order of lists: newest first, then by id. */
export interface Place {
  readonly id: string;
  readonly created_at: number;
}

type Leads = ExpressionBuilder<Tables, "leads">;

/** The matching leads, by the index of the route. */
export const leadsOn = ({ db }: Store, { index, selection }: Route) =>
  db.selectFrom(leadsBy(index)).where((eb) => eb.and(conditionsOf(selection)));

/**
 * The matching ones among the leads with these ids, which are in lower case. Those are looked up
 * first: SQLite's planner would walk through all that match.
 */
export const leadsAmong = ({ db }: Store, ids: readonly string[], selection: Selection) =>
  db
    .with(
      (cte) => cte("asked").materialized(),
      (qb) => qb.selectFrom("leads").selectAll().where("id", "in", ids),
    )
    .selectFrom("asked")
    .where((eb) => eb.and(conditionsOf(selection)));

const conditionsOf = (selection: Selection) =>
  LEAD_FILTERS.flatMap((filter) => {
    const values = selection[filter];
    return values ? [sql<boolean>`${sql.ref(filter)} in (${sql.join(values)})`] : [];
  });

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
