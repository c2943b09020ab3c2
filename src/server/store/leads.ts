import { type ExpressionBuilder, sql } from "kysely";
import type { LeadPosition } from "#api/contract/lead-views.ts";
import type { Lead, LeadDetails } from "#api/contract/leads.ts";
import { readDictionary } from "./dictionary.ts";
import { type LeadsFilter, type Selection, selectionOf } from "./lead-filter.ts";
import { leadDetailsOf, leadOf, LIST_COLUMNS } from "./lead-rows.ts";
import type { Store } from "./open.ts";
import type { Tables } from "./tables.ts";

/** `offset` rows are skipped, at most `limit` are given. */
export interface Page {
  readonly offset: number;
  readonly limit: number;
}

/** One page of the leads that match, newest first, and how many match in all. */
export async function listLeads(
  store: Store,
  filter: LeadsFilter,
  { offset, limit }: Page,
): Promise<{ rows: Lead[]; total: number }> {
  const selection = selectionOf(filter, await readDictionary(store));
  const rows = await store.db
    .selectFrom("leads")
    .select(LIST_COLUMNS)
    .where((eb) => matching(eb, selection))
    .orderBy("created_at", "desc")
    .orderBy("id")
    .offset(offset)
    .limit(limit)
    .execute();
  const { total } = await store.db
    .selectFrom("leads")
    .where((eb) => matching(eb, selection))
    .select((eb) => eb.fn.countAll<number>().as("total"))
    .executeTakeFirstOrThrow();
  const dictionary = await readDictionary(store);
  return { rows: rows.map((row) => leadOf(row, dictionary)), total };
}

/** The lead with that id, whatever its case; `null` when there is none. */
export async function readLead(store: Store, id: string): Promise<LeadDetails | null> {
  const row = await store.db
    .selectFrom("leads")
    .selectAll()
    .where("id", "=", id.toLowerCase())
    .executeTakeFirst();
  return row ? leadDetailsOf(row, await readDictionary(store)) : null;
}

/**
 * Where a lead stands among those that match, and its neighbours there, whether it matches itself
 * or not; `null` when there is no such lead.
 */
export async function readLeadPosition(
  store: Store,
  id: string,
  filter: LeadsFilter,
): Promise<LeadPosition | null> {
  const selection = selectionOf(filter, await readDictionary(store));
  const lead = await store.db
    .selectFrom("leads")
    .select(["seq", "id", "created_at"])
    .where("id", "=", id.toLowerCase())
    .executeTakeFirst();
  if (!lead) return null;
  const matches = store.db.selectFrom("leads").where((eb) => matching(eb, selection));
  const before = matches.where((eb) =>
    eb.or([
      eb("created_at", ">", lead.created_at),
      eb.and([eb("created_at", "=", lead.created_at), eb("id", "<", lead.id)]),
    ]),
  );
  const after = matches.where((eb) =>
    eb.or([
      eb("created_at", "<", lead.created_at),
      eb.and([eb("created_at", "=", lead.created_at), eb("id", ">", lead.id)]),
    ]),
  );
  const all = (eb: ExpressionBuilder<Tables, "leads">) => eb.fn.countAll<number>().as("n");
  const total = await matches.select(all).executeTakeFirstOrThrow();
  const index = await before.select(all).executeTakeFirstOrThrow();
  const itself = await matches.where("seq", "=", lead.seq).select(all).executeTakeFirstOrThrow();
  const previous = await before
    .select("id")
    .orderBy("created_at")
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
  const next = await after
    .select("id")
    .orderBy("created_at", "desc")
    .orderBy("id")
    .limit(1)
    .executeTakeFirst();
  return {
    index: index.n,
    matches: itself.n > 0,
    total: total.n,
    previous: previous?.id ?? null,
    next: next?.id ?? null,
  };
}

function matching(eb: ExpressionBuilder<Tables, "leads">, selection: Selection) {
  const { source, status } = selection;
  return eb.and([
    ...(source ? [eb("source", "in", source)] : []),
    ...(status ? [eb("status", "in", status)] : []),
    ...(["setter", "closer", "triager"] as const).flatMap((owner) => {
      const people = selection[owner];
      if (!people) return [];
      return [
        eb.or([
          eb(owner, "in", people),
          eb.and([eb(owner, "is", null), eb.lit(people.includes(0))]),
        ]),
      ];
    }),
    sql<boolean>`true`,
  ]);
}
