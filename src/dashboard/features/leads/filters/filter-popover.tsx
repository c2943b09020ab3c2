import { Combobox } from "@base-ui/react/combobox";
import { useEffect, useEffectEvent, useMemo } from "react";
import type { ValueCount } from "#api/contract/lead-views.ts";
import type { Workspace } from "#api/contract/people.ts";
import { type LeadFilterName, sentenceCase } from "#api/contract/vocabulary.ts";
import { cx } from "#dashboard/lib/class-names.ts";
import { containsWords } from "#dashboard/lib/contains-words.ts";
import { whenIdle } from "#dashboard/lib/idle.ts";
import { inDigits } from "#dashboard/lib/numbers.ts";
import { Problem } from "#dashboard/ui/problem.tsx";
import { Skeleton } from "#dashboard/ui/skeleton.tsx";
import { useOpeningFocus } from "#dashboard/ui/use-opening-focus.ts";
import { StatusBadge } from "../status/status-badge.tsx";
import { countedOptions, type FilterOption, isChosen, withChosen } from "./filter-options.ts";

export interface FilterPopoverProps {
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
  /** One is about to choose this value. */
  readonly onIntent: (value: string) => void;
  readonly onClose: () => void;
}

/** The values on top are what most leads have, and what is chosen most. */
const LIKELY = 3;

/** A filter's values with their counts: typed into to narrow them, several to choose. */
export function FilterPopover(props: FilterPopoverProps) {
  const { filterName, counts, workspace, chosen, anchor, opener } = props;
  const { onToggle, onIntent, onClose } = props;
  const focus = useOpeningFocus(props.byTouch);
  const label = sentenceCase(filterName);
  // The same list while nothing in it changes: an item costs more than all the rest here.
  const counted = useMemo(
    () => countedOptions(filterName, counts ?? [], workspace),
    [filterName, counts, workspace],
  );
  const options = withChosen(filterName, counted, chosen, workspace);
  const taken = options.filter((option) => isChosen(option, chosen));
  const meanLikely = useEffectEvent(() => {
    for (const { value } of options.slice(0, LIKELY)) onIntent(value);
  });
  const isKnown = options.length > 0;
  // On a phone the buttons' row scrolls sideways, and a chip may open one that is out of sight.
  useEffect(() => {
    anchor.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [anchor]);
  useEffect(() => (isKnown ? whenIdle(() => meanLikely()) : undefined), [isKnown]);
  return (
    <Combobox.Root
      open
      multiple
      autoHighlight
      items={options}
      value={taken}
      isItemEqualToValue={(a: FilterOption, b: FilterOption) => a.value === b.value}
      itemToStringLabel={(option: FilterOption) => option.label}
      filter={({ label: text, value, alias = "" }: FilterOption, query) =>
        containsWords(query, [text, value, alias])
      }
      onValueChange={(next: FilterOption[]) => {
        for (const { value } of difference(taken, next)) onToggle(value);
      }}
      onInputValueChange={(_, details) => {
        // Several results of one search may be wanted.
        if (details.isItemPress) details.cancel();
      }}
      onItemHighlighted={(option: FilterOption | undefined) => option && onIntent(option.value)}
      onOpenChange={(isOpen, { event, reason }) => {
        // What opened it closes it by itself.
        const isOwnButton = event.target instanceof Node && opener.contains(event.target);
        if (!isOpen && !(reason === "outside-press" && isOwnButton)) onClose();
      }}
    >
      <Combobox.Portal>
        <Combobox.Positioner
          anchor={anchor}
          align="start"
          sideOffset={4}
          className="z-(--z-popover)"
        >
          <Combobox.Popup
            aria-label={`Filter by ${filterName}`}
            finalFocus={() => (opener.isConnected ? opener : anchor)}
            {...focus.popup}
            className="flex max-h-(--available-height) w-64 max-w-(--available-width) flex-col overflow-hidden rounded-lg bg-surface-raised shadow-float outline-none"
          >
            <Combobox.Input
              {...focus.input}
              aria-label={`Narrow ${filterName}`}
              placeholder="Type to narrow"
              className="h-9 shrink-0 border-b border-border bg-transparent px-3 outline-none placeholder:text-text-muted focus:border-focus pointer-coarse:h-11 pointer-coarse:text-[max(16px,1rem)]"
            />
            {props.isIncomplete && (
              <p className="border-b border-border px-3 py-1.5 text-xs text-text-muted">
                Counts are not complete yet
              </p>
            )}
            <Combobox.Empty className="text-text-muted not-empty:p-3">
              {counts && "Nothing is called that"}
            </Combobox.Empty>
            {!counts && <ValuesToCome {...props} />}
            <Combobox.List
              aria-label={label}
              className="max-h-112 scroll-py-1 overflow-y-auto overscroll-contain p-1 empty:p-0"
            >
              {(option: FilterOption) => <Option key={option.value} option={option} />}
            </Combobox.List>
          </Combobox.Popup>
        </Combobox.Positioner>
      </Combobox.Portal>
    </Combobox.Root>
  );
}

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
  <Combobox.Item
    value={option}
    className="flex h-8 items-center gap-2 rounded-sm px-2 select-none active-option pointer-coarse:h-10"
  >
    <span className="flex size-4 shrink-0 items-center justify-center rounded-sm border border-border-control in-data-selected:border-accent in-data-selected:bg-accent in-data-selected:text-on-accent">
      <Combobox.ItemIndicator className="size-3">
        <svg viewBox="0 0 12 12" aria-hidden className="fill-none stroke-current stroke-2">
          <path d="m2.5 6.5 2.5 2.5 4.5-5.5" />
        </svg>
      </Combobox.ItemIndicator>
    </span>
    <span className="min-w-0 flex-1 truncate">
      {option.status ? <StatusBadge status={option.status} /> : <bdi>{option.label}</bdi>}
    </span>
    <span className="tabular text-text-muted">
      <span className="sr-only">, </span>
      <span>{inDigits(option.count)}</span>
    </span>
  </Combobox.Item>
);
