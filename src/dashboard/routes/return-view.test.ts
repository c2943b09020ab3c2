import fc from "fast-check";
import { expect, test } from "vitest";
import { safeView } from "./return-view.ts";

const ORIGIN = "https://leads.example.com";
const isInside = (view: string) => new URL(view, ORIGIN).origin === ORIGIN;

test("a view of ours is gone back to as it was", () => {
  const view = "/leads?source=CALENDLY&lead=896e4c72-e390-4baf-906f-395992266222";
  expect(safeView(view, ORIGIN)).toBe(view);
  expect(safeView("/leads", ORIGIN)).toBe("/leads");
});

test.each([
  "https://evil.example.com/leads",
  "//evil.example.com/leads",
  "/\\evil.example.com/leads",
  "\t//evil.example.com/leads",
  "javascript:alert(1)//leads",
  "/leads/../sign-in",
  "/leadsomething",
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
  );
  const leadsAway = fc.check(
    fc.property(path, (given) => {
      const view = safeView(given, ORIGIN);
      return view === undefined || (view.startsWith("/leads") && isInside(view));
    }),
  );
  expect(leadsAway.counterexample).toBeNull();
});
