import { expect, test } from "vitest";
import { liveState } from "./live-state.tsx";

const own = { mode: "own", phase: "current" } as const;
const words = (state: Partial<Parameters<typeof liveState>[0]>) =>
  liveState({ isAway: false, isUnanswered: false, isOff: false, sync: own, ...state }).words;

test("the worst that is known of what one sees is said", () => {
  expect(words({})).toBe("Live");
  expect(words({ isOff: true })).toBe("Not live: checked every 30 seconds");
  expect(words({ isOff: true, isUnanswered: true })).toBe("Not live: the server doesn't answer");
  expect(words({ isUnanswered: true, isAway: true })).toBe("Not live: the server can't be reached");
  expect(words({ isOff: true, isAway: true })).toBe("Not live: the server can't be reached");
});

test("a copy of Hermon is live while it is in step", () => {
  const live = (phase: "current" | "copying" | "waiting" | "unreachable") =>
    words({ sync: { mode: "live", phase } });
  expect(live("current")).toBe("Live");
  expect(live("copying")).toBe("Catching up: Copying for the first time");
  expect(live("waiting")).toBe("Catching up: Hermon asks us to wait");
  expect(live("unreachable")).toBe("Not live: Hermon can't be reached");
});
