import { expect, test } from "vitest";
import { ApiError } from "#api/errors.ts";
import { LastErrors } from "./last-errors.ts";

const failed = (happened: string, status = 500) =>
  new ApiError({ kind: "http", endpoint: "getLead", happened, status });

test("keeps the newest twenty, equal ones in a row once, and nothing that is expected", () => {
  const errors = new LastErrors();
  for (let i = 1; i <= 25; i += 1) {
    errors.note(failed(`HTTP ${500 + i}`));
    errors.note(failed(`HTTP ${500 + i}`));
  }
  errors.note(failed("HTTP 404", 404));
  errors.note(new ApiError({ kind: "aborted", endpoint: "getLead", happened: "aborted" }));
  errors.note(new Error("not of Hermon"));
  const whats = errors.newestFirst.map(({ what }) => what);
  expect(whats).toEqual(Array.from({ length: 20 }, (_, i) => `getLead: HTTP ${525 - i}`));
});
