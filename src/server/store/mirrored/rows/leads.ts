import type { Selectable, Transaction } from "kysely";
import { emailKey } from "#api/contract/text/email-key.ts";
import type { Note } from "#api/contract/leads/leads.ts";
import type { LeadStatus } from "#api/contract/leads/statuses.ts";
import { addLeads } from "../../additions.ts";
import type { LeadsTable } from "../../leads/lead-tables.ts";
import type { Tables } from "../../tables.ts";
import { inBatches } from "../../batches.ts";
import { indexLeads } from "../../leads/search-index.ts";
import type { Moment } from "../../time.ts";
import { Pointers } from "./dictionary.ts";
import { isOlder, type Reading } from "./reading.ts";
import { restoreChanges } from "../removal/returned.ts";
import { forgetLateChanges, recordSeenChange } from "../changes/seen-changes.ts";

type Tx = Transaction<Tables>;
type LeadRow = Selectable<LeadsTable>;
type SourceName = { readonly id: string | null; readonly name: string | null };

/** A lead as Hermon's lists have it. Times in milliseconds since 1970, `null` when not known. */
export interface MirroredLead {
  readonly id: string;
  readonly first_name: string;
  readonly last_name: string | null;
  readonly email: string;
  readonly phone_e164: string | null;
  readonly phone_country: string | null;
  readonly source: string;
  /** E-mails. */
  readonly setter: string | null;
  readonly closer: string | null;
  readonly triager: string | null;
  readonly next_touch_point_at: number | null;
  /** Whether that is a day, without a time. Default: it isn't. So for the other two. */
  readonly next_touch_point_is_day?: boolean;
  readonly next_touch_point_type: string | null;
  readonly first_source: SourceName;
  readonly last_source: SourceName;
  readonly status: LeadStatus;
  readonly latest_note: Note | null;
  readonly created_at: number | null;
  readonly created_is_day?: boolean;
  readonly updated_at: number | null;
  readonly updated_is_day?: boolean;
}

/** What became of the leads that were read. */
export interface StoredLeads {
  /** Row numbers of all of them, for whoever keeps account of what was seen. */
  readonly seqs: readonly number[];
  readonly added: readonly string[];
  readonly changed: readonly string[];
  /** Whether they brought a status that Hermon's list lacks, or changed one. */
  readonly hasNewStatuses: boolean;
}

/**
 * Takes over leads as Hermon has them: new ones are added and counted, others brought up to date,
 * and a status that has changed is recorded. A lead that was read again since, or is gone
 * since, is left as it is, so that a slow answer takes nobody back in time. Each id must be there once only.
 */
export async function storeLeads(
  tx: Tx,
  leads: readonly MirroredLead[],
  reading: Reading,
): Promise<StoredLeads> {
  const stored = await readStored(tx, leads);
  const pointers = new Pointers(tx);
  const unknown: LeadColumns[] = [];
  const changed: string[] = [];
  const read: { seq: number; status: number }[] = [];
  for (const lead of leads) {
    const before = stored.get(lead.id);
    if (before && isOlder(reading, (soFar) => soFar.lead(before.seq))) continue;
    const row = await columnsOf(lead, pointers, reading.sentAt, before);
    if (before) {
      read.push({ seq: before.seq, status: row.status });
      if (await update(tx, before, row, reading)) changed.push(lead.id);
    } else unknown.push(row);
  }
  const fresh = unknown.filter(({ id }) => !isOlder(reading, (soFar) => soFar.gone(id)));
  const added = await add(tx, fresh, reading.sentAt);
  const different = changed.flatMap((id) => stored.get(id)?.seq ?? []);
  await indexLeads(tx, [...different, ...added]);
  await forgetLateChanges(tx, reading, read);
  const seqs = [...stored.values()].map(({ seq }) => seq);
  const { hasNewStatuses } = pointers;
  return { seqs: [...seqs, ...added], added: fresh.map(({ id }) => id), changed, hasNewStatuses };
}

type LeadColumns = Awaited<ReturnType<typeof columnsOf>>;

async function readStored(tx: Tx, leads: readonly MirroredLead[]): Promise<Map<string, LeadRow>> {
  const ids = leads.map(({ id }) => id);
  const rows = await inBatches(ids, (some) =>
    tx.selectFrom("leads").selectAll().where("id", "in", some).execute(),
  );
  return new Map(rows.map((row) => [row.id, row]));
}

async function columnsOf(
  lead: MirroredLead,
  pointers: Pointers,
  sentAt: number,
  before: LeadRow | undefined,
) {
  return {
    id: lead.id,
    first_name: lead.first_name,
    last_name: lead.last_name,
    email: lead.email,
    email_key: emailKey(lead.email),
    phone_e164: lead.phone_e164,
    phone_country: lead.phone_country,
    source: lead.source,
    status: await pointers.status(lead.status),
    setter: await pointers.person(lead.setter),
    closer: await pointers.person(lead.closer),
    triager: await pointers.person(lead.triager),
    next_touch_point_at: lead.next_touch_point_at,
    next_touch_point_is_day: Number(lead.next_touch_point_is_day ?? false),
    next_touch_point_type: lead.next_touch_point_type,
    first_source: await pointers.source(lead.first_source),
    last_source: await pointers.source(lead.last_source),
    latest_note: lead.latest_note && JSON.stringify(lead.latest_note),
    ...timesOf(lead, sentAt, before),
  } satisfies Partial<LeadRow>;
}

/** Where Hermon gives no time, the one that is known stays; else that of the reading. */
function timesOf(lead: MirroredLead, sentAt: number, before: LeadRow | undefined) {
  const own = {
    created: momentOf(lead.created_at, lead.created_is_day),
    updated: momentOf(lead.updated_at, lead.updated_is_day),
  };
  const known = {
    created: before && momentOf(before.created_at, before.created_is_day),
    updated: before && momentOf(before.updated_at, before.updated_is_day),
  };
  const created = own.created ?? known.created ?? own.updated ?? { at: sentAt, isDay: false };
  const updated = own.updated ?? known.updated ?? created;
  return {
    created_at: created.at,
    created_is_day: Number(created.isDay),
    updated_at: updated.at,
    updated_is_day: Number(updated.isDay),
  };
}

const momentOf = (at: number | null, isDay: boolean | number = false): Moment | undefined =>
  at === null ? undefined : { at, isDay: Boolean(isDay) };

async function add(tx: Tx, leads: readonly LeadColumns[], sentAt: number): Promise<number[]> {
  if (leads.length === 0) return [];
  await addLeads(
    tx,
    leads.map((lead) => ({ ...lead, read_at: sentAt })),
  );
  const ids = leads.map(({ id }) => id);
  const added = await tx
    .selectFrom("leads")
    .select(["seq", "id", "status"])
    .where("id", "in", ids)
    .execute();
  await restoreChanges(tx, added);
  return added.map(({ seq }) => seq);
}

/** When the lead was last found to be as it is here, in milliseconds since 1970: for people. */
const lastSeen = ({ seq, read_at }: LeadRow, { seenAt }: Reading) =>
  Math.max(read_at ?? 0, seenAt(seq) ?? 0);

/** The details are older than what has just changed, though the clock may have been set back since. */
const detailsBehind = ({ details_read_at }: LeadRow, { sentAt }: Reading) =>
  details_read_at && Math.min(details_read_at, sentAt - 1);

/** Brings a lead up to date; says whether anything was different. */
async function update(tx: Tx, before: LeadRow, after: LeadColumns, reading: Reading) {
  const stored: Partial<Record<string, unknown>> = before;
  if (Object.entries(after).every(([column, value]) => stored[column] === value)) return false;

  await tx
    .updateTable("leads")
    .set({ ...after, read_at: reading.sentAt, details_read_at: detailsBehind(before, reading) })
    .where("seq", "=", before.seq)
    .execute();
  if (after.status !== before.status) {
    await recordSeenChange(tx, {
      lead: before.seq,
      from: before.status,
      to: after.status,
      lastSeen: lastSeen(before, reading),
    });
  }
  return true;
}
