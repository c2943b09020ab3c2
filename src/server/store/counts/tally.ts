import type { Transaction } from "kysely";
import { type LeadGroup, NOBODY } from "../leads/lead-filter.ts";
import type { Tables } from "../tables.ts";
import { dayOf } from "../time.ts";

/**
 * The one place that keeps the counts: of leads by group and by day, of opt-ins by source. All of
 * it runs in the transaction that changes what is counted, so a count is never off.
 */

/** What a lead is counted by. */
export interface Counted {
  source: string;
  status: number;
  setter?: number | null | undefined;
  closer?: number | null | undefined;
  triager?: number | null | undefined;
}

/** The group a lead is counted in. */
export const groupOf = ({ source, status, setter, closer, triager }: Counted): LeadGroup => ({
  source,
  status,
  setter: setter ?? NOBODY,
  closer: closer ?? NOBODY,
  triager: triager ?? NOBODY,
});

/** Counts leads that were added. */
export async function countNewLeads(
  tx: Transaction<Tables>,
  leads: readonly (Counted & { created_at: number })[],
): Promise<void> {
  const stamp = await nextStamp(tx);
  await countIn(tx, grouped(leads.map(groupOf)), stamp);
  const days = grouped(leads.map((lead) => dayOf(lead.created_at)));
  for (const [day, n] of days) await countDay(tx, day, n);
}

/** Takes a lead that is gone out of the counts. */
export async function countGoneLead(
  tx: Transaction<Tables>,
  lead: Counted & { created_at: number },
): Promise<void> {
  await countOut(tx, groupOf(lead), await nextStamp(tx));
  await countDay(tx, dayOf(lead.created_at), -1);
}

/** Counts a lead on another day than before, both given by a time in milliseconds. */
export async function moveLeadDay(
  tx: Transaction<Tables>,
  before: number,
  after: number,
): Promise<void> {
  if (dayOf(before) === dayOf(after)) return;
  await countDay(tx, dayOf(before), -1);
  await countDay(tx, dayOf(after), 1);
}

/** Counts a lead over from what it was to what it has become. */
export async function recountLead(
  tx: Transaction<Tables>,
  before: Counted,
  after: Counted,
): Promise<void> {
  const stamp = await nextStamp(tx);
  await countOut(tx, groupOf(before), stamp);
  await countIn(tx, [[groupOf(after), 1]], stamp);
}

/** Counts opt-ins that were added. */
export async function countNewOptIns(
  tx: Transaction<Tables>,
  optIns: readonly { source: string }[],
): Promise<void> {
  const sources = grouped(optIns.map((optIn) => optIn.source));
  for (const [source, n] of sources) await countOptInSource(tx, source, n);
}

/** Takes opt-ins that are gone out of the counts. */
export async function countGoneOptIns(
  tx: Transaction<Tables>,
  optIns: readonly { source: string }[],
): Promise<void> {
  const sources = grouped(optIns.map((optIn) => optIn.source));
  for (const [source, n] of sources) await countOptInSource(tx, source, -n);
}

async function countOptInSource(tx: Transaction<Tables>, source: string, n: number) {
  await (n > 0
    ? tx
        .insertInto("opt_in_counts")
        .values({ source, n })
        .onConflict((on) =>
          on.column("source").doUpdateSet((eb) => ({ n: eb("opt_in_counts.n", "+", n) })),
        )
        .execute()
    : tx
        .updateTable("opt_in_counts")
        .set((eb) => ({ n: eb("n", "+", n) }))
        .where("source", "=", source)
        .execute());
}

/** Writers come one after another, so a greater stamp is a later change. */
async function nextStamp(tx: Transaction<Tables>): Promise<number> {
  const { latest } = await tx
    .selectFrom("lead_counts")
    .select((eb) => eb.fn.max("stamp").as("latest"))
    .executeTakeFirstOrThrow();
  return (latest ?? 0) + 1;
}

/** The checks against counts below nothing apply to what is inserted, too: hence two ways. */
async function countDay(tx: Transaction<Tables>, day: number, n: number) {
  await (n > 0
    ? tx
        .insertInto("lead_days")
        .values({ day, n })
        .onConflict((on) =>
          on.column("day").doUpdateSet((eb) => ({ n: eb("lead_days.n", "+", n) })),
        )
        .execute()
    : tx
        .updateTable("lead_days")
        .set((eb) => ({ n: eb("n", "+", n) }))
        .where("day", "=", day)
        .execute());
}

async function countOut(tx: Transaction<Tables>, group: LeadGroup, stamp: number) {
  const { source, status, setter, closer, triager } = group;
  await tx
    .updateTable("lead_counts")
    .set((eb) => ({ n: eb("n", "-", 1), stamp }))
    .where("source", "=", source)
    .where("status", "=", status)
    .where("setter", "=", setter)
    .where("closer", "=", closer)
    .where("triager", "=", triager)
    .execute();
}

async function countIn(
  tx: Transaction<Tables>,
  groups: readonly (readonly [LeadGroup, number])[],
  stamp: number,
) {
  if (groups.length === 0) return;
  await tx
    .insertInto("lead_counts")
    .values(groups.map(([group, n]) => ({ ...group, n, stamp })))
    .onConflict((on) =>
      on
        .columns(["source", "status", "setter", "closer", "triager"])
        .doUpdateSet((eb) => ({ n: eb("lead_counts.n", "+", eb.ref("excluded.n")), stamp })),
    )
    .execute();
}

/** Each different item with how often it is there. */
function grouped<T>(items: readonly T[]): [T, number][] {
  const byKey = new Map<string, [T, number]>();
  for (const item of items) {
    const key = JSON.stringify(item);
    const [, n] = byKey.get(key) ?? [item, 0];
    byKey.set(key, [item, n + 1]);
  }
  return [...byKey.values()];
}
