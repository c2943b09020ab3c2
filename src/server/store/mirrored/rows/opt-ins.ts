import { type Kysely, type Selectable, sql, type Transaction } from "kysely";
import { addOptIns } from "../../additions.ts";
import { inBatches } from "../../batches.ts";
import { optInRows } from "../../opt-ins/forms.ts";
import type { Store } from "../../open.ts";
import type { OptInsTable } from "../../opt-ins/opt-in-tables.ts";
import type { Tables } from "../../tables.ts";

type Tx = Transaction<Tables>;

/** An opt-in as Hermon's lists have it. `created_at` in milliseconds since 1970. */
export interface MirroredOptIn {
  readonly id: string;
  readonly lead_id: string;
  readonly source: string;
  readonly provider_form_id: string | null;
  readonly provider_form_name: string | null;
  readonly external_reference: string | null;
  readonly created_at: number | null;
  /** Whether that is a day, without a time. Default: it isn't. */
  readonly created_is_day?: boolean;
}

/** What became of the opt-ins that were read. */
export interface StoredOptIns {
  /** Row numbers of those that are here now. */
  readonly seqs: readonly number[];
  readonly added: number;
  /** Leads with an opt-in that is new or different, or was theirs before, by id. */
  readonly leads: readonly string[];
  /** Leads of which a list shows more opt-ins than before, by id. */
  readonly counted: readonly string[];
  /** Opt-ins that can't be kept yet, because their lead isn't here. */
  readonly orphans: readonly MirroredOptIn[];
}

/**
 * Takes over opt-ins as Hermon's lists have them; the details of new ones are still to be read.
 * Each id must be there once only.
 * @param sentAt when they were asked for, which stands for a time that Hermon doesn't give
 */
export async function storeOptIns(
  tx: Tx,
  optIns: readonly MirroredOptIn[],
  sentAt: number,
): Promise<StoredOptIns> {
  const leads = await readSeqs(
    tx,
    "leads",
    optIns.map(({ lead_id }) => lead_id),
  );
  const stored = await readStored(tx, optIns);
  const orphans: MirroredOptIn[] = [];
  const unknown: (ReturnType<typeof columnsOf> & { lacks_details: number })[] = [];
  const touched = new Set<string>();
  for (const optIn of optIns) {
    const lead = leads.get(optIn.lead_id);
    const before = stored.get(optIn.id);
    if (lead === undefined) {
      orphans.push(optIn);
      continue;
    }
    const row = columnsOf(optIn, lead, before ?? { created_at: sentAt, created_is_day: 0 });
    if (!before) unknown.push({ ...row, lacks_details: 1 });
    if (before && !(await update(tx, before, row))) continue;
    touched.add(optIn.lead_id);
    if (before) touched.add(before.lead_id);
  }
  await addOptIns(tx, unknown);
  const counted = await countAtLeast(
    tx,
    unknown.map(({ lead }) => lead),
  );
  const seqs = await readSeqs(
    tx,
    "opt_ins",
    optIns.map(({ id }) => id),
  );
  const added = unknown.length;
  return { seqs: [...seqs.values()], added, leads: [...touched], counted, orphans };
}

/**
 * How many opt-ins a lead has is told by its details. Until those are read again it has as many as are
 * here at least, where it was told at all.
 * @returns the leads that have more than was told, by id
 */
async function countAtLeast(tx: Tx, leads: readonly number[]): Promise<string[]> {
  const here = sql<number>`(select count(*) from opt_ins where opt_ins.lead = leads.seq)`;
  const rows = await inBatches([...new Set(leads)], (some) =>
    tx
      .updateTable("leads")
      .set({ opt_ins: here })
      .where("seq", "in", some)
      .where("details_read_at", "is not", null)
      .where("opt_ins", "<", here)
      .returning("id")
      .execute(),
  );
  return rows.map(({ id }) => id);
}

/** Those of these leads that are here, by id. */
export async function knownLeads({ db }: Store, ids: readonly string[]): Promise<Set<string>> {
  return new Set((await readSeqs(db, "leads", ids)).keys());
}

function columnsOf(
  { lead_id: _, created_at, created_is_day, ...optIn }: MirroredOptIn,
  lead: number,
  otherwise: Pick<Selectable<OptInsTable>, "created_at" | "created_is_day">,
) {
  if (created_at === null) {
    const { created_at: at, created_is_day: isDay } = otherwise;
    return { ...optIn, lead, created_at: at, created_is_day: isDay };
  }
  return { ...optIn, lead, created_at, created_is_day: Number(created_is_day ?? false) };
}

async function update(
  tx: Tx,
  before: Pick<Selectable<OptInsTable>, "seq">,
  after: ReturnType<typeof columnsOf>,
): Promise<boolean> {
  const stored: Partial<Record<string, unknown>> = before;
  if (Object.entries(after).every(([column, value]) => stored[column] === value)) return false;
  const [row = {}] = await optInRows(tx, [after]);
  await tx.updateTable("opt_ins").set(row).where("seq", "=", before.seq).execute();
  return true;
}

async function readStored(tx: Tx, optIns: readonly MirroredOptIn[]) {
  const ids = optIns.map(({ id }) => id);
  const rows = await inBatches(ids, (some) =>
    tx
      .selectFrom("opt_ins")
      .innerJoin("leads", "leads.seq", "opt_ins.lead")
      .leftJoin("forms", "forms.seq", "opt_ins.form")
      .selectAll("opt_ins")
      .select(["forms.id as provider_form_id", "forms.name as provider_form_name"])
      .select("leads.id as lead_id")
      .where("opt_ins.id", "in", some)
      .execute(),
  );
  return new Map(rows.map((row) => [row.id, row]));
}

async function readSeqs(tx: Kysely<Tables>, table: "leads" | "opt_ins", ids: readonly string[]) {
  const rows = await inBatches(ids, (some) =>
    tx.selectFrom(table).select(["id", "seq"]).where("id", "in", some).execute(),
  );
  return new Map(rows.map(({ id, seq }) => [id, seq]));
}
