import { beforeEach, expect, test } from "vitest";
import type { Lead } from "#api/contract/leads.ts";
import type { LeadStatus } from "#api/contract/statuses.ts";
import { minute, testLead, testStatus } from "#dashboard/domain/lead/test-lead.ts";
import { resetPerson } from "#dashboard/ui/state/person-reset.ts";
import {
  asChangedHere,
  beginChange,
  changesBegun,
  confirmedStatus,
  endChange,
  isChangePending,
  isSettledHere,
} from "./own-changes.ts";

const [fresh, won, lost] = [testStatus("Fresh"), testStatus("Won"), testStatus("Lost")];

/** The lead as an answer has it that was read at some minute. */
const lead = (status: LeadStatus, at: number) =>
  testLead({ id: "lead", status, updated_at: minute(at) });

const shownFor = (answer: Lead) => asChangedHere(answer).status.name;

beforeEach(resetPerson);

test("what wasn't changed here is shown as it is answered", () => {
  const answer = lead(fresh, 0);
  expect(asChangedHere(answer)).toBe(answer);
  expect(isSettledHere(answer)).toBe(false);
  expect(endChange("lead", answer)).toBeUndefined();
  expect([changesBegun("lead"), confirmedStatus("lead"), isChangePending()]).toEqual([
    0,
    undefined,
    false,
  ]);
});

test("no answer takes a lead back while its change is under way, nor one that is older later on", () => {
  beginChange("lead", fresh, won);
  expect(isChangePending()).toBe(true);
  expect(confirmedStatus("lead")).toBe(fresh);
  expect(shownFor(lead(fresh, 0))).toBe("Won");
  // Whatever its time says: the change isn't in it.
  expect(shownFor(lead(fresh, 9))).toBe("Won");

  const answer = lead(won, 2);
  expect(endChange("lead", answer)).toEqual({ shown: won, lead: answer, isLast: true });
  expect(isChangePending()).toBe(false);
  expect(shownFor(lead(fresh, 1))).toBe("Won");
  expect(shownFor(lead(lost, 3))).toBe("Lost");
  // The same moment is no older.
  expect(shownFor(lead(lost, 2))).toBe("Lost");
});

test("of several changes the last one shows until all are answered", () => {
  beginChange("lead", fresh, won);
  beginChange("lead", won, lost);
  expect(changesBegun("lead")).toBe(2);
  // Won is only on the screen yet.
  expect(confirmedStatus("lead")).toBe(fresh);

  const first = lead(won, 1);
  expect(endChange("lead", first)).toEqual({ shown: lost, lead: first, isLast: false });
  expect(confirmedStatus("lead")).toBe(won);
  expect(shownFor(first)).toBe("Lost");

  const second = lead(lost, 2);
  expect(endChange("lead", second)).toEqual({ shown: lost, lead: second, isLast: true });
  expect(shownFor(first)).toBe("Lost");
  expect(changesBegun("lead")).toBe(2);
});

test("a change that fails falls back to what the server last said", () => {
  beginChange("lead", fresh, won);
  beginChange("lead", won, lost);
  expect(endChange("lead")).toEqual({ shown: lost, lead: undefined, isLast: false });
  expect(confirmedStatus("lead")).toBe(fresh);
  expect(endChange("lead")).toEqual({ shown: fresh, lead: undefined, isLast: true });

  beginChange("lead", fresh, won);
  beginChange("lead", won, lost);
  endChange("lead", lead(won, 1));
  expect(endChange("lead")).toEqual({ shown: won, lead: undefined, isLast: true });
});

test("what the server tells waits for the change's answer, and the newer of both counts", () => {
  beginChange("lead", fresh, won);
  const newer = lead(lost, 3);
  for (const told of [newer, lead(fresh, 1)]) expect(isSettledHere(told)).toBe(true);
  expect(endChange("lead", lead(won, 2))).toEqual({ shown: lost, lead: newer, isLast: true });
  expect([isSettledHere(newer), isSettledHere(lead(won, 4))]).toEqual([true, false]);

  beginChange("lead", lost, won);
  isSettledHere(lead(fresh, 4));
  const answer = lead(won, 5);
  expect(endChange("lead", answer)).toEqual({ shown: won, lead: answer, isLast: true });
});

test("what one person has changed is forgotten with them", () => {
  beginChange("lead", fresh, won);
  resetPerson();
  expect(isChangePending()).toBe(false);
  expect(shownFor(lead(fresh, 0))).toBe("Fresh");
  expect(endChange("lead", lead(won, 1))).toBeUndefined();
});
