import { type UseQueryResult, useQueryClient } from "@tanstack/react-query";
import { useEffect, useEffectEvent, useMemo, useRef, useState } from "react";
import { type FilterName, isOfTimes, plainName } from "#api/address-values.ts";
import type { LeadFilter, LeadQuery } from "#api/contract/leads/lead-query.ts";
import type { LeadCounts } from "#api/contract/leads/lead-views.ts";
import type { Workspace } from "#api/contract/people/people.ts";
import { cx } from "#dashboard/lib/class-names.ts";
import { ComboboxPopover } from "#dashboard/ui/floating/combobox-popover.tsx";
import { Problem } from "#dashboard/ui/problem.tsx";
import { Skeleton } from "#dashboard/ui/skeleton.tsx";
import { whenIdle } from "#dashboard/ui/timing.ts";
import { askedQuery, viewerOf } from "../../lead/asked-query.ts";
import { useIsIncomplete } from "../../sync/sync.ts";
import { FILTER_FIELDS } from "../fields.ts";
import { BETWEEN_DAYS, FilterOptionItem } from "./filter-option-item.tsx";
import {
  countedOptions,
  type FilterOption,
  isChosen,
  valueIn,
  withChosen,
} from "../filter-options.ts";
import { FilterPrefetch } from "../filter-prefetch.ts";
import { type FilterValues, useFilterValues } from "./filter-values.ts";
import { type ChangeFilter, withOpposite, withToggled, withValues } from "../filter.ts";
import { IsOrIsNot } from "./is-or-is-not.tsx";

export interface OpenedFilter {
  /** With `not_` for what is left out. */
  readonly name: FilterName;
  /** The filter's own button, which stays whatever is chosen. */
  readonly anchor: HTMLElement;
  /** What was pressed: that button, or a chip, which may go meanwhile. */
  readonly opener: HTMLElement;
  readonly byTouch: boolean;
}

export interface FilterPopoverProps extends OpenedFilter {
  /** As the address says it. */
  readonly query: LeadQuery;
  /** As the server is asked for it. */
  readonly asked: LeadQuery;
  readonly counts: UseQueryResult<LeadCounts>;
  readonly workspace: Workspace;
  readonly onFilter: ChangeFilter;
  /** Is told that what is chosen is to be left out instead, or the other way round. */
  readonly onTurn: (name: FilterName) => void;
  /** Is told that the days of a range are to be chosen in a calendar. */
  readonly onChooseDays: () => void;
  readonly onClose: () => void;
}

const NO_VALUES: readonly string[] = [];

/** The values on top are what most leads have, and what is chosen most. */
const LIKELY = 3;

/** A filter's values with their counts: typed into to narrow them, several to choose. */
export function FilterPopover(props: FilterPopoverProps) {
  const { name, anchor, query, workspace, onFilter } = props;
  const field = plainName(name);
  const { label, areLong } = FILTER_FIELDS[field];
  const chosen = query.filter[name] ?? NO_VALUES;
  const found = useFilterValues(field, props.asked, props.counts, workspace, chosen);
  const valueCounts = found.values;
  // The same list while nothing in it changes: an item costs more than all the rest here.
  const counted = useMemo(
    () => valueCounts && countedOptions(field, valueCounts, workspace),
    [field, valueCounts, workspace],
  );
  const options = withChosen(field, counted, chosen, workspace, found.hasMore);
  const taken = options.filter((option) => isChosen(option, chosen));
  const toggled = (filter: LeadFilter, option: FilterOption) =>
    withToggled(filter, name, valueIn(option, filter[name]));
  const hasOpenedDays = useRef(false);
  const openDays = () => {
    hasOpenedDays.current = true;
    props.onChooseDays();
  };
  const chooseOnly = (option: FilterOption) => {
    if (option === BETWEEN_DAYS) openDays();
    else onFilter((before) => withValues(before, name, [valueIn(option, before[name])]));
  };
  const turnTo = (next: FilterName) => {
    props.onTurn(next);
    onFilter((before) => withOpposite(before, name));
  };
  const isIncomplete = useIsIncomplete();
  const highlighted = useRef<FilterOption>(undefined);

  const queryClient = useQueryClient();
  const [prefetch] = useState(() => new FilterPrefetch(queryClient));
  useEffect(() => () => prefetch.cancel(), [prefetch]);
  const prefetchWith = (likely: readonly FilterOption[]) =>
    prefetch.prefetch(
      likely.map((option) =>
        askedQuery({ ...query, filter: toggled(query.filter, option) }, viewerOf(workspace)),
      ),
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
      label={`Filter by ${label.toLowerCase()}`}
      inputLabel={`Narrow ${label.toLowerCase()}`}
      listLabel={label}
      items={isOfTimes(name) ? [...options, BETWEEN_DAYS] : options}
      keyOf={({ value }) => value}
      wordsOf={(option) => [option.label, option.value, option.alias ?? ""]}
      value={taken}
      anchor={anchor}
      opener={props.opener}
      byTouch={props.byTouch}
      note={
        <>
          <IsOrIsNot label={label} name={name} onChange={turnTo} />
          {isIncomplete && <p className={NOTE}>Counts are not complete yet</p>}
          {found.isIncomplete && (
            <p className={NOTE}>Not all opt-ins have come from Hermon with their campaign yet</p>
          )}
          {found.hasMore && <p className={NOTE}>Only what most leads have is listed</p>}
        </>
      }
      hint={
        <>
          <kbd className={KEY}>Alt</kbd> <kbd className={KEY}>Enter</kbd> chooses one alone
        </>
      }
      pending={!valueCounts && <ValuesToCome values={found} />}
      onAltEnter={() => highlighted.current && chooseOnly(highlighted.current)}
      className={areLong ? "w-96" : "w-64"}
      listClassName="max-h-112"
      onValueChange={(next) => {
        for (const option of difference(taken, next)) {
          if (option === BETWEEN_DAYS) openDays();
          else onFilter((before) => toggled(before, option));
        }
      }}
      onItemHighlighted={(option) => {
        highlighted.current = option;
        if (option && option !== BETWEEN_DAYS) prefetchWith([option]);
      }}
      onClose={props.onClose}
      hasMovedFocus={() => hasOpenedDays.current}
    >
      {(option) => <FilterOptionItem key={option.value} option={option} onOnly={chooseOnly} />}
    </ComboboxPopover>
  );
}

const KEY = "rounded-sm border border-border px-1 font-sans";

const NOTE = "border-b border-border px-3 py-1.5 text-xs text-text-muted";

/** Stands in the place of the values until they are there. */
const ValuesToCome = ({
  values: { error, refetch },
}: {
  readonly values: Pick<FilterValues, "error" | "refetch">;
}) =>
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
