import { readFileSync } from "node:fs";
import { wcagContrast } from "culori";
import { expect, test } from "vitest";
import { avatarOf } from "./avatar.ts";
import { initialsOf } from "./initials.ts";

test.each([
  ["Mara Lindqvist", "ML"],
  ["jonas albrecht", "JA"],
  ["Anna-Lena von der Heide", "AH"],
  ["Cher", "C"],
  ["  Ana   Maria  Souza ", "AS"],
  ["jonas.albrecht@example.com", "JA"],
  ["info@example.com", "I"],
  ["Ane\u0301 E\u0301va", "AE\u0301"],
  ["Øystein Åberg (CEO)", "ØÅ"],
  ["Анна Каренина", "АК"],
  ["田中 太郎", "田"],
  ["محمد علي", "م"],
  ["👩‍👩‍👧 Rivera", "R"],
  ["👩‍👩‍👧", "👩‍👩‍👧"],
  ["“Duke” Ellington", "E"],
  ["4Tune Media", "4"],
  ["ßeta Test", "ßT"],
  ["", ""],
])("%s has the initials %s", (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});

test("a name has its colour for good, and names that hardly differ have others", () => {
  expect(avatarOf("Mara Lindqvist")).toBe(avatarOf("Mara Lindqvist"));
  const hues = ["Ana Silva", "Ana Silvo", "Ina Silva", "Ana Salva"].map(
    (name) => avatarOf(name).hue,
  );
  expect(new Set(hues).size).toBe(4);
  for (const hue of hues) expect(hue >= 0 && hue < 360).toBe(true);
});

/** The two colours of a theme at a hue, as the style sheet has them. */
function coloursAt(hue: number, theme: 0 | 1): readonly string[] {
  const css = readFileSync(new URL("avatar.css", import.meta.url), "utf8");
  return ["background", "color"].map((property) => {
    const both = new RegExp(`[\\s;{]${property}: light-dark\\((.*)\\);`).exec(css)?.[1] ?? "";
    return (both.match(/oklch\([^()]*(?:\([^)]*\))?\)/g)?.[theme] ?? "").replace(
      "var(--hue)",
      String(hue),
    );
  });
}

test("initials are legible at every hue, in both themes", () => {
  for (let hue = 0; hue < 360; hue += 1) {
    for (const theme of [0, 1] as const) {
      const [background = "", text = ""] = coloursAt(hue, theme);
      expect(wcagContrast(text, background), `${text} on ${background}`).toBeGreaterThan(6);
    }
  }
});
