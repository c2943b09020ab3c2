import { expect, test } from "vitest";
import type { Lead } from "#api/contract/leads/leads.ts";
import { loadedRuns, runsInWords } from "./loaded-leads.ts";

// Only how many there are counts here.
const page = (number: number, count = 100) => ({ number, rows: Array<Lead>(count) });

test("pages that follow each other are one run, whatever order they came in", () => {
  expect(loadedRuns([page(3, 40), page(1), page(2)])).toEqual([[1, 240]]);
  expect(loadedRuns([page(12), page(1), page(11)])).toEqual([
    [1, 100],
    [1_001, 1_200],
  ]);
  expect(loadedRuns([page(1, 0)])).toEqual([]);
});

test("what is printed is said, with the total", () => {
  expect(runsInWords([[1, 240]], 240)).toBe("Leads 1–240 of 240");
  expect(
    runsInWords(
      [
        [1, 100],
        [1_001, 1_001],
      ],
      2_400,
    ),
  ).toBe("Leads 1–100 and 1,001 of 2,400");
  expect(runsInWords([], 0)).toBe("No leads");
  expect(runsInWords([], 5)).toBe("No leads were loaded yet");
});
