import { emailKey } from "#api/contract/email-key.ts";
import type { LeadCounts, ValueCount } from "#api/contract/lead-views.ts";
import { isForLeads, type Owner, OWNERS, SOURCES, UNASSIGNED } from "#api/contract/vocabulary.ts";
import { type Dictionary, readDictionary } from "../dictionary.ts";
import { type LeadsFilter, NOBODY, selectionOf, type Value } from "../leads/lead-filter.ts";
import type { Store } from "../open.ts";
import { addressOf } from "../people.ts";
import { readLeadCube } from "./read-lead-cube.ts";

/**
 * Exact counts under a filter: of all that match, and for each filter of every value it knows under
 * the other filters, those nobody has included.
 */
export async function countLeads(store: Store, filter: LeadsFilter): Promise<LeadCounts> {
  const dictionary = await readDictionary(store);
  const cube = await readLeadCube(store);
  const all = cube.counts({});
  const { total, of } = cube.counts(selectionOf(filter, dictionary));
  const owners = (owner: Owner) => ownerCounts(dictionary, all.of[owner], of[owner]);
  return {
    total,
    all: all.total,
    source: sourceCounts(all.of.source, of.source),
    status: statusCounts(dictionary, all.of.status, of.status),
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

const isUsed = (all: Counts, value: Value) => (all.get(value) ?? 0) > 0;

/** The documented sources in their order, then any others in use. */
function sourceCounts(all: Counts, counts: Counts): ValueCount[] {
  const used = [...all.keys()].filter((value) => isUsed(all, value)).map(String);
  const values = new Set([...SOURCES, ...used.toSorted()]);
  return [...values].map((value) => ({ value, count: counts.get(value) ?? 0 }));
}

/** In funnel order, every status a lead may have or has. */
const statusCounts = ({ statuses }: Dictionary, all: Counts, counts: Counts) =>
  [...statuses]
    .filter(([seq, status]) => isForLeads(status) || isUsed(all, seq))
    .map(([seq, { id }]) => ({ value: id, count: counts.get(seq) ?? 0 }));

/** "Unassigned", then by name everyone who has that job in any lead. */
const ownerCounts = ({ people }: Dictionary, all: Counts, counts: Counts) => [
  { value: UNASSIGNED, count: counts.get(NOBODY) ?? 0 },
  ...[...people.values()]
    .filter(({ seq }) => isUsed(all, seq))
    .map((person) => ({ value: addressOf(person), count: counts.get(person.seq) ?? 0 })),
];
