import { beforeEach, expect, test } from "vitest";
import type { Lead } from "#api/contract/leads/leads.ts";
import type { LeadStatus } from "#api/contract/leads/statuses.ts";
import { minute, testLead, testStatus } from "#dashboard/domain/lead/test-lead.ts";
import { resetPerson } from "#dashboard/ui/state/person-reset.ts";
import {
  beginChanges,
  endChange,
  expectedStatus,
  isChangePending,
  isLatest,
  isOutdatedEvent,
  latestTarget,
  type StatusTarget,
  withOwnChange,
} from "./own-changes.ts";

const [fresh, won, lost] = [testStatus("Fresh"), testStatus("Won"), testStatus("Lost")];

/** The lead as an answer has it that was read at some minute. */
const lead = (status: LeadStatus, at: number) =>
  testLead({ id: "lead", status, updated_at: minute(at) });

const shownFor = (answer: Lead) => withOwnChange(answer).status.name;

/** Begins a change of the lead. */
function begin(from: LeadStatus, to: LeadStatus, current = from): StatusTarget {
  const target = { lead: lead(from, 0), to };
  beginChanges([target], () => current);
  return target;
}

beforeEach(resetPerson);

test("what wasn't changed here is shown as it is answered", () => {
  const answer = lead(fresh, 0);
  expect(withOwnChange(answer)).toBe(answer);
  expect(isOutdatedEvent(answer)).toBe(false);
  expect(endChange({ lead: answer, to: won }, answer)).toBeUndefined();
  expect([latestTarget("lead"), expectedStatus("lead"), isChangePending()]).toEqual([
    undefined,
    undefined,
    false,
  ]);
});

test("no answer takes a lead back while its change is under way, nor one that is older later on", () => {
  const change = begin(fresh, won);
  expect(isChangePending()).toBe(true);
  expect(expectedStatus("lead")).toBe(fresh);
  expect(shownFor(lead(fresh, 0))).toBe("Won");
  // Whatever its time says: the change isn't in it.
  expect(shownFor(lead(fresh, 9))).toBe("Won");

  const answer = lead(won, 2);
  expect(endChange(change, answer, true)).toEqual({ shown: won, lead: answer, isLast: true });
  expect(isChangePending()).toBe(false);
  expect(shownFor(lead(fresh, 1))).toBe("Won");
  expect(shownFor(lead(lost, 3))).toBe("Lost");
  // The same moment is no older.
  expect(shownFor(lead(lost, 2))).toBe("Lost");
});

test("of several changes the last one shows until all are answered", () => {
  const [first, second] = [begin(fresh, won), begin(won, lost)];
  expect([isLatest(first), isLatest(second)]).toEqual([false, true]);
  // Won is only on the screen yet.
  expect(expectedStatus("lead")).toBe(fresh);

  const made = lead(won, 1);
  expect(endChange(first, made, true)).toEqual({ shown: lost, lead: made, isLast: false });
  expect(expectedStatus("lead")).toBe(won);
  expect(shownFor(made)).toBe("Lost");

  const madeThen = lead(lost, 2);
  expect(endChange(second, madeThen, true)).toEqual({ shown: lost, lead: madeThen, isLast: true });
  expect(shownFor(made)).toBe("Lost");
  expect(isLatest(second)).toBe(true);
});

test("a change that fails falls back to what the server last said", () => {
  const [first, second] = [begin(fresh, won), begin(won, lost)];
  expect(endChange(first)).toEqual({ shown: lost, lead: undefined, isLast: false });
  expect(expectedStatus("lead")).toBe(fresh);
  expect(endChange(second)).toEqual({ shown: fresh, lead: undefined, isLast: true });

  const [third, fourth] = [begin(fresh, won), begin(won, lost)];
  const made = lead(won, 5);
  endChange(third, made, true);
  // Nor does an event that is older than that take it further back.
  expect(isOutdatedEvent(lead(lost, 4))).toBe(true);
  expect(endChange(fourth)).toEqual({ shown: won, lead: made, isLast: true });
});

test("a change that fails falls back to what was on the screen, not to what its person decided on", () => {
  const change = begin(fresh, lost, won);
  expect(expectedStatus("lead")).toBe(fresh);
  expect(endChange(change)).toEqual({ shown: won, lead: undefined, isLast: true });
});

test("what someone else made of a lead isn't what the next change expects", () => {
  const [first, second] = [begin(fresh, won), begin(won, fresh)];
  isOutdatedEvent(lead(lost, 3));
  const made = lead(won, 2);
  endChange(first, made, true);
  expect(expectedStatus("lead")).toBe(won);
  endChange(second);

  const [third] = [begin(lost, won), begin(won, fresh)];
  // Someone else was quicker.
  endChange(third, lead(fresh, 4));
  expect(expectedStatus("lead")).toBe(lost);
});

test("an event waits for the change's answer, and the newer of both counts", () => {
  const first = begin(fresh, won);
  const newer = lead(lost, 3);
  for (const event of [newer, lead(fresh, 1)]) expect(isOutdatedEvent(event)).toBe(true);
  expect(endChange(first, lead(won, 2), true)).toEqual({ shown: lost, lead: newer, isLast: true });
  expect([isOutdatedEvent(newer), isOutdatedEvent(lead(won, 4))]).toEqual([true, false]);

  const second = begin(lost, won);
  isOutdatedEvent(lead(fresh, 4));
  const answer = lead(won, 5);
  expect(endChange(second, answer, true)).toEqual({ shown: won, lead: answer, isLast: true });
});

test("what one person has changed is forgotten with them, also where they change it again", () => {
  const forgotten = begin(fresh, won);
  resetPerson();
  expect(isChangePending()).toBe(false);
  expect(shownFor(lead(fresh, 0))).toBe("Fresh");
  begin(fresh, lost);
  expect(endChange(forgotten, lead(won, 1), true)).toBeUndefined();
  expect(isChangePending()).toBe(true);
  expect(shownFor(lead(won, 1))).toBe("Lost");
});
