import { setImmediate } from "node:timers/promises";
import { sql } from "kysely";
import type { Store } from "../../open.ts";

/** A read that has SQLite count so far, in one go: ten million take about a second. */
export async function countFar({ db }: Pick<Store, "db">, millions: number): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    with recursive numbers (i) as (
      select 1 union all select i + 1 from numbers where i < ${millions * 1_000_000}
    )
    select count(*) as n from numbers`.execute(db);
  return rows[0]?.n ?? 0;
}

/** So many millions take a while, and are soon over once nobody waits for them. */
const LONG = 3;

/**
 * Keeps a reader in one long query after the other, until its limits end that.
 * @param onCounted is told when one is over
 */
export const countForever = (store: Store, onCounted?: () => void): Promise<never> =>
  store.read(async (snapshot) => {
    for (;;) {
      await countFar(snapshot, LONG);
      onCounted?.();
      await setImmediate();
    }
  });
