import { expect, test } from "vitest";
import { flagSign, isFlagDrawn } from "./flags.ts";

test("a country's flag is its code in letters of their own", () => {
  expect(flagSign("DE")).toBe("🇩🇪");
  expect(flagSign("ch")).toBe("🇨🇭");
  for (const code of ["", "D", "DEU", "4X", "ß1", "D "])
    expect(flagSign(code), code).toBeUndefined();
});

test("flags are drawn where two of these letters are as wide as one sign", () => {
  const letters = (text: string) => text.length / 2;
  expect(isFlagDrawn((text) => letters(text) * 16)).toBe(false);
  expect(isFlagDrawn((text) => 16 + letters(text))).toBe(true);
  // No canvas, no font at all.
  expect(isFlagDrawn(() => 0)).toBe(false);
});
