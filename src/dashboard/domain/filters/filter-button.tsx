import { ChevronDown } from "lucide";
import type { ComponentProps } from "react";
import { type LeadFilterName, sentenceCase } from "#api/contract/vocabulary.ts";
import { cx } from "#dashboard/lib/class-names.ts";
import { Icon } from "#dashboard/ui/icon.tsx";

interface FilterButtonProps extends ComponentProps<"button"> {
  readonly filterName: LeadFilterName;
  readonly chosenCount: number;
  readonly isOpen: boolean;
}

/** Opens a filter's list of values. */
export function FilterButton({ filterName, chosenCount, isOpen, ...button }: FilterButtonProps) {
  return (
    <button
      type="button"
      aria-haspopup="dialog"
      aria-expanded={isOpen}
      className={cx(
        "inline-flex h-7 shrink-0 pointer-coarse:h-9 items-center gap-1.5 rounded-md border px-2 select-none",
        "transition-colors duration-(--duration-fast) hover:bg-surface-hover aria-expanded:bg-surface-hover",
        chosenCount > 0 ? "border-border-control" : "border-border text-text-muted hover:text-text",
      )}
      {...button}
    >
      {sentenceCase(filterName)}
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
