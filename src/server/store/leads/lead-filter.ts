import { emailKey } from "#api/contract/email-key.ts";
import { LEAD_FILTERS, type LeadFilterName, type Owner } from "#api/contract/vocabulary.ts";
import type { Dictionary } from "../dictionary.ts";

/** A lead matches when every filter that is given has one of its values. */
export interface LeadsFilter {
  readonly source?: readonly string[] | undefined;
  /** Status ids. */
  readonly status?: readonly string[] | undefined;
  readonly status_role?: readonly string[] | undefined;
  /** E-mails; `null` is for leads that have no such owner. */
  readonly setter?: readonly (string | null)[] | undefined;
  readonly closer?: readonly (string | null)[] | undefined;
  readonly triager?: readonly (string | null)[] | undefined;
}

/** Stands in an owner's place when there is none; people are numbered from 1. */
export const NOBODY = 0;

/** The five filtered columns of a lead. */
export interface LeadGroup {
  readonly source: string;
  readonly status: number;
  readonly setter: number;
  readonly closer: number;
  readonly triager: number;
}

/** A source by its name, all others by their `seq`. */
export type Value = LeadGroup[LeadFilterName];

/** A filter in the store's own terms. What isn't known is left out, so a list may be empty. */
export type Selection = Readonly<Partial<Record<LeadFilterName, readonly Value[]>>>;

/** Owners are compared by {@link emailKey}, ids in lower case. */
export function selectionOf(filter: LeadsFilter, dictionary: Dictionary): Selection {
  const { source } = filter;
  const status = statusesOf(filter, dictionary);
  return {
    ...(source && { source: sorted(source) }),
    ...(status && { status: sorted(status) }),
    ...ownersOf("setter", filter, dictionary),
    ...ownersOf("closer", filter, dictionary),
    ...ownersOf("triager", filter, dictionary),
  };
}

/** Whether a lead of that group is selected. */
export const selects = (selection: Selection, group: LeadGroup): boolean =>
  LEAD_FILTERS.every((filter) => selection[filter]?.includes(group[filter]) ?? true);

function statusesOf({ status, status_role: roles }: LeadsFilter, { statuses }: Dictionary) {
  if (!status && !roles) return undefined;
  const ids = status && new Set(status.map((id) => id.toLowerCase()));
  return [...statuses]
    .filter(([, { id, role }]) => (ids?.has(id) ?? true) && (roles?.includes(role) ?? true))
    .map(([seq]) => seq);
}

function ownersOf(owner: Owner, filter: LeadsFilter, { people }: Dictionary): Selection {
  const emails = filter[owner]?.map((email) => (email === null ? null : emailKey(email)));
  if (!emails) return {};
  const chosen = [...people.values()].filter(({ email }) => emails.includes(email));
  const seqs = chosen.map(({ seq }) => seq);
  return { [owner]: sorted(emails.includes(null) ? [NOBODY, ...seqs] : seqs) };
}

/** In one order whatever the order of asking, so that the same selection is counted once. */
const sorted = <T extends Value>(values: readonly T[]): T[] =>
  [...new Set(values)].toSorted((a, b) => (a < b ? -1 : 1));
