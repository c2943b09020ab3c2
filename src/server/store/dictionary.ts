import type { Selectable } from "kysely";
import type { LeadStatus, Status } from "#api/contract/statuses.ts";
import { byFunnel } from "#api/contract/vocabulary.ts";
import { perVersion } from "./per-version.ts";
import type { PeopleTable } from "./tables.ts";

/**
 * The small tables leads point into, by `seq`: joined here, not once a row in the database.
 * Entries are shared by all who read them, hence frozen.
 */
export interface Dictionary {
  /** In funnel order. */
  readonly statuses: ReadonlyMap<number, Status>;
  /** The same as a lead carries them. */
  readonly leadStatuses: ReadonlyMap<number, LeadStatus>;
  /** By name, those without one last, by e-mail. */
  readonly people: ReadonlyMap<number, Selectable<PeopleTable>>;
  readonly sources: ReadonlyMap<number, { id: string | null; name: string | null }>;
}

/** Read rows first and the dictionary after them, so that it knows all they point at. */
export const readDictionary = perVersion<Dictionary>(async ({ db }) => {
  const statuses = (await db.selectFrom("statuses").selectAll().execute()).toSorted(byFunnel);
  const people = (await db.selectFrom("people").selectAll().execute()).toSorted(byName);
  const sources = await db.selectFrom("lead_sources").selectAll().execute();
  return {
    statuses: bySeq(statuses, ({ seq: _, ...status }) => status),
    leadStatuses: bySeq(statuses, ({ seq: _, type: __, ...status }) => status),
    people: bySeq(people, (person) => person),
    sources: bySeq(sources, ({ id, name }) => ({ id, name })),
  };
});

const bySeq = <Row extends { seq: number }, T>(rows: readonly Row[], entryOf: (row: Row) => T) =>
  new Map(rows.map((row) => [row.seq, Object.freeze(entryOf(row))]));

type Named = Pick<PeopleTable, "name" | "email">;

function byName(a: Named, b: Named): number {
  if (a.name !== null && b.name !== null) {
    return a.name.localeCompare(b.name) || a.email.localeCompare(b.email);
  }
  return Number(a.name === null) - Number(b.name === null) || a.email.localeCompare(b.email);
}
