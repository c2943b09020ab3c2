/**
 * Just enough colour to move a lightness without moving a hue: sRGB hex to OKLCH and back, and the
 * contrast of WCAG 2. Own code because it runs before the first row, and the well-kept library for
 * it (culori) costs 8 kB gzip there for these few functions; the tests compare with it instead.
 * The numbers are those of CSS Color 4.
 */
export interface Oklch {
  /** Lightness from 0 to 1. */
  readonly l: number;
  /** Chroma from 0 (grey) to about 0.37. */
  readonly c: number;
  /** Hue in degrees, from 0 to 360; meaningless for a grey. */
  readonly h: number;
}

type Triple = readonly [number, number, number];

/** Reads `#rgb` or `#rrggbb` in any case; anything else is `null`. */
export function parseHex(text: string | null | undefined): Oklch | null {
  const match = /^#(?:([\da-f]{6})|([\da-f])([\da-f])([\da-f]))$/i.exec(text?.trim() ?? "");
  if (!match) return null;
  const [, long, r = "", g = "", b = ""] = match;
  return toOklch(linearChannels(Number.parseInt(long ?? r + r + g + g + b + b, 16)));
}

/** The nearest colour a screen has, as `#rrggbb`; too much chroma is taken back, hue stays. */
export function formatHex(colour: Oklch): string {
  const channels = toLinear(withinScreen(colour)).map((channel) =>
    Math.round(255 * encodeGamma(Math.min(1, Math.max(0, channel))))
      .toString(16)
      .padStart(2, "0"),
  );
  return `#${channels.join("")}`;
}

/** Contrast of two `#rrggbb` colours, from 1 to 21, as WCAG 2 defines it. */
export function contrast(a: string, b: string): number {
  const [lighter, darker] = [luminance(a), luminance(b)].toSorted((x, y) => y - x);
  return ((lighter ?? 0) + 0.05) / ((darker ?? 0) + 0.05);
}

function luminance(hex: string): number {
  const [r, g, b] = linearChannels(Number.parseInt(hex.slice(1), 16));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

const linearChannels = (rgb: number): Triple => [
  decodeGamma((rgb >> 16) / 255),
  decodeGamma(((rgb >> 8) & 255) / 255),
  decodeGamma((rgb & 255) / 255),
];

const decodeGamma = (x: number) => (x <= 0.04045 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4);
const encodeGamma = (x: number) => (x <= 0.0031308 ? x * 12.92 : 1.055 * x ** (1 / 2.4) - 0.055);

function toOklch([r, g, b]: Triple): Oklch {
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  const greenRed = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s;
  const blueYellow = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s;
  return {
    l: 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    c: Math.hypot(greenRed, blueYellow),
    h: (Math.atan2(blueYellow, greenRed) * (180 / Math.PI) + 360) % 360,
  };
}

function toLinear({ l, c, h }: Oklch): Triple {
  const greenRed = c * Math.cos((h * Math.PI) / 180);
  const blueYellow = c * Math.sin((h * Math.PI) / 180);
  const long = (l + 0.3963377774 * greenRed + 0.2158037573 * blueYellow) ** 3;
  const medium = (l - 0.1055613458 * greenRed - 0.0638541728 * blueYellow) ** 3;
  const short = (l - 0.0894841775 * greenRed - 1.291485548 * blueYellow) ** 3;
  return [
    4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
    -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
    -0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short,
  ];
}

/** Half a step of 8 bit in the darkest channel: what rounds away isn't out of the screen's reach. */
const ROUNDS_AWAY = 0.00015;

const isOnScreen = (colour: Oklch) =>
  toLinear(colour).every((channel) => channel >= -ROUNDS_AWAY && channel <= 1 + ROUNDS_AWAY);

function withinScreen(colour: Oklch): Oklch {
  if (isOnScreen(colour)) return colour;
  let reachable = 0;
  let tooMuch = colour.c;
  for (let halving = 0; halving < 14; halving++) {
    const c = (reachable + tooMuch) / 2;
    if (isOnScreen({ ...colour, c })) reachable = c;
    else tooMuch = c;
  }
  return { ...colour, c: reachable };
}
