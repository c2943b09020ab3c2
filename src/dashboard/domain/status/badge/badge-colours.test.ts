import fc from "fast-check";
import { expect, test } from "vitest";
import { contrast, parseHex } from "#dashboard/lib/oklch.ts";
import { badgeColours, LEGIBLE } from "./badge-colours.ts";

const hexColour = fc
  .integer({ min: 0, max: 0xffffff })
  .map((rgb) => `#${rgb.toString(16).padStart(6, "0")}`);

/** The reference's colours and what is wrong with them. */
const REFERENCE = [
  ["#ea34b0", "#fde8f7"],
  ["#E11D48", "#FFF1F2"],
  ["#FF9E00", "#FEF8E6"],
] as const;

/**
 * A hue can only be told where there is enough of it left after rounding to 8 bit. From here on it
 * turned by 2.1° at most in 1.5 million pairs; at 0.06 by 5.6°, in the dark corners.
 */
const COLOURFUL = 0.08;

const turn = (a: number, b: number) => Math.abs(((a - b + 540) % 360) - 180);

test("every pair of colours ends legible in both themes", () => {
  fc.assert(
    fc.property(hexColour, hexColour, (text, background) => {
      const { light, dark } = badgeColours(text, background);
      expect(contrast(light.text, light.background)).toBeGreaterThanOrEqual(LEGIBLE);
      expect(contrast(dark.text, dark.background)).toBeGreaterThanOrEqual(LEGIBLE);
    }),
    { numRuns: 500 },
  );
});

test("the text keeps its hue in both themes, and the light background is the API's", () => {
  fc.assert(
    fc.property(hexColour, hexColour, (text, background) => {
      const given = parseHex(text);
      const { light, dark } = badgeColours(text, background);
      expect(light.background).toBe(background);
      for (const shown of [parseHex(light.text), parseHex(dark.text)]) {
        if (!given || !shown || given.c < COLOURFUL || shown.c < COLOURFUL) continue;
        expect(turn(given.h, shown.h)).toBeLessThan(4);
      }
    }),
    { numRuns: 500 },
  );
});

test("the reference's colours fail as given and are mended by lightness alone", () => {
  for (const [text, background] of REFERENCE) {
    expect(contrast(text.toLowerCase(), background.toLowerCase())).toBeLessThan(LEGIBLE);
    const { light } = badgeColours(text, background);
    const moved = contrast(light.text, light.background);
    expect(moved).toBeGreaterThanOrEqual(LEGIBLE);
    expect(moved).toBeLessThan(LEGIBLE + 0.15);
  }
});

test("a legible pair stays as it came", () => {
  expect(badgeColours("#1F2937", "#F3F4F6").light).toEqual({
    text: "#1f2937",
    background: "#f3f4f6",
  });
});

test("missing and unreadable colours become neutral", () => {
  const neutral = badgeColours(null, null);
  expect(badgeColours("url(https://evil.example)", "red; x")).toEqual(neutral);
  expect(contrast(neutral.light.text, neutral.light.background)).toBeGreaterThan(LEGIBLE);
});

test("the same status gets the same object, so a memoised row stays memoised", () => {
  expect(badgeColours("#e11d48", "#fff1f2")).toBe(badgeColours("#e11d48", "#fff1f2"));
});
