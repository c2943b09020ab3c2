import type { Selectable } from "kysely";
import { perVersion } from "./per-version.ts";
import type { LeadSourcesTable, PeopleTable, StatusesTable } from "./tables.ts";

/** The small tables leads point into, by `seq`: joined here, not once a row in the database. */
export interface Dictionary {
  readonly statuses: ReadonlyMap<number, Selectable<StatusesTable>>;
  readonly people: ReadonlyMap<number, Selectable<PeopleTable>>;
  readonly sources: ReadonlyMap<number, Selectable<LeadSourcesTable>>;
}

/** Read rows first and the dictionary after them, so that it knows all they point at. */
export const readDictionary = perVersion<Dictionary>(async ({ db }) => {
  const [statuses, people, sources] = await Promise.all([
    db.selectFrom("statuses").selectAll().orderBy("seq").execute(),
    db.selectFrom("people").selectAll().orderBy("seq").execute(),
    db.selectFrom("lead_sources").selectAll().orderBy("seq").execute(),
  ]);
  return { statuses: bySeq(statuses), people: bySeq(people), sources: bySeq(sources) };
});

const bySeq = <Row extends { seq: number }>(rows: Row[]) =>
  new Map(rows.map((row) => [row.seq, row]));
