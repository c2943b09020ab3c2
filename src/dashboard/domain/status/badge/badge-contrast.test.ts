import { wcagContrast } from "culori";
import { expect, test } from "vitest";
import { givenContrast, ratioInWords, shownBadge } from "./badge-contrast.ts";

const colours = (text_color: string | null, bg_color: string | null) => ({ text_color, bg_color });

test("a legible pair is shown as it came in light, and lightened on a dark background in dark", () => {
  const status = colours("#1F2937", "#F3F4F6");
  const light = shownBadge(status, "light");
  expect(light).toMatchObject({ text: "#1f2937", background: "#f3f4f6", change: "none" });
  expect(light.ratio).toBeCloseTo(wcagContrast("#1f2937", "#f3f4f6"));
  expect(givenContrast(status)).toBeCloseTo(light.ratio);
  const dark = shownBadge(status, "dark");
  expect(dark.change).toBe("lighter");
  expect(dark.ratio).toBeGreaterThanOrEqual(6);
});

test.each([
  ["#ea34b0", "#fde8f7", "darker"],
  ["#FF9E00", "#FEF8E6", "darker"],
  ["#444444", "#000000", "lighter"],
] as const)(
  "%s on %s is adjusted until it is legible, and says how",
  (text, background, change) => {
    const status = colours(text, background);
    const shown = shownBadge(status, "light");
    expect(shown.change).toBe(change);
    expect(givenContrast(status)).toBeCloseTo(wcagContrast(text, background));
    expect(givenContrast(status)).toBeLessThan(4.5);
    expect(shown.ratio).toBeCloseTo(wcagContrast(shown.text, shown.background));
    expect(shown.ratio).toBeGreaterThanOrEqual(4.5);
  },
);

test.each([
  [null, null],
  [null, "#fde8f7"],
  ["red", "#fde8f7"],
  ["", ""],
])(
  "%s on %s: without a colour that can be read it is grey, and nothing was given",
  (text, background) => {
    const status = colours(text, background);
    expect(shownBadge(status, "light").change).toBe("grey");
    expect(shownBadge(status, "dark").change).toBe("grey");
    expect(givenContrast(status)).toBeUndefined();
  },
);

test("a ratio is rounded down, so that nothing looks more legible than it is", () => {
  expect([4.499, 4.5, 7.16, 7.2, 6.0999, 21].map(ratioInWords)).toEqual([
    "4.4:1",
    "4.5:1",
    "7.1:1",
    "7.2:1",
    "6.0:1",
    "21.0:1",
  ]);
});
