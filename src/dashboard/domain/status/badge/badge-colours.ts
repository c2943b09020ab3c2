import "./role-glyphs.css";
import type { LeadStatus } from "#api/contract/leads/statuses.ts";
import { contrast, formatHex, type Oklch, parseHex } from "#dashboard/lib/oklch.ts";
import type { BadgeLook } from "#dashboard/ui/badge.ts";

/** What WCAG 2.2 AA asks of text of this size. */
export const LEGIBLE = 4.5;
/** Light text on a dark badge looks thinner than it is, so it is given more. */
const LEGIBLE_IN_THE_DARK = 6;

/** For a status that has no colour, or none that can be read. */
const NEUTRAL = { text: "#52525b", background: "#f4f4f5" };

/** A dark badge stands out from a dark surface by this lightness, and keeps the colour calm. */
const DARK_LIGHTNESS = 0.32;
const DARK_CHROMA = 0.085;
/** Pale backgrounds hardly have a hue left; in the dark they need more of it to be told apart. */
const DARK_CHROMA_GAIN = 1.9;

const known = new Map<string, ReturnType<typeof themed>>();

/** A status as a badge in the API's own colours, in rows and in the drawer alike. */
export const statusLook = (status: LeadStatus): BadgeLook => ({
  name: status.name,
  label: `Status: ${status.name}`,
  title: status.description ?? undefined,
  glyph: status.role || undefined,
  style: badgeColours(status.text_color, status.bg_color).style,
});

/**
 * The API's colours made legible: in the light theme on the API's own background, in the dark one
 * on a dark background of the same hue. The text keeps its hue and moves its lightness only as far
 * as 4.5:1 asks. Missing and unreadable colours become neutral. The same object for the same
 * colours, so that a recycled row sets nothing when the status stays.
 */
export function badgeColours(text: string | null, background: string | null) {
  const key = `${text} ${background}`;
  const colours = known.get(key) ?? themed(text, background);
  known.set(key, colours);
  return colours;
}

/** A badge in both themes, and as an inline style that follows the page's `color-scheme` by itself. */
function themed(textHex: string | null, backgroundHex: string | null) {
  const text = parseHex(textHex) ?? parseHex(NEUTRAL.text);
  const background = parseHex(backgroundHex) ?? parseHex(NEUTRAL.background);
  if (!text || !background) throw new Error("The neutral colours must be readable");
  const light = legible(text, background, LEGIBLE);
  const dark = legible(text, darkened(background), LEGIBLE_IN_THE_DARK);
  const style = {
    color: `light-dark(${light.text}, ${dark.text})`,
    backgroundColor: `light-dark(${light.background}, ${dark.background})`,
  };
  return { light, dark, style };
}

const darkened = ({ c, h }: Oklch): Oklch => ({
  l: DARK_LIGHTNESS,
  c: Math.min(c * DARK_CHROMA_GAIN, DARK_CHROMA),
  h,
});

/** A text on its background, both as `#rrggbb`. */
function legible(text: Oklch, on: Oklch, enough: number) {
  const background = formatHex(on);
  const given = formatHex(text);
  if (contrast(given, background) >= enough) return { text: given, background };
  // White reaches 6:1 on every dark badge, and black or white 4.5:1 on any colour at all.
  const [nearest] = ([0, 1] as const)
    .filter((end) => contrast(formatHex({ ...text, l: end }), background) >= enough)
    .map((end) => towards(end, text, background, enough))
    .toSorted((a, b) => a.distance - b.distance);
  return { text: nearest?.hex ?? given, background };
}

/** Moves the lightness towards an end, which is legible, until it is. */
function towards(end: 0 | 1, text: Oklch, background: string, enough: number) {
  let tooClose = text.l;
  let far: number = end;
  for (let halving = 0; halving < 10; halving++) {
    const l = (tooClose + far) / 2;
    if (contrast(formatHex({ ...text, l }), background) >= enough) far = l;
    else tooClose = l;
  }
  return { hex: formatHex({ ...text, l: far }), distance: Math.abs(far - text.l) };
}
