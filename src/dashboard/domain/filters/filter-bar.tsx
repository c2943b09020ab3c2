import "./filter-bar.css";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { ChevronDown } from "lucide";
import { type ComponentProps, memo, useRef, useState } from "react";
import type { LeadQuery } from "#api/contract/lead-query.ts";
import { LEAD_FILTERS, type LeadFilterName, sentenceCase } from "#api/contract/vocabulary.ts";
import { cx } from "#dashboard/lib/class-names.ts";
import { wasTouch } from "#dashboard/ui/browser/last-press.ts";
import { Icon } from "#dashboard/ui/icon.tsx";
import { lazyWithPreload } from "#dashboard/ui/state/lazy-with-preload.ts";
import { leadQueries } from "../lead/queries.ts";
import { workspaceQuery } from "../workspace.ts";
import { FilterChips } from "./filter-chips.tsx";
import type { OpenedFilter } from "./filter-popover.tsx";
import { activeValues, type ChangeFilter } from "./filter.ts";
import { LeadTotal } from "./lead-total.tsx";

const FilterPopover = lazyWithPreload(
  async () => (await import("./filter-popover.tsx")).FilterPopover,
);

interface FilterBarProps {
  readonly query: LeadQuery;
  readonly onFilter: ChangeFilter;
}

/** The five filters, what they are set to, and how many leads that leaves. */
export const FilterBar = memo(function FilterBar({ query, onFilter }: FilterBarProps) {
  const { filter } = query;
  const { data: workspace } = useQuery(workspaceQuery);
  const counts = useQuery({
    ...leadQueries.countsUnder(query),
    placeholderData: keepPreviousData,
  });
  const buttons = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState<OpenedFilter>();
  FilterPopover.usePreload();

  const isFiltered = activeValues(filter).length > 0;
  const buttonOf = (name: LeadFilterName) => {
    const button = buttons.current?.children[LEAD_FILTERS.indexOf(name)];
    return button instanceof HTMLElement ? button : undefined;
  };
  const openFrom = (name: LeadFilterName, opener: HTMLElement) => {
    const opened = { name, opener, anchor: buttonOf(name) ?? opener, byTouch: wasTouch() };
    setOpen(open?.name === name ? undefined : opened);
  };

  return (
    <div
      role="group"
      aria-label="Filters"
      className="filter-bar grid items-start gap-x-3 gap-y-2 px-4 py-2 max-sm:flex max-sm:flex-wrap max-sm:items-center max-sm:px-3"
    >
      <div ref={buttons} className={BUTTONS}>
        {LEAD_FILTERS.map((name) => (
          <FilterButton
            key={name}
            filterName={name}
            chosenCount={filter[name]?.length ?? 0}
            isOpen={open?.name === name}
            onPointerEnter={() => void FilterPopover.preload()}
            onClick={({ currentTarget }) => openFrom(name, currentTarget)}
          />
        ))}
      </div>
      {isFiltered && workspace && (
        <FilterChips
          filter={filter}
          workspace={workspace}
          openFilter={open?.name}
          onOpen={openFrom}
          onFilter={onFilter}
          focusButton={(name) => buttonOf(name)?.focus()}
        />
      )}
      <LeadTotal counts={counts.data} isOld={counts.isPlaceholderData} isFiltered={isFiltered} />
      {open && workspace && (
        <FilterPopover
          key={open.name}
          {...open}
          query={query}
          counts={counts}
          workspace={workspace}
          onFilter={onFilter}
          onClose={() => setOpen(undefined)}
        />
      )}
    </div>
  );
});

/** With room for a focus ring. Positioned, or words for screen readers would stick out of it. */
const BUTTONS =
  "relative -m-1 flex gap-1.5 overflow-x-auto p-1 [grid-area:buttons] [scrollbar-width:none] max-sm:-mx-3 max-sm:w-[calc(100%+1.5rem)] max-sm:px-3";

interface FilterButtonProps extends ComponentProps<"button"> {
  readonly filterName: LeadFilterName;
  readonly chosenCount: number;
  readonly isOpen: boolean;
}

/** Opens a filter's list of values. */
const FilterButton = ({ filterName, chosenCount, isOpen, ...button }: FilterButtonProps) => (
  <button
    type="button"
    aria-haspopup="dialog"
    aria-expanded={isOpen}
    className={cx(
      "inline-flex h-7 shrink-0 items-center gap-1.5 rounded-md border px-2 select-none pointer-coarse:h-9",
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
