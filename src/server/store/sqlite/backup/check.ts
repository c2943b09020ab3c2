import { resolve } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { COUNTS, OPT_INS_OF_LEADS, UNFOUND } from "../../counts/counts-anew.ts";
import type { Findings } from "../../database/database.ts";
import { pendingMigrations, refuseNewer } from "../../database/migrate.ts";
import { filePath, refuseMissing } from "../file-path.ts";
import { faultsOf, inspect } from "../inspect.ts";
import { migrations } from "../migrations.ts";

/**
 * Looks through the database at `url`, also while others use it, and changes nothing.
 * @throws {DatabaseProblem} when it can't be read, or isn't one that this version knows
 */
export function checkStore(url: string): Findings {
  const path = filePath(url);
  refuseMissing(path);
  return inspect(path, (database, applied) => {
    refuseNewer(resolve(path), applied, migrations);
    const faults = faultsOf(database, "whole");
    if (faults.length > 0) return { leads: 0, optIns: 0, faults, isWhole: false };
    const [leads, optIns] = ["leads", "opt_ins"].map((table) =>
      numberFrom(database, `select count(*) from ${table}`),
    );
    const outdated = pending(applied);
    const broken = brokenReferences(database);
    // What is counted and found, older versions keep in another way.
    const wrong = outdated.length > 0 ? [] : [...wrongCounts(database), ...unfoundLeads(database)];
    const found = [...outdated, ...broken, ...wrong];
    return { leads: leads ?? 0, optIns: optIns ?? 0, faults: found, isWhole: true };
  });
}

const numberFrom = (database: DatabaseSync, query: string): number =>
  Number(Object.values(database.prepare(query).get() ?? {})[0]);

function pending(applied: readonly string[]): string[] {
  const names = pendingMigrations(applied, migrations);
  if (names.length === 0) return [];
  return [
    `From an older version: the server's next start brings it up to date (${names.join(", ")})`,
  ];
}

function brokenReferences(database: DatabaseSync): string[] {
  const query = `select "table", "parent", count(*) as n from pragma_foreign_key_check group by 1, 2`;
  return database
    .prepare(query)
    .all()
    .map((row) => Object.values(row).map(String))
    .map(([table, parent, n]) => `Rows of ${table} that point at nothing in ${parent}: ${n}`);
}

function unfoundLeads(database: DatabaseSync): string[] {
  const n = numberFrom(database, UNFOUND);
  return n > 0 ? [`Leads that searches miss, or find though they are gone: ${n}`] : [];
}

/** In a mirror, how many opt-ins a lead has is Hermon's to say. */
function wrongCounts(database: DatabaseSync): string[] {
  const isMirror =
    numberFrom(database, "select count(*) from facts where name = 'mode' and value = 'live'") > 0;
  const counts = isMirror ? COUNTS : [...COUNTS, OPT_INS_OF_LEADS];
  return counts
    .map(({ what, kept, anew }) => ({ what, n: apart(database, kept, anew) }))
    .filter(({ n }) => n > 0)
    .map(({ what, n }) => `Counts of ${what} that are wrong: ${n}`);
}

/** In how many rows two queries differ, from whichever side. */
function apart(database: DatabaseSync, one: string, other: string): number {
  const missing = (from: string, among: string) =>
    numberFrom(
      database,
      `select count(*) from (select * from (${from}) except select * from (${among}))`,
    );
  return Math.max(missing(one, other), missing(other, one));
}
