import type { LeadCounts, ValueCount } from "#api/contract/lead-views.ts";
import { OPPORTUNITY, type Owner, OWNERS, SOURCES, UNASSIGNED } from "#api/contract/vocabulary.ts";
import { type Dictionary, readDictionary } from "./dictionary.ts";
import { LeadCube, type Value } from "./lead-cube.ts";
import { type LeadsFilter, selectionOf } from "./lead-filter.ts";
import type { Store } from "./open.ts";
import { emailKey } from "./people.ts";
import { perVersion } from "./per-version.ts";

/** The counts of the database as it is now. */
export const readLeadCube = perVersion(
  async ({ db }) =>
    new LeadCube(await db.selectFrom("lead_counts").selectAll().where("n", ">", 0).execute()),
);

/**
 * Exact counts under a filter: of all that match, and for each filter of every value it knows under
 * the other filters, those nobody has included.
 */
export async function countLeads(store: Store, filter: LeadsFilter): Promise<LeadCounts> {
  const dictionary = await readDictionary(store);
  const cube = await readLeadCube(store);
  const { total, of } = cube.counts(selectionOf(filter, dictionary));
  const owners = (owner: Owner) => ownerCounts(dictionary, cube.values[owner], of[owner]);
  return {
    total,
    all: cube.total({}),
    source: sourceCounts(cube.values.source, of.source),
    status: statusCounts(dictionary, cube.values.status, of.status),
    setter: owners("setter"),
    closer: owners("closer"),
    triager: owners("triager"),
  };
}

/** The owner column in which the person stands most often; `null` when they own no lead. */
export async function ownerColumnOf(store: Store, email: string): Promise<Owner | null> {
  const { people } = await readDictionary(store);
  const person = [...people.values()].find((one) => one.email === emailKey(email));
  if (!person) return null;
  const { of } = (await readLeadCube(store)).counts({});
  const owned = OWNERS.map(({ owner }) => ({ owner, n: of[owner].get(person.seq) ?? 0 }));
  const most = owned.reduce((best, one) => (one.n > best.n ? one : best));
  return most.n > 0 ? most.owner : null;
}

type Counts = ReadonlyMap<Value, number>;

/** The documented sources in their order, then any others in use. */
function sourceCounts(used: readonly string[], counts: Counts): ValueCount[] {
  const values = new Set([...SOURCES, ...used.toSorted()]);
  return [...values].map((value) => ({ value, count: counts.get(value) ?? 0 }));
}

/** In funnel order, every status a lead may have or has. */
const statusCounts = ({ statuses }: Dictionary, used: readonly number[], counts: Counts) =>
  [...statuses]
    .filter(([seq, { type }]) => type !== OPPORTUNITY || used.includes(seq))
    .map(([seq, { id }]) => ({ value: id, count: counts.get(seq) ?? 0 }));

/** "Unassigned", then by name everyone who has that job in any lead. */
const ownerCounts = ({ people }: Dictionary, used: readonly number[], counts: Counts) => [
  { value: UNASSIGNED, count: counts.get(0) ?? 0 },
  ...[...people.values()]
    .filter(({ seq }) => used.includes(seq))
    .map(({ seq, email }) => ({ value: email, count: counts.get(seq) ?? 0 })),
];
