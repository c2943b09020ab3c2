import { useEffect, useEffectEvent, useMemo } from "react";
import type { ValueCount } from "#api/contract/lead-views.ts";
import type { Workspace } from "#api/contract/people.ts";
import { type LeadFilterName, sentenceCase } from "#api/contract/vocabulary.ts";
import { cx } from "#dashboard/lib/class-names.ts";
import { inDigits } from "#dashboard/lib/numbers.ts";
import { ComboboxOption, ComboboxPopover, ComboboxTick } from "#dashboard/ui/combobox-popover.tsx";
import { Problem } from "#dashboard/ui/problem.tsx";
import { Skeleton } from "#dashboard/ui/skeleton.tsx";
import { whenIdle } from "#dashboard/ui/timing/idle.ts";
import { StatusBadge } from "../status/badge/status-badge.tsx";
import { countedOptions, type FilterOption, isChosen, withChosen } from "./filter-options.ts";

interface FilterPopoverProps {
  readonly filterName: LeadFilterName;
  /** Of the filter's values; missing while they are on the way, or couldn't be had. */
  readonly counts: readonly ValueCount[] | undefined;
  /** Why they couldn't. */
  readonly error: Error | null;
  readonly onRetry: () => void;
  /** Leads are missing yet, and so in the counts. */
  readonly isIncomplete: boolean;
  readonly workspace: Workspace;
  readonly chosen: readonly string[];
  /** The filter's button. */
  readonly anchor: HTMLElement;
  /** What was pressed to open it: the button itself, or a chip, which may go meanwhile. */
  readonly opener: HTMLElement;
  /** It was pressed by a finger. */
  readonly byTouch: boolean;
  readonly onToggle: (value: string) => void;
  /** One of these values is about to be chosen, most likely the first. */
  readonly onIntent: (values: readonly string[]) => void;
  readonly onClose: () => void;
}

/** The values on top are what most leads have, and what is chosen most. */
const LIKELY = 3;

/** A filter's values with their counts: typed into to narrow them, several to choose. */
export function FilterPopover(props: FilterPopoverProps) {
  const { filterName, counts, workspace, chosen, anchor, opener, byTouch } = props;
  const { onToggle, onIntent, onClose } = props;
  // The same list while nothing in it changes: an item costs more than all the rest here.
  const counted = useMemo(
    () => countedOptions(filterName, counts ?? [], workspace),
    [filterName, counts, workspace],
  );
  const options = withChosen(filterName, counted, chosen, workspace);
  const taken = options.filter((option) => isChosen(option, chosen));
  const intendLikely = useEffectEvent(() => onIntent(options.slice(0, LIKELY).map(valueOf)));
  const isKnown = options.length > 0;
  // On a phone the buttons' row scrolls sideways, and a chip may open one that is out of sight.
  useEffect(() => {
    anchor.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [anchor]);
  useEffect(() => (isKnown ? whenIdle(() => intendLikely()) : undefined), [isKnown]);
  return (
    <ComboboxPopover
      multiple
      label={`Filter by ${filterName}`}
      inputLabel={`Narrow ${filterName}`}
      listLabel={sentenceCase(filterName)}
      items={options}
      keyOf={valueOf}
      wordsOf={wordsOf}
      value={taken}
      anchor={anchor}
      opener={opener}
      byTouch={byTouch}
      note={props.isIncomplete && <Incomplete />}
      pending={!counts && <ValuesToCome {...props} />}
      className="w-64"
      listClassName="max-h-112"
      onValueChange={(next) => {
        for (const { value } of difference(taken, next)) onToggle(value);
      }}
      onItemHighlighted={(option) => option && onIntent([option.value])}
      onClose={onClose}
    >
      {(option) => <Option key={option.value} option={option} />}
    </ComboboxPopover>
  );
}

const valueOf = ({ value }: FilterOption) => value;

const wordsOf = ({ label, value, alias = "" }: FilterOption) => [label, value, alias] as const;

const Incomplete = () => (
  <p className="border-b border-border px-3 py-1.5 text-xs text-text-muted">
    Counts are not complete yet
  </p>
);

/** Stands in the place of the values until they are there. */
const ValuesToCome = ({ error, onRetry }: FilterPopoverProps) =>
  error ? (
    <Problem title="Couldn't load the values" error={error} onRetry={onRetry} />
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
