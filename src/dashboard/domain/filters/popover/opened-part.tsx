import type { Dispatch, SetStateAction } from "react";
import { plainName } from "#api/address-values.ts";
import type { PlainFilterName } from "#api/contract/leads/lead-query.ts";
import { lazyWithPreload } from "#dashboard/ui/state/lazy-with-preload.ts";
import { AddFilterPopover } from "./add-filter-popover.tsx";
import { FILTER_FIELDS } from "../fields.ts";
import { FilterPopover, type FilterPopoverProps, type OpenedFilter } from "./filter-popover.tsx";
import { withValues } from "../filter.ts";

const DaysPopover = lazyWithPreload(async () => (await import("./days-popover.tsx")).DaysPopover);

/** What the bar has open: the fields to add, the values of a filter, or its calendar. */
export type Opened =
  | { readonly part: "fields"; readonly anchor: HTMLElement; readonly byTouch: boolean }
  | ({ readonly part: "values" | "days" } & OpenedFilter);

type ListProps = Pick<FilterPopoverProps, "query" | "asked" | "counts" | "workspace" | "onFilter">;

interface OpenedPartProps extends ListProps {
  readonly open: Opened;
  readonly setOpen: Dispatch<SetStateAction<Opened | undefined>>;
  /** Is told which filter was chosen to be opened, and where. */
  readonly onOpen: (name: PlainFilterName, opener: HTMLElement) => void;
}

/** What is open of what the bar opens. */
export function OpenedPart({ open, setOpen, onOpen, ...list }: OpenedPartProps) {
  // One part may have opened another.
  const onClose = () => setOpen((now) => (now === open ? undefined : now));
  switch (open.part) {
    case "fields":
      return (
        <AddFilterPopover
          {...open}
          onChoose={(name) => onOpen(name, open.anchor)}
          onClose={onClose}
        />
      );
    case "values":
      return (
        <FilterPopover
          key={plainName(open.name)}
          {...open}
          {...list}
          onTurn={(name) => setOpen({ ...open, name })}
          onChooseDays={() => setOpen({ ...open, part: "days" })}
          onClose={onClose}
        />
      );
    case "days":
      return (
        <DaysPopover
          {...open}
          label={FILTER_FIELDS[plainName(open.name)].label}
          onChoose={(range) => {
            list.onFilter((before) => withValues(before, open.name, [range]));
            onClose();
          }}
          onClose={onClose}
        />
      );
  }
}
