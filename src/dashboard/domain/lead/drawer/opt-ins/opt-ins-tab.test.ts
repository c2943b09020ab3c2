import { expect, test } from "vitest";
import { inOrderOfTime, touchMarks } from "./opt-ins-tab.tsx";
import { byPosition } from "./touch.tsx";

test("touches go by time, whatever zone it is written in", () => {
  const touches = [
    { id: "c", created_at: "2026-05-26T10:00:00Z" },
    { id: "a", created_at: "2026-05-26T11:00:00+02:00" },
    { id: "d", created_at: "2026-05-26T10:00:00.000Z" },
  ];
  expect(inOrderOfTime(touches).map(({ id }) => id)).toEqual(["a", "c", "d"]);
});

test("first and latest are marked, a single touch as both", () => {
  expect(touchMarks(0, 3)).toEqual(["First touch"]);
  expect(touchMarks(1, 3)).toEqual([]);
  expect(touchMarks(2, 3)).toEqual(["Latest touch"]);
  expect(touchMarks(0, 1)).toEqual(["First touch", "Latest touch"]);
});

test("answers go by position", () => {
  const answer = (id: string, position: number) => ({ id, question: id, answer: null, position });
  const sorted = byPosition([answer("b", 2), answer("a", 0), answer("c", 10)]);
  expect(sorted.map(({ id }) => id)).toEqual(["a", "b", "c"]);
});
