import { expect, test } from "vitest";
import { textWidth } from "./text-width.ts";

/** As a browser has them in Inter, in multiples of its size. */
test.for([
  ["", 0],
  ["Katharina von Wallenstein-Brandt", 15.96],
  ["Zofia Wiśniewska", 8.28],
  ["Landing page", 6.43],
  ["Ruth Adeyemi", 6.53],
] as const)("%j is about %d wide", ([text, width]) => {
  expect(Math.abs(textWidth(text) - width)).toBeLessThanOrEqual(width * 0.05);
});

test("accents add nothing, ideographs are as wide as they are high", () => {
  expect(textWidth("Ägnes é")).toBe(textWidth("Agnes e"));
  expect(textWidth("e\u0301")).toBe(textWidth("e"));
  expect(textWidth("田中")).toBe(2);
});
