import type { LeadCounts, ValueCount } from "#api/contract/lead-views.ts";
import { OPPORTUNITY, type Owner, OWNERS, SOURCES, UNASSIGNED } from "#api/contract/vocabulary.ts";
import { readDictionary } from "./dictionary.ts";
import { type CubeCounts, LeadCube, type Value } from "./lead-cube.ts";
import { type LeadsFilter, selectionOf } from "./lead-filter.ts";
import type { Store } from "./open.ts";
import { emailKey, listTeam } from "./people.ts";
import { perVersion } from "./per-version.ts";
import { listStatuses } from "./statuses.ts";

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
  const selection = selectionOf(filter, await readDictionary(store));
  const cube = await readLeadCube(store);
  const counts = cube.counts(selection);
  const all = cube.counts({});
  return {
    total: counts.total,
    all: all.total,
    source: sourceCounts(counts, all),
    status: await statusCounts(store, counts, all),
    setter: await ownerCounts(store, "setter", counts, all),
    closer: await ownerCounts(store, "closer", counts, all),
    triager: await ownerCounts(store, "triager", counts, all),
  };
}

/** The owner column in which the person stands most often; `null` when they own no lead. */
export async function ownerColumnOf(store: Store, email: string): Promise<Owner | null> {
  const { people } = await readDictionary(store);
  const person = [...people.values()].find((one) => one.email === emailKey(email));
  if (!person) return null;
  const { of } = (await readLeadCube(store)).counts({});
  const owned = OWNERS.map(({ owner }) => ({ owner, n: of[owner].get(person.seq) ?? 0 }));
  const [most] = owned.sort((a, b) => b.n - a.n);
  return most && most.n > 0 ? most.owner : null;
}

/** The documented sources in their order, then any others in use. */
function sourceCounts({ of }: CubeCounts, all: CubeCounts): ValueCount[] {
  const used = [...all.of.source.keys()].map(String).sort();
  const values = new Set<string>([...SOURCES, ...used]);
  return [...values].map((value) => ({ value, count: of.source.get(value) ?? 0 }));
}

/** In funnel order, what a lead may have or has. */
async function statusCounts(
  store: Store,
  { of }: CubeCounts,
  all: CubeCounts,
): Promise<ValueCount[]> {
  const { statuses } = await readDictionary(store);
  const seqs = new Map([...statuses.values()].map(({ seq, id }) => [id, seq]));
  return (await listStatuses(store))
    .map(({ id, type }) => ({ id, type, seq: seqs.get(id) ?? 0 }))
    .filter(({ type, seq }) => type !== OPPORTUNITY || all.of.status.has(seq))
    .map(({ id, seq }) => ({ value: id, count: of.status.get(seq) ?? 0 }));
}

/** "Unassigned", then by name everyone who has that job in any lead. */
async function ownerCounts(
  store: Store,
  owner: Owner,
  { of }: CubeCounts,
  all: CubeCounts,
): Promise<ValueCount[]> {
  const { people } = await readDictionary(store);
  const seqs = new Map([...people.values()].map(({ seq, email }) => [email, seq]));
  const count = (value: string, seq: Value) => ({ value, count: of[owner].get(seq) ?? 0 });
  const team = (await listTeam(store))
    .map(({ email }) => ({ email, seq: seqs.get(email) ?? 0 }))
    .filter(({ seq }) => all.of[owner].has(seq));
  return [count(UNASSIGNED, 0), ...team.map(({ email, seq }) => count(email, seq))];
}
