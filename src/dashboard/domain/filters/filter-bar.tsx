import "./filter-bar.css";
import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { memo, useEffect, useRef, useState } from "react";
import type { LeadQuery } from "#api/contract/lead-query.ts";
import type { LeadFilter } from "#api/contract/lead-query.ts";
import { LEAD_FILTERS, type LeadFilterName } from "#api/contract/vocabulary.ts";
import { wasTouch } from "#dashboard/ui/browser/last-press.ts";
import { lazyWithPreload } from "#dashboard/ui/state/lazy-with-preload.ts";
import { leadQueries } from "../lead/queries.ts";
import { useIsIncomplete } from "../sync/sync.ts";
import { workspaceQuery } from "../workspace.ts";
import { FilterButton } from "./filter-button.tsx";
import { FilterChips } from "./filter-chips.tsx";
import { FilterPrefetch } from "./filter-prefetch.ts";
import { activeValues, withToggled, withValues } from "./filter.ts";
import { LeadTotal } from "./lead-total.tsx";

const FilterPopover = lazyWithPreload(
  async () => (await import("./filter-popover.tsx")).FilterPopover,
);

interface OpenedFilter {
  readonly name: LeadFilterName;
  /** The filter's own button, which stays whatever is chosen. */
  readonly anchor: HTMLElement;
  /** What was pressed: that button, or a chip. */
  readonly opener: HTMLElement;
  readonly byTouch: boolean;
}

interface FilterBarProps {
  readonly query: LeadQuery;
  /** Changes the filter from what it is by then, which may be newer than what shows. */
  readonly onFilter: (change: (before: LeadFilter) => LeadFilter) => void;
}

/** The five filters, what they are set to, and how many leads that leaves. */
export const FilterBar = memo(function FilterBar({ query, onFilter }: FilterBarProps) {
  const { filter } = query;
  const { data: workspace } = useQuery(workspaceQuery);
  const {
    data: counts,
    isPlaceholderData,
    error,
    refetch,
  } = useQuery({
    ...leadQueries.countsUnder(query),
    placeholderData: keepPreviousData,
  });
  const buttons = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState<OpenedFilter>();
  FilterPopover.usePreload();
  const queryClient = useQueryClient();
  const [prefetch] = useState(() => new FilterPrefetch(queryClient));
  useEffect(() => (open ? () => prefetch.cancel() : undefined), [open, prefetch]);

  const isIncomplete = useIsIncomplete();
  const isFiltered = activeValues(filter).length > 0;
  const chosenIn = (name: LeadFilterName) => filter[name] ?? [];
  const toggle = (name: LeadFilterName, value: string) =>
    onFilter((before) => withToggled(before, name, value));
  const buttonOf = (name: LeadFilterName) => {
    const button = buttons.current?.children[LEAD_FILTERS.indexOf(name)];
    return button instanceof HTMLElement ? button : undefined;
  };
  const openFrom = (name: LeadFilterName, opener: HTMLElement) => {
    const opened = { name, opener, anchor: buttonOf(name) ?? opener, byTouch: wasTouch() };
    setOpen(open?.name === name ? undefined : opened);
  };
  const remove = (name: LeadFilterName, values: readonly string[], next?: HTMLElement) => {
    onFilter((before) =>
      withValues(before, name, before[name]?.filter((value) => !values.includes(value)) ?? []),
    );
    // What had the focus goes.
    (next ?? buttonOf(name))?.focus();
  };
  const clearAll = () => {
    onFilter(() => ({}));
    buttonOf(LEAD_FILTERS[0])?.focus();
  };

  return (
    <div role="group" aria-label="Filters" className="filter-bar">
      <div ref={buttons} className="filter-buttons">
        {LEAD_FILTERS.map((name) => (
          <FilterButton
            key={name}
            filterName={name}
            chosenCount={chosenIn(name).length}
            isOpen={open?.name === name}
            onPointerEnter={() => void FilterPopover.preload()}
            onClick={({ currentTarget }) => openFrom(name, currentTarget)}
          />
        ))}
      </div>
      {isFiltered && workspace && (
        <div className="filter-chips">
          <FilterChips
            filter={filter}
            workspace={workspace}
            openFilter={open?.name}
            onOpen={openFrom}
            onRemove={remove}
            onClearAll={clearAll}
          />
        </div>
      )}
      <LeadTotal
        counts={counts}
        isFiltered={isFiltered}
        isIncomplete={isIncomplete}
        isOld={isPlaceholderData}
      />
      {open && workspace && (
        <FilterPopover
          key={open.name}
          filterName={open.name}
          counts={counts?.[open.name]}
          error={error}
          onRetry={() => void refetch()}
          isIncomplete={isIncomplete}
          workspace={workspace}
          chosen={chosenIn(open.name)}
          anchor={open.anchor}
          opener={open.opener}
          byTouch={open.byTouch}
          onToggle={(value) => toggle(open.name, value)}
          onIntent={(values) =>
            prefetch.add(
              values.map((value) => ({ ...query, filter: withToggled(filter, open.name, value) })),
            )
          }
          onClose={() => setOpen(undefined)}
        />
      )}
    </div>
  );
});
