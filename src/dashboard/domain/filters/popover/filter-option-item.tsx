import { inDigits } from "#dashboard/lib/numbers.ts";
import { ComboboxOption, ComboboxTick } from "#dashboard/ui/floating/combobox-popover.tsx";
import { StatusBadge } from "../../status/badge/status-badge.tsx";
import type { FilterOption } from "../filter-options.ts";

/** Opens the calendar. It stands among the values, which are such ranges, and is none. */
export const BETWEEN_DAYS: FilterOption = {
  value: "between-days",
  count: undefined,
  label: "Between two days…",
  alias: undefined,
  status: undefined,
};

interface FilterOptionItemProps {
  readonly option: FilterOption;
  readonly onOnly: (option: FilterOption) => void;
}

/** A value with its count, which is ticked when it is chosen. */
export const FilterOptionItem = ({ option, onOnly }: FilterOptionItemProps) => (
  <ComboboxOption value={option} className="h-8">
    <span
      hidden={option === BETWEEN_DAYS}
      className="flex size-4 shrink-0 items-center justify-center rounded-sm border border-border-control in-data-selected:border-accent in-data-selected:bg-accent in-data-selected:text-on-accent"
    >
      <ComboboxTick />
    </span>
    <span className="min-w-0 flex-1 truncate">
      {option.status ? <StatusBadge status={option.status} /> : option.label}
    </span>
    {option !== BETWEEN_DAYS && (
      // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- for the pointer alone: the focus stays in the field, where it is Alt+Enter, as the list says
      <span
        role="button"
        className="hidden rounded-sm px-1.5 text-xs/5 text-text-muted in-data-highlighted:block hover:bg-surface-selected hover:text-text pointer-coarse:hidden!"
        onClick={(event) => {
          event.stopPropagation();
          onOnly(option);
        }}
      >
        Only
      </span>
    )}
    {option.count !== undefined && (
      <span className="tabular text-text-muted">
        <span className="sr-only">, </span>
        <span>{inDigits(option.count)}</span>
      </span>
    )}
  </ComboboxOption>
);
