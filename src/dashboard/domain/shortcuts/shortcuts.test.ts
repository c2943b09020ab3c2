import { expect, test } from "vitest";
import { createMatcher } from "./matcher.ts";
import { isSingleKey, keyCaps, SHORTCUTS } from "./shortcuts.ts";

/** What keys come to that are pressed a tenth of a second apart. */
function press(...keys: readonly string[]) {
  const match = createMatcher();
  return keys.map((key, at) => match(key, at * 100)?.id);
}

test("keys lead to their shortcuts", () => {
  expect(press("j", "ArrowUp", "s", "Mod+k", "?")).toEqual([
    "next-row",
    "previous-row",
    "set-status",
    "commands",
    "help",
  ]);
  expect(press("x", "Tab", "Mod+s", "1")).toEqual([undefined, undefined, undefined, undefined]);
});

test("two keys are one shortcut, and a slip after the first is none", () => {
  expect(press("g", "l", "g", "o")).toEqual([undefined, "go-leads", undefined, "go-opt-ins"]);
  expect(press("g", "s", "s")).toEqual([undefined, undefined, "set-status"]);
  expect(press("g", "g", "l")).toEqual([undefined, undefined, "go-leads"]);
  expect(press("l", "o")).toEqual([undefined, undefined]);
});

test("the second key may take a second, not two", () => {
  const match = createMatcher();
  match("g", 0);
  expect(match("l", 1_000)?.id).toBe("go-leads");
  match("g", 5_000);
  expect(match("c", 7_000)?.id).toBe("call");
});

test("no shortcut stands behind another, and each has its words", () => {
  const ids = SHORTCUTS.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { keys, does } of SHORTCUTS) {
    expect(keys.length).toBeGreaterThan(0);
    expect(does).toMatch(/^[A-Z][^.!]*$/);
  }
  // A key means one thing in one place.
  for (const place of new Set(SHORTCUTS.map((one) => one.place))) {
    const keys = SHORTCUTS.filter((one) => one.place === place).flatMap((one) => one.keys);
    expect(new Set(keys).size, place).toBe(keys.length);
  }
});

test("letters, digits and signs can be switched off, others can't", () => {
  expect(["j", "?", "[", "g l", "1–9"].filter(isSingleKey)).toHaveLength(5);
  expect(["ArrowDown", "Enter", "Escape", "Mod+k"].filter(isSingleKey)).toEqual([]);
});

test("keys are written as they stand on the keyboard", () => {
  expect(keyCaps("g l", false)).toEqual(["G", "L"]);
  expect(keyCaps("Mod+k", false)).toEqual(["Ctrl", "K"]);
  expect(keyCaps("Mod+k", true)).toEqual(["⌘", "K"]);
  expect(keyCaps("ArrowDown", false)).toEqual(["↓"]);
  expect(keyCaps("1–9", false)).toEqual(["1–9"]);
});
