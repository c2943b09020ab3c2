import type { Pool } from "pg";
import { COUNTS, OPT_INS_OF_LEADS, UNFOUND } from "../counts/counts-anew.ts";
import type { Findings } from "../database/database.ts";
import { pendingMigrations, refuseNewer } from "../database/migrate.ts";
import { damageIn } from "./amcheck.ts";
import { inspect } from "./inspect.ts";
import { migrations } from "./migrations.ts";

/**
 * Looks through a database, also while others use it, and changes nothing. Of tables and indexes
 * as the server keeps them, amcheck tells, where that is there.
 * @throws {DatabaseProblem} when it isn't one that this version knows
 */
export async function checkDatabase(pool: Pool, name: string): Promise<Findings> {
  const applied = await inspect(pool, name, false);
  refuseNewer(name, applied, migrations);
  const pending = pendingMigrations(applied, migrations);
  const numberFrom = async (query: string): Promise<number> => {
    const { rows } = await pool.query<{ n: number }>(`select (${query}) as n`);
    return Number(rows[0]?.n);
  };
  const damages = await damageIn(pool);
  const faults =
    pending.length > 0
      ? [
          `From an older version: the server's next start brings it up to date (${pending.join(", ")})`,
        ]
      : await faultsOf(numberFrom);
  return {
    leads: await numberFrom("select count(*) from leads"),
    optIns: await numberFrom("select count(*) from opt_ins"),
    faults: [...damages, ...faults],
    isWhole: damages.length === 0,
  };
}

async function faultsOf(numberFrom: (query: string) => Promise<number>): Promise<string[]> {
  const isMirror =
    (await numberFrom("select count(*) from facts where name = 'mode' and value = 'live'")) > 0;
  const faults: string[] = [];
  // In a mirror, how many opt-ins a lead has is Hermon's to say.
  for (const { what, kept, anew } of isMirror ? COUNTS : [...COUNTS, OPT_INS_OF_LEADS]) {
    const missing = (from: string, among: string) =>
      numberFrom(`select count(*) from (${from} except ${among}) as missing`);
    const n = Math.max(await missing(kept, anew), await missing(anew, kept));
    if (n > 0) faults.push(`Counts of ${what} that are wrong: ${n}`);
  }
  const unfound = await numberFrom(UNFOUND);
  if (unfound > 0)
    faults.push(`Leads that searches miss, or find though they are gone: ${unfound}`);
  return faults;
}
