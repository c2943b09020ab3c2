import { expect, test } from "vitest";
import { ApiError } from "#api/errors.ts";
import { whyNotFresh } from "./fresh-lead.ts";

type Facts = Partial<ConstructorParameters<typeof ApiError>[0]>;

test.for<[Facts, string]>([
  [{ status: 503 }, "Hermon can't be reached"],
  [{ status: 504 }, "Hermon can't be reached"],
  [{ kind: "network" }, "the dashboard's server can't be reached"],
  [{ kind: "timeout" }, "the dashboard's server can't be reached"],
  [{ status: 502 }, "the dashboard's server can't be reached"],
  [{ status: 429 }, "Hermon is busy"],
  [{ status: 500 }, "it couldn't be read"],
  [{ kind: "unreadable" }, "it couldn't be read"],
])("%o", ([facts, words]) => {
  const about = { kind: "http", endpoint: "getFreshLead", happened: "" } as const;
  expect(whyNotFresh(new ApiError({ ...about, ...facts }))).toBe(words);
});

test("anything else", () => {
  expect(whyNotFresh(new TypeError("x is undefined"))).toBe("it couldn't be read");
});
