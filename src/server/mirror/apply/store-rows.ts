import type { Transaction } from "kysely";
import type { Store } from "#server/store/open.ts";
import { RefusedValue } from "#server/store/store-failure.ts";
import type { Tables } from "#server/store/tables.ts";

interface RowsStored<Row, Stored> {
  /** What came of each commit. */
  readonly stored: readonly Stored[];
  /** Rows that can't be stored. */
  readonly odd: readonly Row[];
}

/**
 * Stores rows with one commit. Should one of them be such that the database doesn't take it, each is
 * stored on its own, so that it costs no others.
 * @param store what stores some of the rows in a transaction
 * @throws what is no row's fault, such as a full disk
 */
export async function storeRows<Row, Stored>(
  { write }: Pick<Store, "write">,
  rows: readonly Row[],
  store: (tx: Transaction<Tables>, rows: readonly Row[]) => Promise<Stored>,
): Promise<RowsStored<Row, Stored>> {
  try {
    return { stored: [await write((tx) => store(tx, rows))], odd: [] };
  } catch (error) {
    if (!isOfRow(error)) throw error;
    if (rows.length <= 1) return { stored: [], odd: rows };
  }
  const each: RowsStored<Row, Stored>[] = [];
  for (const row of rows) each.push(await storeRows({ write }, [row], store));
  return { stored: each.flatMap(({ stored }) => stored), odd: each.flatMap(({ odd }) => odd) };
}

const isOfRow = (error: unknown): boolean =>
  error instanceof RangeError || error instanceof TypeError || error instanceof RefusedValue;
