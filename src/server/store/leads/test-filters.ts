import fc from "fast-check";
import { SOURCES } from "#api/contract/vocabulary.ts";
import type { NewLead } from "../additions.ts";
import type { LeadsFilter } from "./lead-filter.ts";
import { PEOPLE, STATUSES } from "../test-store.ts";

const emailOf = (seq: number | null | undefined) =>
  PEOPLE.find((person) => person.seq === seq)?.email ?? null;

const someOf = <T>(values: readonly T[]) =>
  fc.option(fc.uniqueArray(fc.constantFrom(...values), { minLength: 1 }), { nil: undefined });

const owners = someOf([...PEOPLE.map(({ email }) => email), null, "nobody@example.com"]);

/** Any filter of the mixed leads, with values that no lead has among them. */
export const anyFilter: fc.Arbitrary<LeadsFilter> = fc.record({
  source: someOf([...SOURCES.slice(0, 4), "ELSEWHERE"]),
  status: someOf(STATUSES.map(({ id }) => id)),
  status_role: someOf(["NEW_LEAD", "APPOINTMENT_BOOKED", "WON", "LOST"]),
  setter: owners,
  closer: owners,
  triager: owners,
});

/** Whether a lead matches, by the words of the filter alone. */
export function matches(lead: NewLead, filter: LeadsFilter): boolean {
  const status = STATUSES.find(({ seq }) => seq === lead.status);
  return (
    (filter.source?.includes(lead.source) ?? true) &&
    (filter.status?.includes(status?.id ?? "") ?? true) &&
    (filter.status_role?.includes(status?.role ?? "") ?? true) &&
    (filter.setter?.includes(emailOf(lead.setter)) ?? true) &&
    (filter.closer?.includes(emailOf(lead.closer)) ?? true) &&
    (filter.triager?.includes(emailOf(lead.triager)) ?? true)
  );
}

/** Newest first, then by id. */
export const inListOrder = (a: NewLead, b: NewLead): number =>
  b.created_at - a.created_at || (a.id < b.id ? -1 : 1);
