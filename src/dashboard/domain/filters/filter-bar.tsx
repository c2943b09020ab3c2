import "./filter-bar.css";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { ChevronDown, Plus } from "lucide";
import { type ComponentProps, memo, type ReactNode, useRef, useState } from "react";
import { type FilterName, plainName } from "#api/address-values.ts";
import { isEveryLead, type LeadFilter, type PlainFilterName } from "#api/contract/lead-query.ts";
import { cx } from "#dashboard/lib/class-names.ts";
import { wasTouch } from "#dashboard/ui/browser/last-press.ts";
import { Icon } from "#dashboard/ui/icon.tsx";
import { lazyWithPreload } from "#dashboard/ui/state/lazy-with-preload.ts";
import { leadQueries } from "../lead/queries.ts";
import type { LeadList } from "../lead/view.ts";
import { useShortcut } from "../shortcuts/use-shortcut.ts";
import { workspaceQuery } from "../workspace.ts";
import { FIELD_NAMES, FILTER_FIELDS, isOfTheFive } from "./fields.ts";
import { FilterChips } from "./filter-chips.tsx";
import type { OpenedFilter } from "./filter-popover.tsx";
import { type ChangeFilter, isNot, withValues } from "./filter.ts";
import { LeadTotal } from "./lead-total.tsx";

const FilterPopover = lazyWithPreload(
  async () => (await import("./filter-popover.tsx")).FilterPopover,
);
const AddFilterPopover = lazyWithPreload(
  async () => (await import("./add-filter-popover.tsx")).AddFilterPopover,
);
const DaysPopover = lazyWithPreload(async () => (await import("./days-popover.tsx")).DaysPopover);

interface FilterBarProps {
  readonly list: LeadList;
  readonly onFilter: ChangeFilter;
  /** Stands at the end of the line. The same element for as long as it can be. */
  readonly children?: ReactNode;
}

/** What is open: the fields to add, the values of a filter, or its calendar. */
type Opened =
  | { readonly part: "fields"; readonly anchor: HTMLElement; readonly byTouch: boolean }
  | ({ readonly part: "values" | "days" } & OpenedFilter);

/** The five filters and those that were added, what they are set to, and how many leads that leaves. */
export const FilterBar = memo(function FilterBar({ list, onFilter, children }: FilterBarProps) {
  const { query, asked } = list;
  const { filter } = query;
  const { data: workspace } = useQuery(workspaceQuery);
  const counts = useQuery({
    ...leadQueries.countsUnder(asked),
    placeholderData: keepPreviousData,
  });
  const buttons = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState<Opened>();
  // Those that were opened keep their button: what has the focus doesn't go.
  const [added, setAdded] = useState<readonly PlainFilterName[]>([]);
  const shortcut = useShortcut("filters");
  FilterPopover.usePreload();

  const names = FIELD_NAMES.filter(
    (name) => isOfTheFive(name) || added.includes(name) || valuesOf(filter, name).length > 0,
  );
  const buttonOf = (name: FilterName | "add") =>
    buttons.current?.querySelector<HTMLElement>(
      `[data-filter=${name === "add" ? name : plainName(name)}]`,
    ) ?? undefined;
  const add = (name: FilterName) =>
    setAdded((before) =>
      before.includes(plainName(name)) ? before : [...before, plainName(name)],
    );
  const openFrom = (name: FilterName, opener: HTMLElement) => {
    if (open?.part !== "fields" && open && plainName(open.name) === plainName(name)) {
      setOpen(undefined);
      return;
    }
    add(name);
    const anchor = buttonOf(name) ?? opener;
    setOpen({ part: "values", name, opener, anchor, byTouch: wasTouch() });
  };
  const close = () => setOpen(undefined);

  return (
    <div role="group" aria-label="Filters" className="filter-bar">
      <div className="filter-line grid items-start gap-x-3 gap-y-2 px-4 py-2 max-sm:flex max-sm:flex-wrap max-sm:items-center">
        <div ref={buttons} className={BUTTONS}>
          {names.map((name) => (
            <FilterButton
              key={name}
              name={name}
              filter={filter}
              isOpen={open !== undefined && open.part !== "fields" && plainName(open.name) === name}
              onPointerEnter={() => void FilterPopover.preload()}
              onClick={({ currentTarget }) => openFrom(shownOf(filter, name), currentTarget)}
            />
          ))}
          <button
            type="button"
            data-filter="add"
            {...shortcut}
            aria-haspopup="dialog"
            aria-expanded={open?.part === "fields"}
            className={cx(BUTTON, "border-transparent text-text-muted hover:text-text")}
            onPointerEnter={() => void AddFilterPopover.preload()}
            onFocus={() => void AddFilterPopover.preload()}
            onClick={({ currentTarget: anchor }) =>
              setOpen(
                open?.part === "fields"
                  ? undefined
                  : { part: "fields", anchor, byTouch: wasTouch() },
              )
            }
          >
            <Icon of={Plus} className="size-3 stroke-3" />
            Add filter
          </button>
        </div>
        {names.some((name) => valuesOf(filter, name).length > 0) && workspace && (
          <FilterChips
            filter={filter}
            workspace={workspace}
            openFilter={open && open.part !== "fields" ? open.name : undefined}
            onOpen={openFrom}
            onFilter={onFilter}
            focusButton={(name) => {
              add(name);
              buttonOf(name)?.focus();
            }}
          />
        )}
        <LeadTotal
          counts={counts.data}
          isOld={counts.isPlaceholderData}
          isFiltered={!isEveryLead(query)}
        />
        {children}
      </div>
      {open?.part === "fields" && (
        <AddFilterPopover
          {...open}
          onChoose={(name) => openFrom(shownOf(filter, name), open.anchor)}
          // What was chosen has taken its place by then.
          onClose={() => setOpen((now) => (now?.part === "fields" ? undefined : now))}
        />
      )}
      {open?.part === "values" && workspace && (
        <FilterPopover
          key={plainName(open.name)}
          {...open}
          query={query}
          asked={asked}
          counts={counts}
          workspace={workspace}
          onFilter={onFilter}
          onTurn={(name) => setOpen({ ...open, name })}
          onChooseDays={() => setOpen({ ...open, part: "days" })}
          onClose={close}
        />
      )}
      {open?.part === "days" && (
        <DaysPopover
          {...open}
          label={FILTER_FIELDS[plainName(open.name)].label}
          onChoose={(range) => {
            onFilter((before) => withValues(before, open.name, [range]));
            close();
          }}
          onClose={close}
        />
      )}
    </div>
  );
});

/** What a filter is set to, whether its values are wanted or left out. */
const valuesOf = (filter: LeadFilter, name: PlainFilterName): readonly string[] => [
  ...(filter[name] ?? []),
  ...(filter[`not_${name}`] ?? []),
];

/** Which of a filter and its opposite one sees first. */
const shownOf = (filter: LeadFilter, name: PlainFilterName): FilterName =>
  !filter[name] && filter[`not_${name}`] ? `not_${name}` : name;

/** With room for a focus ring. Positioned, or words for screen readers would stick out of it. */
const BUTTONS =
  "filter-buttons relative -m-1 flex gap-1.5 overflow-x-auto p-1 [grid-area:buttons] [scrollbar-width:none] max-sm:-mx-4 max-sm:w-[calc(100%+2rem)] max-sm:px-4";

const BUTTON = cx(
  "inline-flex h-7 shrink-0 items-center gap-1.5 rounded-md border px-2 select-none pointer-coarse:h-9",
  "transition-colors duration-(--duration-fast) hover:bg-surface-hover aria-expanded:bg-surface-hover",
);

interface FilterButtonProps extends Omit<ComponentProps<"button">, "name"> {
  readonly name: PlainFilterName;
  readonly filter: LeadFilter;
  readonly isOpen: boolean;
}

/** Opens a filter's list of values. */
function FilterButton({ name, filter, isOpen, ...button }: FilterButtonProps) {
  const { length: chosenCount } = valuesOf(filter, name);
  return (
    <button
      type="button"
      data-filter={name}
      data-further={isOfTheFive(name) ? undefined : ""}
      aria-haspopup="dialog"
      aria-expanded={isOpen}
      className={cx(
        BUTTON,
        chosenCount > 0 ? "border-border-control" : "border-border text-text-muted hover:text-text",
      )}
      {...button}
    >
      {FILTER_FIELDS[name].label}
      {isNot(shownOf(filter, name)) && " not"}
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
