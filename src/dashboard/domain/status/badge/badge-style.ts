import type { LeadStatus } from "#api/contract/statuses.ts";
import { badgeColours, type ThemedBadgeColours } from "./badge-colours.ts";

// An interface would not pass for what React takes as a style.
type BadgeStyle = {
  readonly color: string;
  readonly backgroundColor: string;
};

/** How a badge is cut, shared with the button that looks like one. */
export const BADGE_SHAPE =
  "inline-flex max-w-full items-center rounded-full px-2 text-xs/5 font-medium whitespace-nowrap";

const known = new WeakMap<ThemedBadgeColours, BadgeStyle>();

/**
 * A status' colours as an inline style that follows the page's `color-scheme` by itself: the same
 * object for the same colours, so that a recycled row sets nothing when the status stays.
 */
export function badgeStyle(status: Pick<LeadStatus, "text_color" | "bg_color">): BadgeStyle {
  const colours = badgeColours(status.text_color, status.bg_color);
  const style = known.get(colours) ?? {
    color: `light-dark(${colours.light.text}, ${colours.dark.text})`,
    backgroundColor: `light-dark(${colours.light.background}, ${colours.dark.background})`,
  };
  known.set(colours, style);
  return style;
}
