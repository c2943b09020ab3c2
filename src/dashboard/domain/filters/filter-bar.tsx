import "./filter-bar.css";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { memo, type ReactNode, useRef, useState } from "react";
import { type FilterName, plainName } from "#api/address-values.ts";
import { isEveryLead, type PlainFilterName } from "#api/contract/leads/lead-query.ts";
import { wasTouch } from "#dashboard/ui/browser/last-press.ts";
import { lazyWithPreload } from "#dashboard/ui/state/lazy-with-preload.ts";
import { leadQueries } from "../lead/queries.ts";
import type { LeadList } from "../lead/view.ts";
import { workspaceQuery } from "../workspace.ts";
import { FIELD_NAMES, isOfTheFive } from "./fields.ts";
import { AddFilterButton, FilterButton, shownOf, valuesOf } from "./filter-button.tsx";
import { FilterChips } from "./filter-chips.tsx";
import type { ChangeFilter } from "./filter.ts";
import { LeadTotal } from "./lead-total.tsx";
import type { Opened } from "./popover/opened-part.tsx";

const OpenedPart = lazyWithPreload(
  async () => (await import("./popover/opened-part.tsx")).OpenedPart,
);

interface FilterBarProps {
  readonly list: LeadList;
  readonly onFilter: ChangeFilter;
  /** Stands at the end of the line. The same element for as long as it can be. */
  readonly children?: ReactNode;
}

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
  OpenedPart.usePreload();

  const names = FIELD_NAMES.filter(
    (name) => isOfTheFive(name) || added.includes(name) || valuesOf(filter, name).length > 0,
  );
  const openName = open && open.part !== "fields" ? open.name : undefined;
  const add = (name: PlainFilterName) =>
    setAdded((before) => (before.includes(name) ? before : [...before, name]));
  const buttonOf = (name: PlainFilterName) =>
    buttons.current?.querySelector<HTMLElement>(`[data-filter=${name}]`) ?? undefined;
  const toggle = (name: FilterName, opener: HTMLElement) => {
    const plain = plainName(name);
    if (openName && plainName(openName) === plain) {
      setOpen(undefined);
      return;
    }
    add(plain);
    const anchor = buttonOf(plain) ?? opener;
    setOpen({ part: "values", name, opener, anchor, byTouch: wasTouch() });
  };

  return (
    <div role="group" aria-label="Filters" className="filter-bar">
      <div className="filter-line grid items-start gap-x-3 gap-y-2 px-4 py-2 max-sm:flex max-sm:flex-wrap max-sm:items-center">
        <div ref={buttons} className={BUTTONS}>
          {names.map((name) => (
            <FilterButton
              key={name}
              name={name}
              filter={filter}
              isOpen={openName !== undefined && plainName(openName) === name}
              onClick={({ currentTarget }) => toggle(shownOf(filter, name), currentTarget)}
            />
          ))}
          <AddFilterButton
            isOpen={open?.part === "fields"}
            onClick={({ currentTarget: anchor }) =>
              setOpen(
                open?.part === "fields"
                  ? undefined
                  : { part: "fields", anchor, byTouch: wasTouch() },
              )
            }
          />
        </div>
        {Object.keys(filter).length > 0 && workspace && (
          <FilterChips
            filter={filter}
            workspace={workspace}
            openFilter={openName}
            onOpen={toggle}
            onFilter={onFilter}
            focusButton={(name) => {
              add(plainName(name));
              buttonOf(plainName(name))?.focus();
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
      {open && workspace && (
        <OpenedPart
          {...{ open, setOpen, query, asked, counts, workspace, onFilter }}
          onOpen={(name, opener) => toggle(shownOf(filter, name), opener)}
        />
      )}
    </div>
  );
});

/** With room for a focus ring. Positioned, or words for screen readers would stick out of it. */
const BUTTONS =
  "filter-buttons relative -m-1 flex gap-1.5 overflow-x-auto p-1 [grid-area:buttons] [scrollbar-width:none] max-sm:-mx-4 max-sm:w-[calc(100%+2rem)] max-sm:px-4";
