import "./filter-bar.css";
import { useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useEffect, useState } from "react";
import type { LeadCounts, LeadFilter } from "#api/contract/lead-views.ts";
import type { Workspace } from "#api/contract/people.ts";
import { LEAD_FILTERS, type LeadFilterName } from "#api/contract/vocabulary.ts";
import { whenIdle } from "#dashboard/lib/idle.ts";
import { activeValues, withValues } from "../filter.ts";
import { leadQueries } from "../queries.ts";
import { FilterButton } from "./filter-button.tsx";
import { FilterChips } from "./filter-chips.tsx";
import { filterOptions } from "./filter-options.ts";
import { LeadTotal } from "./lead-total.tsx";

const loadPopover = () => import("./filter-popover.tsx");
const FilterPopover = lazy(() =>
  loadPopover().then((module) => ({ default: module.FilterPopover })),
);

interface FilterBarProps {
  readonly filter: LeadFilter;
  readonly workspace: Workspace | undefined;
  readonly counts: LeadCounts | undefined;
  /** Whether the counts couldn't be had. */
  readonly hasFailed: boolean;
  readonly onFilter: (filter: LeadFilter) => void;
}

/** The five filters, what they are set to, and how many leads that leaves. */
export function FilterBar(props: FilterBarProps) {
  const { filter, workspace, counts, hasFailed, onFilter } = props;
  const queryClient = useQueryClient();
  const [open, setOpen] = useState<{ name: LeadFilterName; anchor: HTMLElement }>();
  useEffect(() => whenIdle(loadPopover), []);

  const isFiltered = activeValues(filter).length > 0;
  const chosenIn = (name: LeadFilterName) => filter[name] ?? [];

  /** The rows of a value one is about to choose are there when one does. */
  const prefetch = (name: LeadFilterName, value: string) => {
    const chosen = chosenIn(name);
    const next = withValues(filter, name, toggled(chosen, value));
    queryClient.query(leadQueries.page(next, 1)).catch(() => undefined);
  };

  return (
    <div role="group" aria-label="Filters" className="filter-bar">
      <div className="filter-buttons">
        {LEAD_FILTERS.map((name) => (
          <FilterButton
            key={name}
            filterName={name}
            chosenCount={chosenIn(name).length}
            isOpen={open?.name === name}
            onPointerEnter={() => void loadPopover()}
            onClick={({ currentTarget: anchor }) =>
              setOpen(open?.name === name ? undefined : { name, anchor })
            }
          />
        ))}
      </div>
      {isFiltered && workspace && (
        <div className="filter-chips">
          <FilterChips
            filter={filter}
            workspace={workspace}
            onRemove={(name, value) =>
              onFilter(withValues(filter, name, toggled(chosenIn(name), value)))
            }
            onClearAll={() => onFilter({})}
          />
        </div>
      )}
      <LeadTotal counts={counts} isFiltered={isFiltered} hasFailed={hasFailed} />
      {open && workspace && (
        <Suspense>
          <FilterPopover
            key={open.name}
            filterName={open.name}
            options={filterOptions(open.name, counts, chosenIn(open.name), workspace)}
            chosen={chosenIn(open.name)}
            anchor={open.anchor}
            onChoose={(values) => onFilter(withValues(filter, open.name, values))}
            onIntent={(value) => prefetch(open.name, value)}
            onClose={() => setOpen(undefined)}
          />
        </Suspense>
      )}
    </div>
  );
}

const toggled = (chosen: readonly string[], value: string): string[] =>
  chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value];
