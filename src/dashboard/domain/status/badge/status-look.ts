import type { LeadStatus } from "#api/contract/statuses.ts";
import type { BadgeLook } from "#dashboard/ui/badge.ts";
import { badgeColours, type ThemedBadgeColours } from "./badge-colours.ts";

const styles = new WeakMap<ThemedBadgeColours, BadgeLook["style"]>();

/**
 * A status' colours as an inline style that follows the page's `color-scheme` by itself: the same
 * object for the same colours, so that a recycled row sets nothing when the status stays.
 */
function styleOf({ text_color, bg_color }: LeadStatus): BadgeLook["style"] {
  const colours = badgeColours(text_color, bg_color);
  const style = styles.get(colours) ?? {
    color: `light-dark(${colours.light.text}, ${colours.dark.text})`,
    backgroundColor: `light-dark(${colours.light.background}, ${colours.dark.background})`,
  };
  styles.set(colours, style);
  return style;
}

/** A status as a badge in the API's own colours, in rows and in the drawer alike. */
export const statusLook = (status: LeadStatus): BadgeLook => ({
  name: status.name,
  label: `Status: ${status.name}`,
  title: status.description ?? undefined,
  style: styleOf(status),
});
