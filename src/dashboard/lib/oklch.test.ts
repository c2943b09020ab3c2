import { converter, parse, wcagContrast } from "culori";
import fc from "fast-check";
import { expect, test } from "vitest";
import { contrast, formatHex, parseHex } from "./oklch.ts";

const hexColour = fc
  .integer({ min: 0, max: 0xffffff })
  .map((rgb) => `#${rgb.toString(16).padStart(6, "0")}`);
const peer = converter("oklch");

test("agrees with culori on every colour", () => {
  fc.assert(
    fc.property(hexColour, (hex) => {
      const ours = parseHex(hex);
      const theirs = peer(parse(hex));
      expect(ours?.l).toBeCloseTo(theirs?.l ?? Number.NaN, 4);
      expect(ours?.c).toBeCloseTo(theirs?.c ?? Number.NaN, 4);
      if ((theirs?.c ?? 0) > 0.01) expect(ours?.h).toBeCloseTo(theirs?.h ?? Number.NaN, 0);
    }),
  );
});

test("agrees with culori on contrast", () => {
  fc.assert(
    fc.property(hexColour, hexColour, (a, b) => {
      expect(contrast(a, b)).toBeCloseTo(wcagContrast(a, b), 2);
    }),
  );
});

test("gives back every colour it read", () => {
  fc.assert(
    fc.property(hexColour, (hex) => {
      const colour = parseHex(hex);
      expect(colour && formatHex(colour)).toBe(hex);
    }),
  );
});

test("takes back chroma that no screen shows and keeps the hue", () => {
  const shown = parseHex(formatHex({ l: 0.5, c: 0.4, h: 150 }));
  expect(shown?.h).toBeCloseTo(150, 0);
  expect(shown?.c).toBeLessThan(0.2);
});

test("reads short and mixed-case hex, and nothing else", () => {
  expect(parseHex("#FfF")?.l).toBeCloseTo(1);
  for (const text of ["", "red", "#12345", "#12345g", "url(x)", null, undefined]) {
    expect(parseHex(text)).toBeNull();
  }
});
