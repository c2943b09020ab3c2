import { type UseQueryResult, useQueryClient } from "@tanstack/react-query";
import { useEffect, useEffectEvent, useMemo, useRef, useState } from "react";
import { type FilterName, isOfTimes, plainName } from "#api/address-values.ts";
import type { LeadFilter, LeadQuery } from "#api/contract/lead-query.ts";
import type { LeadCounts } from "#api/contract/lead-views.ts";
import type { Workspace } from "#api/contract/people.ts";
import { cx } from "#dashboard/lib/class-names.ts";
import { inDigits } from "#dashboard/lib/numbers.ts";
import { ComboboxOption, ComboboxPopover, ComboboxTick } from "#dashboard/ui/combobox-popover.tsx";
import { Problem } from "#dashboard/ui/problem.tsx";
import { Skeleton } from "#dashboard/ui/skeleton.tsx";
import { whenIdle } from "#dashboard/ui/timing.ts";
import { StatusBadge } from "../status/badge/status-badge.tsx";
import { askedQuery, viewerOf } from "../lead/asked-query.ts";
import { useIsIncomplete } from "../sync/sync.ts";
import { FILTER_FIELDS } from "./fields.ts";
import {
  countedOptions,
  type FilterOption,
  isChosen,
  valueIn,
  withChosen,
} from "./filter-options.ts";
import { FilterPrefetch } from "./filter-prefetch.ts";
import { type FilterValues, useFilterValues } from "./filter-values.ts";
import {
  type ChangeFilter,
  isNot,
  oppositeOf,
  withOpposite,
  withToggled,
  withValues,
} from "./filter.ts";

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
      {(option) => <Option key={option.value} option={option} onOnly={chooseOnly} />}
    </ComboboxPopover>
  );
}

/** Opens the calendar. It stands among the values, which are such ranges, and is none. */
const BETWEEN_DAYS: FilterOption = {
  value: "between-days",
  count: undefined,
  label: "Between two days…",
  alias: undefined,
  status: undefined,
};

const KEY = "rounded-sm border border-border px-1 font-sans";

const NOTE = "border-b border-border px-3 py-1.5 text-xs text-text-muted";

interface IsOrIsNotProps {
  readonly label: string;
  readonly name: FilterName;
  readonly onChange: (name: FilterName) => void;
}

/** Whether the leads are those that have one of the values, or those that have none. */
const IsOrIsNot = ({ label, name, onChange }: IsOrIsNotProps) => (
  <fieldset
    role="radiogroup"
    aria-label={label}
    className="flex items-center gap-1 border-b border-border px-2 py-1.5"
    // The arrows mean these two, not the values.
    onKeyDown={(event) => event.key.startsWith("Arrow") && event.stopPropagation()}
  >
    <span aria-hidden className="flex-1 truncate px-1 font-medium">
      {label}
    </span>
    {[false, true].map((not) => (
      <label
        key={String(not)}
        className="flex h-6 items-center rounded-sm px-2 text-text-muted has-checked:bg-surface-selected has-checked:text-text has-focus-visible:outline-2 has-focus-visible:outline-focus forced-colors:has-checked:border pointer-coarse:h-9"
      >
        <input
          type="radio"
          name="is-or-is-not"
          checked={isNot(name) === not}
          onChange={() => onChange(oppositeOf(name))}
          className="sr-only"
        />
        {not ? "is not" : "is"}
      </label>
    ))}
  </fieldset>
);

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

interface OptionProps {
  readonly option: FilterOption;
  readonly onOnly: (option: FilterOption) => void;
}

const Option = ({ option, onOnly }: OptionProps) => (
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
