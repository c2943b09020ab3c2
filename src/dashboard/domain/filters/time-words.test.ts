import { expect, test } from "vitest";
import { dates } from "#dashboard/lib/dates.ts";
import { timeWords } from "./time-words.ts";

const JAN_5 = dates.moment("2026-01-05", Date.now());
const JAN_31 = dates.moment("2026-01-31", Date.now());

test.each([
  ["overdue", "Overdue"],
  ["none", "None"],
  ["this_week", "This week"],
  ["today..today", "Today"],
  ["today-1..today-1", "Yesterday"],
  ["today+1..today+1", "Tomorrow"],
  ["today-6..today", "Last 7 days"],
  ["today..today+6", "Next 7 days"],
  ["..today-14", "14 days ago or longer"],
  ["..today", "Until today"],
  ["..today-1", "Until yesterday"],
  ["today+3..", "From in 3 days on"],
  ["today-14..", "From 14 days ago on"],
  ["today-3..today+3", "3 days ago – in 3 days"],
  ["2026-01-05..2026-01-05", JAN_5],
  ["2026-01-05..2026-01-31", `${JAN_5} – ${JAN_31}`],
  ["2026-01-05..", `From ${JAN_5} on`],
  ["..2026-01-31", `Until ${JAN_31}`],
  ["2026-01-05..today", `${JAN_5} – today`],
  ["sometime", "sometime"],
])("%s reads %s", (value, words) => {
  expect(timeWords(value)).toBe(words);
});
