import { expect, test } from "vitest";
import { ApiError, explain, isUnanswered } from "./errors.ts";

type Facts = ConstructorParameters<typeof ApiError>[0];

const inWords = (facts: Partial<Facts>): string => {
  const error = new ApiError({ kind: "http", endpoint: "getLeadView", happened: "", ...facts });
  const { what, next } = explain(error);
  return `${what} ${next}`;
};

test.for<[Partial<Facts>, string]>([
  [
    { kind: "network" },
    "The dashboard's server can't be reached. Check the connection and try again.",
  ],
  [{ kind: "timeout" }, "The dashboard's server is not answering. Try again in a moment."],
  [{ kind: "aborted" }, "The request was stopped. Try again if you still need it."],
  [{ kind: "redirected" }, "The server's answer can't be read. Try again, or tell your operator."],
  [{ kind: "unreadable" }, "The server's answer can't be read. Try again, or tell your operator."],
  [
    { kind: "unexpected-shape" },
    "The server's answer can't be read. Try again, or tell your operator.",
  ],
  [{ status: 400, answered: "page must be 1" }, "page must be 1. Correct it and try again."],
  [{ status: 400 }, "The server didn't accept this. Correct it and try again."],
  [
    { status: 400, endpoint: "changeLeadStatus", answered: "There is no such status" },
    "There is no such status. Choose another status.",
  ],
  [{ status: 401, answered: "Sign in to go on" }, "You are signed out. Sign in to go on."],
  [
    { status: 401, endpoint: "signIn" },
    "The email or password is wrong. Check both and try again.",
  ],
  [
    { status: 403, answered: "Your role (viewer) can't change statuses" },
    "Your role (viewer) can't change statuses. Ask a manager.",
  ],
  [
    { status: 403, endpoint: "createFirstManager" },
    "This link was used already. Open the newest link.",
  ],
  [{ status: 403, answered: "x".repeat(201) }, "You are not allowed to do this. Ask a manager."],
  [{ status: 404 }, "It can't be found, or was deleted. Go back to the list."],
  [{ status: 409 }, "Someone else changed it meanwhile. Look at it, then decide again."],
  [
    { status: 409, details: { reason: "other_person" } },
    "Someone else is signed in by now. Reload the page to go on.",
  ],
  [{ status: 413 }, "This is too much to send. Shorten it and try again."],
  [{ status: 429 }, "Too many requests. Try again in a moment."],
  [{ status: 429, retryAfterMs: 7_100 }, "Too many requests. Try again in 8 s."],
  [{ status: 429, retryAfterMs: 3_600_000 }, "Too many requests. Try again in 60 minutes."],
  [{ status: 500 }, "The server answered with an error (500). Try again in a moment."],
  [{ status: 502 }, "The dashboard's server is not answering. Try again in a moment."],
  [
    { status: 503, answered: "Hermon doesn't accept the API key" },
    "Hermon doesn't accept the API key. Try again in a moment.",
  ],
  [
    { status: 504, answered: "It isn't known whether it was changed" },
    "It isn't known whether it was changed. Look before you try again.",
  ],
  [
    { status: 504, answered: " " },
    "The dashboard's server is not answering. Try again in a moment.",
  ],
  [
    { status: 503, retryAfterMs: 8_000 },
    "The dashboard's server is not answering. Try again in 8 s.",
  ],
  [{ status: 418 }, "The server answered with an error (418). Try again in a moment."],
])("%o", ([facts, words]) => {
  expect(inWords(facts)).toBe(words);
});

test("a wait that the server asked for counts down, and then one may try again", () => {
  const busy = { kind: "http", endpoint: "", happened: "", status: 503 } as const;
  const error = new ApiError({ ...busy, retryAfterMs: 8_000 });
  const { retryAt } = explain(error);
  if (retryAt === undefined) throw new Error("It doesn't say until when");
  const told = [8_000, 7_999, 7_000, 1, 0, -60_000].map((left) => explain(error, retryAt - left));
  expect(told.map(({ next }) => next)).toEqual([
    "Try again in 8 s.",
    "Try again in 8 s.",
    "Try again in 7 s.",
    "Try again in 1 s.",
    "Try again.",
    "Try again.",
  ]);
  expect(explain(new ApiError(busy))).not.toHaveProperty("retryAt");
});

test.for([new TypeError("x is undefined"), "text", null, undefined])("unknown: %o", (error) => {
  expect(explain(error)).toEqual({
    what: "Something went wrong here.",
    next: "Reload the page and try again.",
  });
});

test("nobody answered where the way there fails, or a proxy speaks for the server", () => {
  const error = (facts: Partial<Facts>) =>
    new ApiError({ kind: "http", endpoint: "getLeadView", happened: "", ...facts });
  for (const kind of ["network", "timeout"] as const) {
    expect(isUnanswered(error({ kind }))).toBe(true);
  }
  for (const status of [502, 503, 504]) {
    expect(isUnanswered(error({ status }))).toBe(true);
    expect(isUnanswered(error({ status, answered: "Hermon is away" }))).toBe(false);
  }
  for (const other of [error({ status: 500 }), error({ kind: "aborted" }), new Error("x")]) {
    expect(isUnanswered(other)).toBe(false);
  }
});
