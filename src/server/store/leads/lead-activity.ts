import { sql } from "kysely";
import type { LeadActivity, StatusChange } from "#api/contract/leads/lead-history.ts";
import { readDictionary } from "../dictionary.ts";
import { type Page, seqOfLead } from "./leads.ts";
import type { Store } from "../open.ts";
import { changeOf } from "../statuses/status-changes.ts";
import { unrecordedOf } from "../submissions/unrecorded.ts";

interface Activity {
  readonly rows: LeadActivity[];
  readonly total: number;
}

/**
 * One page of what happened to a lead here, newest first, and how much did in all; `null` when there
 * is no such lead.
 */
export const listActivity = (store: Store, leadId: string, page: Page): Promise<Activity | null> =>
  store.read((snapshot) => readActivity(snapshot, leadId, page));

async function readActivity(store: Store, leadId: string, page: Page): Promise<Activity | null> {
  const lead = await seqOfLead(store, leadId);
  if (lead === null) return null;
  const id = leadId.toLowerCase();
  const entries = entriesOf(store, lead, id);
  const { total } = await store.db
    .selectFrom(entries.as("entries"))
    .select((eb) => eb.fn.countAll<number>().as("total"))
    .executeTakeFirstOrThrow();
  const found = await entries
    .orderBy("at", "desc")
    .orderBy("seq", "desc")
    .offset(page.offset)
    .limit(page.limit)
    .execute();
  const read = await readEntries(store, id, found);
  return { rows: found.flatMap((entry) => read.get(entry.id) ?? []), total };
}

/** Where and when each entry is. */
const entriesOf = ({ db }: Store, lead: number, leadId: string) =>
  db
    .selectFrom("status_changes")
    .select(["id", "seq", "at", sql.lit("change").as("kind")])
    .where("lead", "=", lead)
    .unionAll(
      db
        .selectFrom("unrecorded_submissions")
        .select(["id", "seq", "at", sql.lit("unrecorded").as("kind")])
        .where("lead_id", "=", leadId),
    );

async function readEntries(
  store: Store,
  leadId: string,
  entries: readonly { readonly id: string }[],
): Promise<Map<string, LeadActivity>> {
  const ids = entries.map(({ id }) => id);
  const dictionary = await readDictionary(store);
  const changes = await store.db
    .selectFrom("status_changes")
    .selectAll()
    .where("id", "in", ids)
    .execute();
  const unrecorded = await store.db
    .selectFrom("unrecorded_submissions")
    .selectAll()
    .where("id", "in", ids)
    .execute();
  const all = [
    ...changes.map((row) => asActivity(changeOf(row, leadId, dictionary))),
    ...unrecorded.map(unrecordedOf),
  ];
  return new Map(all.map((entry) => [entry.id, entry]));
}

const asActivity = (change: StatusChange): LeadActivity => ({ kind: "status-change", ...change });

/** The same of a lead that is gone, whose status changes were kept with it. */
export async function listActivityOfGone(
  { db }: Store,
  leadId: string,
  changes: readonly StatusChange[],
  { offset, limit }: Page,
): Promise<Activity> {
  const unrecorded = await db
    .selectFrom("unrecorded_submissions")
    .selectAll()
    .where("lead_id", "=", leadId.toLowerCase())
    .orderBy("at", "desc")
    .execute();
  const all = [...changes.map(asActivity), ...unrecorded.map(unrecordedOf)];
  const rows = all.toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at));
  return { rows: rows.slice(offset, offset + limit), total: all.length };
}
