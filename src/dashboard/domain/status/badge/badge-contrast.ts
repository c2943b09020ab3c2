import type { LeadStatus } from "#api/contract/leads/statuses.ts";
import { contrast, formatHex, parseHex } from "#dashboard/lib/oklch.ts";
import { badgeColours } from "./badge-colours.ts";

type Theme = "light" | "dark";

/** How a badge's text is made of the API's: moved in lightness for its contrast, or grey for want of one. */
export type TextChange = "none" | "darker" | "lighter" | "grey";

/** A badge as it is shown in one theme. */
export interface ShownBadge {
  readonly text: string;
  readonly background: string;
  /** Of the text on its background, from 1 to 21. */
  readonly ratio: number;
  readonly change: TextChange;
}

type Colours = Pick<LeadStatus, "text_color" | "bg_color">;

/** What the badge of a status comes to in a theme: the very colours that it is shown with. */
export function shownBadge(status: Colours, theme: Theme): ShownBadge {
  const { text, background } = badgeColours(status.text_color, status.bg_color)[theme];
  return {
    text,
    background,
    ratio: contrast(text, background),
    change: changeOf(status.text_color, text),
  };
}

function changeOf(given: string | null, shown: string): TextChange {
  const before = parseHex(given);
  const after = parseHex(shown);
  if (!before || !after) return "grey";
  if (formatHex(before) === shown) return "none";
  return after.l > before.l ? "lighter" : "darker";
}

/** The contrast of the API's own two colours; nothing where one of them is missing or can't be read. */
export function givenContrast({ text_color, bg_color }: Colours): number | undefined {
  const [text, background] = [parseHex(text_color), parseHex(bg_color)];
  return text && background ? contrast(formatHex(text), formatHex(background)) : undefined;
}

/** "7.2:1", rounded down: nothing looks more legible than it is. */
export const ratioInWords = (ratio: number): string =>
  `${(Math.floor(ratio * 10 + 1e-9) / 10).toFixed(1)}:1`;
