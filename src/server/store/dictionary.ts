import type { Selectable } from "kysely";
import { searchText } from "#api/contract/text/search-text.ts";
import type { LeadStatus, Status } from "#api/contract/leads/statuses.ts";
import { byFunnel } from "#api/contract/vocabulary.ts";
import type { Store } from "./open.ts";
import type { PeopleTable } from "./tables.ts";

/**
 * The small tables leads and opt-ins point into, by `seq`: joined here, not once a row in the database.
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
  /** Of opt-ins, with the text that they are searched by. */
  readonly forms: ReadonlyMap<number, { name: string | null; text: string }>;
}

interface Cached {
  readonly version: number;
  readonly dictionary: Dictionary;
}

/** The last one read of each open database. */
const cache = new WeakMap<symbol, Cached>();

/** Those of snapshots, in which nothing changes. */
const inSnapshot = new WeakMap<Store, Promise<Dictionary>>();

/**
 * The dictionary as it is in a snapshot, so that it knows all that the snapshot's rows point at;
 * given the store itself, as it is by now. It is read anew when the version of its tables is
 * another one, which the database's triggers count, whoever writes.
 */
export const readDictionary = (store: Store): Promise<Dictionary> =>
  store.read((snapshot) => {
    const dictionary = inSnapshot.get(snapshot) ?? readCurrent(snapshot);
    inSnapshot.set(snapshot, dictionary);
    return dictionary;
  });

async function readCurrent(snapshot: Store): Promise<Dictionary> {
  const version = await readVersion(snapshot);
  const cached = cache.get(snapshot.id);
  if (cached?.version === version) return cached.dictionary;
  const dictionary = await read(snapshot);
  cache.set(snapshot.id, { version, dictionary });
  return dictionary;
}

async function readVersion({ db }: Store): Promise<number> {
  const { n } = await db
    .selectFrom("versions")
    .select("n")
    .where("name", "=", "dictionary")
    .executeTakeFirstOrThrow();
  return n;
}

async function read({ db }: Store): Promise<Dictionary> {
  const statuses = (await db.selectFrom("statuses").selectAll().execute()).toSorted(byFunnel);
  const people = (await db.selectFrom("people").selectAll().execute()).toSorted(byName);
  const sources = await db.selectFrom("lead_sources").selectAll().execute();
  const forms = await db.selectFrom("forms").selectAll().execute();
  return {
    statuses: bySeq(statuses, ({ seq: _, ...status }) => status),
    leadStatuses: bySeq(statuses, ({ seq: _, type: __, ...status }) => status),
    people: bySeq(people, (person) => person),
    sources: bySeq(sources, ({ id, name }) => ({ id, name })),
    forms: bySeq(forms, ({ name }) => ({ name, text: searchText(name ?? "") })),
  };
}

const bySeq = <Row extends { seq: number }, T>(rows: readonly Row[], entryOf: (row: Row) => T) =>
  new Map(rows.map((row) => [row.seq, Object.freeze(entryOf(row))]));

type Named = Pick<PeopleTable, "name" | "email">;

function byName(a: Named, b: Named): number {
  if (a.name !== null && b.name !== null) {
    return a.name.localeCompare(b.name) || a.email.localeCompare(b.email);
  }
  return Number(a.name === null) - Number(b.name === null) || a.email.localeCompare(b.email);
}

/** The forms with one of these names, by `seq`; `null` is for those without. */
export const formsNamed = ({ forms }: Dictionary, names: readonly (string | null)[]): number[] =>
  [...forms].filter(([, { name }]) => names.includes(name)).map(([seq]) => seq);
