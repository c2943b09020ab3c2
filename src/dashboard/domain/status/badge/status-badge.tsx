import { ChevronDown } from "lucide";
import type { Lead } from "#api/contract/leads/leads.ts";
import type { LeadStatus } from "#api/contract/leads/statuses.ts";
import { cx } from "#dashboard/lib/class-names.ts";
import { BADGE_SHAPE } from "#dashboard/ui/badge.ts";
import { Icon } from "#dashboard/ui/icon.tsx";
import { useShortcut } from "#dashboard/domain/shortcuts/use-shortcut.ts";
import { statusLook } from "./badge-colours.ts";

/** A status as a label in the API's own colours. */
export function StatusBadge({ status }: { status: LeadStatus }) {
  const { name, title, glyph, style } = statusLook(status);
  return (
    <span className={BADGE_SHAPE} data-glyph={glyph} style={style} title={title}>
      <bdi className="truncate">{name}</bdi>
    </span>
  );
}

interface StatusButtonProps {
  readonly lead: Lead;
  readonly onPress: (lead: Lead, button: HTMLElement) => void;
}

/** A lead's status as a badge that is pressed to change it. */
export function StatusButton({ lead, onPress }: StatusButtonProps) {
  const { name, label, title, glyph, style } = statusLook(lead.status);
  return (
    <button
      type="button"
      aria-label={label}
      aria-haspopup="dialog"
      className={cx(BADGE_SHAPE, "badge-button")}
      data-glyph={glyph}
      style={style}
      title={title}
      {...useShortcut("set-status")}
      onClick={({ currentTarget }) => onPress(lead, currentTarget)}
    >
      <bdi className="truncate">{name}</bdi>
      <Icon of={ChevronDown} className="-mr-0.5 ml-1 size-3 shrink-0 stroke-3 opacity-60" />
    </button>
  );
}
