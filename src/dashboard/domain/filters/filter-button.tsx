import type { ComponentProps } from "react";
import { type LeadFilterName, sentenceCase } from "#api/contract/vocabulary.ts";
import { cx } from "#dashboard/lib/class-names.ts";

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
      {/* Not from the icon set, whose code (1.5 kB) isn't needed before the first row. */}
      <svg viewBox="0 0 12 12" aria-hidden className="size-3 fill-none stroke-current stroke-[1.5]">
        <path d="m3 4.5 3 3 3-3" />
      </svg>
    </button>
  );
}
