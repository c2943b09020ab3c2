import { expect, test } from "vitest";
import { totalInWords } from "./lead-total.tsx";

const NONE = { source: [], status: [], setter: [], closer: [], triager: [] };
const counts = { ...NONE, total: 312, all: 1_300 };

test("the total says what it is of, and whether more are on their way", () => {
  expect(totalInWords(counts, false)).toBe("1,300 leads");
  expect(totalInWords(counts, true)).toBe("312 of 1,300 leads");
  expect(totalInWords(counts, false, true)).toBe("1,300 leads so far");
  expect(totalInWords(counts, true, true)).toBe("312 of 1,300 leads so far");
  expect(totalInWords({ ...NONE, total: 1, all: 1 }, false)).toBe("1 lead");
});
