import { type UseQueryResult, useQueryClient } from "@tanstack/react-query";
import { useEffect, useEffectEvent, useMemo, useState } from "react";
import type { LeadQuery } from "#api/contract/lead-query.ts";
import type { LeadCounts } from "#api/contract/lead-views.ts";
import type { Workspace } from "#api/contract/people.ts";
import { type LeadFilterName, sentenceCase } from "#api/contract/vocabulary.ts";
import { cx } from "#dashboard/lib/class-names.ts";
import { inDigits } from "#dashboard/lib/numbers.ts";
import { ComboboxOption, ComboboxPopover, ComboboxTick } from "#dashboard/ui/combobox-popover.tsx";
import { Problem } from "#dashboard/ui/problem.tsx";
import { Skeleton } from "#dashboard/ui/skeleton.tsx";
import { whenIdle } from "#dashboard/ui/timing/idle.ts";
import { StatusBadge } from "../status/badge/status-badge.tsx";
import { useIsIncomplete } from "../sync/sync.ts";
import { countedOptions, type FilterOption, isChosen, withChosen } from "./filter-options.ts";
import { FilterPrefetch } from "./filter-prefetch.ts";
import { type ChangeFilter, withToggled } from "./filter.ts";

export interface OpenedFilter {
  readonly name: LeadFilterName;
  /** The filter's own button, which stays whatever is chosen. */
  readonly anchor: HTMLElement;
  /** What was pressed: that button, or a chip, which may go meanwhile. */
  readonly opener: HTMLElement;
  readonly byTouch: boolean;
}

interface FilterPopoverProps extends OpenedFilter {
  readonly query: LeadQuery;
  readonly counts: UseQueryResult<LeadCounts>;
  readonly workspace: Workspace;
  readonly onFilter: ChangeFilter;
  readonly onClose: () => void;
}

/** The values on top are what most leads have, and what is chosen most. */
const LIKELY = 3;

/** A filter's values with their counts: typed into to narrow them, several to choose. */
export function FilterPopover(props: FilterPopoverProps) {
  const { name, anchor, query, counts, workspace, onFilter } = props;
  const valueCounts = counts.data?.[name];
  // The same list while nothing in it changes: an item costs more than all the rest here.
  const counted = useMemo(
    () => countedOptions(name, valueCounts ?? [], workspace),
    [name, valueCounts, workspace],
  );
  const chosen = query.filter[name] ?? [];
  const options = withChosen(name, counted, chosen, workspace);
  const taken = options.filter((option) => isChosen(option, chosen));
  const isIncomplete = useIsIncomplete();

  const queryClient = useQueryClient();
  const [prefetch] = useState(() => new FilterPrefetch(queryClient));
  useEffect(() => () => prefetch.cancel(), [prefetch]);
  const prefetchWith = (likely: readonly FilterOption[]) =>
    prefetch.add(
      likely.map(({ value }) => ({ ...query, filter: withToggled(query.filter, name, value) })),
    );
  const prefetchFirst = useEffectEvent(() => prefetchWith(options.slice(0, LIKELY)));
  const isKnown = options.length > 0;
  useEffect(() => (isKnown ? whenIdle(() => prefetchFirst()) : undefined), [isKnown]);
  // On a phone the buttons' row scrolls sideways, and a chip may open one that is out of sight.
  useEffect(() => {
    anchor.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [anchor]);
  return (
    <ComboboxPopover
      multiple
      label={`Filter by ${name}`}
      inputLabel={`Narrow ${name}`}
      listLabel={sentenceCase(name)}
      items={options}
      keyOf={({ value }) => value}
      wordsOf={({ label, value, alias = "" }) => [label, value, alias]}
      value={taken}
      anchor={anchor}
      opener={props.opener}
      byTouch={props.byTouch}
      note={
        isIncomplete && (
          <p className="border-b border-border px-3 py-1.5 text-xs text-text-muted">
            Counts are not complete yet
          </p>
        )
      }
      pending={!counts.data && <ValuesToCome counts={counts} />}
      className="w-64"
      listClassName="max-h-112"
      onValueChange={(next) => {
        for (const { value } of difference(taken, next)) {
          onFilter((before) => withToggled(before, name, value));
        }
      }}
      onItemHighlighted={(option) => option && prefetchWith([option])}
      onClose={props.onClose}
    >
      {(option) => <Option key={option.value} option={option} />}
    </ComboboxPopover>
  );
}

/** Stands in the place of the values until they are there. */
const ValuesToCome = ({ counts: { error, refetch } }: Pick<FilterPopoverProps, "counts">) =>
  error ? (
    <Problem title="Couldn't load the values" error={error} onRetry={() => void refetch()} />
  ) : (
    <div role="status" className="space-y-3 p-3">
      <span className="sr-only">Loading</span>
      {["w-3/4", "w-1/2", "w-2/3"].map((width) => (
        <Skeleton key={width} className={cx("h-4", width)} />
      ))}
    </div>
  );

/** The options that only one of two lists has. */
const difference = (a: readonly FilterOption[], b: readonly FilterOption[]) =>
  [...a, ...b].filter((option) => !(a.includes(option) && b.includes(option)));

const Option = ({ option }: { readonly option: FilterOption }) => (
  <ComboboxOption value={option} className="h-8">
    <span className="flex size-4 shrink-0 items-center justify-center rounded-sm border border-border-control in-data-selected:border-accent in-data-selected:bg-accent in-data-selected:text-on-accent">
      <ComboboxTick />
    </span>
    <span className="min-w-0 flex-1 truncate">
      {option.status ? <StatusBadge status={option.status} /> : <bdi>{option.label}</bdi>}
    </span>
    <span className="tabular text-text-muted">
      <span className="sr-only">, </span>
      <span>{inDigits(option.count)}</span>
    </span>
  </ComboboxOption>
);
