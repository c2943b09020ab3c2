import { expect, test } from "vitest";
import { ApiError } from "#api/errors.ts";
import { LastErrors } from "./last-errors.ts";

const failed = (happened: string, status = 500, answered?: string) =>
  new ApiError({ kind: "http", endpoint: "getLead", happened, status, answered });

test("keeps the newest twenty, equal ones in a row once, and nothing that is expected", () => {
  const errors = new LastErrors();
  for (let i = 1; i <= 25; i += 1) {
    errors.note(failed(`HTTP ${500 + i}`), true);
    errors.note(failed(`HTTP ${500 + i}`), true);
  }
  errors.note(failed("HTTP 404", 404, "Resource not found"), true);
  errors.note(new ApiError({ kind: "aborted", endpoint: "getLead", happened: "aborted" }), true);
  errors.note(new Error("not of Hermon"), true);
  const whats = errors.newestFirst.map(({ what }) => what);
  expect(whats).toEqual(Array.from({ length: 20 }, (_, i) => `getLead: HTTP ${525 - i}`));
});

test("a 404 is a failure when a list was asked for, or when it isn't Hermon's own", () => {
  const errors = new LastErrors();
  errors.note(failed("HTTP 404", 404, "Resource not found"), false);
  expect(errors.newestFirst).toHaveLength(1);
  errors.note(failed("HTTP 404 of a gateway", 404), true);
  expect(errors.newestFirst).toHaveLength(2);
});
