import type { Lead } from "#api/contract/leads.ts";
import { cx } from "#dashboard/lib/class-names.ts";
import { BADGE_SHAPE, badgeStyle } from "./badge-style.ts";

interface StatusButtonProps {
  readonly lead: Lead;
  /** In a list of many, one is enough; the arrows lead to the others. */
  readonly isInTabOrder?: boolean;
  /** Among many like it the arrow is noise, and a third of what the button is made of. */
  readonly hasArrow?: boolean;
  readonly onPress: (lead: Lead, button: HTMLElement) => void;
}

/** A lead's status as a badge that is pressed to change it. Cheap: it stands in every row. */
export const StatusButton = ({
  lead,
  isInTabOrder = true,
  hasArrow = true,
  onPress,
}: StatusButtonProps) => (
  <button
    type="button"
    tabIndex={isInTabOrder ? 0 : -1}
    aria-label={`Status: ${lead.status.name}`}
    aria-haspopup="dialog"
    className={cx(BADGE_SHAPE, "status-button")}
    style={badgeStyle(lead.status)}
    title={lead.status.description ?? undefined}
    onClick={({ currentTarget }) => onPress(lead, currentTarget)}
  >
    <bdi className="truncate">{lead.status.name}</bdi>
    {hasArrow && arrow}
  </button>
);

const arrow = (
  <svg
    viewBox="0 0 12 12"
    aria-hidden
    className="-mr-0.5 ml-1 size-3 shrink-0 fill-none stroke-current stroke-[1.5] opacity-60"
  >
    <path d="m3 4.5 3 3 3-3" />
  </svg>
);
