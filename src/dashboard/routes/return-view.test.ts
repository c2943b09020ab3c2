import fc from "fast-check";
import { expect, test } from "vitest";
import { safeView, viewToReturnTo } from "./return-view.ts";

const ORIGIN = "https://leads.example.com";
const isInside = (view: string) => new URL(view, ORIGIN).origin === ORIGIN;

test("a view of ours is gone back to as it was", () => {
  const view = "/leads?source=CALENDLY&lead=896e4c72-e390-4baf-906f-395992266222";
  expect(safeView(view, ORIGIN)).toBe(view);
  expect(safeView("/leads", ORIGIN)).toBe("/leads");
  expect(safeView("/opt-ins", ORIGIN)).toBe("/opt-ins");
  expect(safeView("/opt-ins?lead=896e4c72", ORIGIN)).toBe("/opt-ins?lead=896e4c72");
});

test("only a view that one wouldn't be led to anyway is worth coming back to", () => {
  const from = (path: string) => viewToReturnTo(new URL(path, ORIGIN));
  expect(from("/leads")).toBeUndefined();
  expect(from("/leads?source=OTHER")).toBe("/leads?source=OTHER");
  expect(from("/opt-ins")).toBe("/opt-ins");
  expect(from("/settings/account")).toBeUndefined();
});

test.each([
  "https://evil.example.com/leads",
  "//evil.example.com/leads",
  "/\\evil.example.com/leads",
  "\t//evil.example.com/leads",
  "javascript:alert(1)//leads",
  "/leads/../sign-in",
  "/leadsomething",
  "/opt-ins/../sign-in",
  "/opt-insomething",
  "/api/dashboard/sign-out",
  "",
])("%j is nowhere to go", (path) => {
  expect(safeView(path, ORIGIN)).toBeUndefined();
});

test("whatever it is given, it never leads away", () => {
  const path = fc.oneof(
    fc.string(),
    fc.webUrl(),
    fc.webPath(),
    fc.string().map((s) => `/leads${s}`),
    fc.string().map((s) => `/opt-ins${s}`),
  );
  const leadsAway = fc.check(
    fc.property(path, (given) => {
      const view = safeView(given, ORIGIN);
      return view === undefined || (/^\/(leads|opt-ins)/.test(view) && isInside(view));
    }),
  );
  expect(leadsAway.counterexample).toBeNull();
});
