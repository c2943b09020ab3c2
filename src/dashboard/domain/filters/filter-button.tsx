import { ChevronDown, Plus } from "lucide";
import type { ComponentProps } from "react";
import type { FilterName } from "#api/address-values.ts";
import type { LeadFilter, PlainFilterName } from "#api/contract/leads/lead-query.ts";
import { cx } from "#dashboard/lib/class-names.ts";
import { Icon } from "#dashboard/ui/icon.tsx";
import { useShortcut } from "../shortcuts/use-shortcut.ts";
import { FILTER_FIELDS, isOfTheFive } from "./fields.ts";
import { isNot } from "./filter.ts";

interface FilterButtonProps extends Omit<ComponentProps<"button">, "name"> {
  readonly name: PlainFilterName;
  readonly filter: LeadFilter;
  readonly isOpen: boolean;
}

/** Opens a filter's list of values. */
export function FilterButton({ name, filter, isOpen, ...button }: FilterButtonProps) {
  const { length: chosenCount } = valuesOf(filter, name);
  return (
    <button
      type="button"
      data-filter={name}
      data-further={isOfTheFive(name) ? undefined : ""}
      aria-haspopup="dialog"
      aria-expanded={isOpen}
      className={cx(
        BUTTON,
        chosenCount > 0 ? "border-border-control" : "border-border text-text-muted hover:text-text",
      )}
      {...button}
    >
      {FILTER_FIELDS[name].label}
      {isNot(shownOf(filter, name)) && " not"}
      {chosenCount > 0 && (
        <span className="tabular min-w-4 rounded-sm bg-accent px-1 text-center text-xs/4 font-medium text-on-accent">
          <span className="sr-only">, </span>
          <span>{chosenCount}</span>
          <span className="sr-only"> chosen</span>
        </span>
      )}
      <Icon of={ChevronDown} className="size-3 stroke-3" />
    </button>
  );
}

interface AddFilterButtonProps extends ComponentProps<"button"> {
  readonly isOpen: boolean;
}

/** Opens the list of fields that one may filter by besides the five. */
export const AddFilterButton = ({ isOpen, ...button }: AddFilterButtonProps) => (
  <button
    type="button"
    data-filter="add"
    {...useShortcut("filters")}
    aria-haspopup="dialog"
    aria-expanded={isOpen}
    className={cx(BUTTON, "border-transparent text-text-muted hover:text-text")}
    {...button}
  >
    <Icon of={Plus} className="size-3 stroke-3" />
    Add filter
  </button>
);

const BUTTON = cx(
  "inline-flex h-7 shrink-0 items-center gap-1.5 rounded-md border px-2 select-none pointer-coarse:h-9",
  "transition-colors duration-(--duration-fast) hover:bg-surface-hover aria-expanded:bg-surface-hover",
);

/** What a filter is set to, whether its values are wanted or left out. */
export const valuesOf = (filter: LeadFilter, name: PlainFilterName): readonly string[] => [
  ...(filter[name] ?? []),
  ...(filter[`not_${name}`] ?? []),
];

/** Which of a filter and its opposite one sees first. */
export const shownOf = (filter: LeadFilter, name: PlainFilterName): FilterName =>
  !filter[name] && filter[`not_${name}`] ? `not_${name}` : name;
