import type { Transaction } from "kysely";
import type { StoredLeads } from "#server/store/mirrored/rows/leads.ts";
import type { StoredOptIns } from "#server/store/mirrored/rows/opt-ins.ts";
import type { Tables } from "#server/store/tables.ts";
import type { MirrorDeps } from "../deps.ts";
import { storeRows } from "./store-rows.ts";
import type { RowKind } from "./unreadable.ts";

/** Goes into the same commit as the rows. */
export type Along = (tx: Transaction<Tables>) => Promise<void>;

interface Found<Row> {
  readonly kind: RowKind;
  readonly rows: readonly Row[];
  /** Where they were found; as `Rows` have it. */
  readonly place: string | null;
}

/** Stores the rows of a page that could be read; one that can't be stored counts as unreadable. */
export async function storePage<Row extends { readonly id: string }, Stored>(
  { store, unreadable }: Pick<MirrorDeps, "store" | "unreadable">,
  { kind, rows, place }: Found<Row>,
  along: Along | undefined,
  work: (tx: Transaction<Tables>, rows: readonly Row[]) => Promise<Stored>,
): Promise<readonly Stored[]> {
  const { stored, odd } = await storeRows(store, rows, async (tx, some) => {
    const result = await work(tx, some);
    if (some === rows) await along?.(tx);
    return result;
  });
  for (const { id } of odd) unreadable.add({ kind, id, why: "it can't be stored" }, place);
  if (odd.length > 0 && along) await store.write(along);
  return stored;
}

/** What came of several commits as if it had been one. */
export const inOneLeads = (all: readonly StoredLeads[]): StoredLeads => ({
  seqs: all.flatMap(({ seqs }) => seqs),
  added: all.flatMap(({ added }) => added),
  changed: all.flatMap(({ changed }) => changed),
  hasNewStatuses: all.some(({ hasNewStatuses }) => hasNewStatuses),
});

/** The same of opt-ins. */
export const inOneOptIns = (all: readonly StoredOptIns[]): StoredOptIns => ({
  seqs: all.flatMap(({ seqs }) => seqs),
  added: all.reduce((sum, { added }) => sum + added, 0),
  leads: all.flatMap(({ leads }) => leads),
  counted: all.flatMap(({ counted }) => counted),
  orphans: all.flatMap(({ orphans }) => orphans),
});
