import { expect, test } from "vitest";
import { isShown } from "#dashboard/connection/page-person.ts";
import {
  forgetAllUnsaved,
  forgetUnsaved,
  keepUnsaved,
  restoreUnsaved,
  unsavedOf,
} from "./unsaved-changes.ts";

const change = (lead: string, status: string) => ({ lead, status, change: `of ${lead}` });

test("are kept for whom the page shows: of each lead the latest, until it is made or given up", () => {
  restoreUnsaved();
  keepUnsaved(change("first", "won"));
  expect(unsavedOf("ada")).toEqual([]);

  expect(isShown("ada")).toBe(true);
  keepUnsaved(change("first", "won"));
  keepUnsaved(change("second", "won"));
  keepUnsaved(change("first", "lost"));
  expect(unsavedOf("ada")).toEqual([change("second", "won"), change("first", "lost")]);
  forgetUnsaved(["second", "third"]);
  expect(unsavedOf("ada")).toEqual([change("first", "lost")]);

  // Once someone else has come, nobody is offered them any more.
  expect(unsavedOf("ben")).toEqual([]);
  expect(unsavedOf("ada")).toEqual([]);
  keepUnsaved(change("first", "won"));
  forgetAllUnsaved();
  expect(unsavedOf("ada")).toEqual([]);
});

test("a page shows the first who comes and nobody after them", () => {
  expect([isShown("ada"), isShown("ben"), isShown("ada")]).toEqual([true, false, true]);
});
