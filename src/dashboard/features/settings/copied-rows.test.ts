import { expect, test } from "vitest";
import { differenceInWords, reasonsInWords } from "./copied-rows.tsx";

test("a difference says which side has more", () => {
  expect(differenceInWords({ here: 2_362, there: 2_362 })).toBe("None");
  expect(differenceInWords({ here: 1_000, there: 2_362 })).toBe("1,362 fewer here");
  expect(differenceInWords({ here: 3, there: 2 })).toBe("1 more here");
  expect(differenceInWords({ here: 3, there: null })).toBe("–");
});

const same = { here: 5, there: 5 };

test("and where it comes from", () => {
  expect(reasonsInWords([same, { here: 1, there: null }], 3, false)).toBeUndefined();
  expect(reasonsInWords([same, { here: 1, there: 9 }], 0, true)).toBe(
    "The first copy is under way.",
  );
  expect(reasonsInWords([same, { here: 2, there: 5 }], 3, false)).toBe(
    "3 rows can't be read, see below.",
  );
  expect(
    reasonsInWords(
      [
        { here: 4, there: 5 },
        { here: 4, there: 5 },
      ],
      1,
      false,
    ),
  ).toBe(
    "1 row can't be read, see below. What is new in Hermon comes with the next poll or whole read.",
  );
  expect(reasonsInWords([same, { here: 6, there: 5 }], 3, false)).toBe(
    "What is no longer in Hermon goes with the next whole read.",
  );
});
