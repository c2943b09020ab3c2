import type { AskedAt } from "../hermon/hermon.ts";
import { distinctById, type Read } from "../rows/read.ts";
import type { RowKind, Unreadable } from "./unreadable.ts";

/** Rows as Hermon answered them. */
export interface Rows extends AskedAt {
  readonly rows: readonly unknown[];
  /** Where they were found, to tell rows without an id apart; `null`: these aren't counted. */
  readonly place: string | null;
}

/** Each row once; those that can't be read are noted. */
export function readable<T extends { readonly id: string }>(
  unreadable: Unreadable,
  kind: RowKind,
  { rows, place }: Pick<Rows, "rows" | "place">,
  read: (row: unknown) => Read<T>,
): T[] {
  const results = rows.map(read);
  results.forEach((result, at) => {
    if (result.ok) return;
    const where = place === null ? null : `${place}:${at}`;
    unreadable.add({ kind, id: result.id, why: result.why }, where);
  });
  return distinctById(results.flatMap((result) => (result.ok ? [result.value] : [])));
}
