import { Popover } from "@base-ui/react/popover";
import { useState } from "react";
import { type DateRange, DayPicker, type ClassNames, type Modifiers } from "react-day-picker";
import { isNot } from "../filter.ts";
import { dates } from "#dashboard/lib/dates.ts";
import { localDay } from "#dashboard/lib/local-days.ts";
import { Button } from "#dashboard/ui/button.tsx";
import { timeWords } from "../time-words.ts";
import type { OpenedFilter } from "./filter-popover.tsx";

interface DaysPopoverProps extends OpenedFilter {
  /** The field's name. */
  readonly label: string;
  /** Is given the two days as a filter takes them. */
  readonly onChoose: (range: string) => void;
  readonly onClose: () => void;
}

/** A calendar in which two days are chosen, and all between them are meant. */
export function DaysPopover({ name, label, anchor, opener, onChoose, onClose }: DaysPopoverProps) {
  const [days, setDays] = useState<DateRange>();
  const range = days?.from && `${localDay(days.from)}..${localDay(days.to ?? days.from)}`;
  const title = `${label} ${isNot(name) ? "not " : ""}between two days`;
  return (
    <Popover.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Popover.Portal>
        <Popover.Positioner
          anchor={anchor}
          align="start"
          sideOffset={4}
          className="z-(--z-popover)"
        >
          <Popover.Popup
            aria-label={title}
            finalFocus={() => (opener.isConnected ? opener : anchor)}
            className="max-h-(--available-height) w-69 max-w-(--available-width) overflow-auto rounded-lg bg-surface-raised p-3 shadow-float outline-none pointer-coarse:w-76"
          >
            <DayPicker
              mode="range"
              // oxlint-disable-next-line jsx-a11y/no-autofocus -- it opens because someone wants to use it
              autoFocus
              weekStartsOn={1}
              selected={days}
              onSelect={setDays}
              classNames={CLASSES}
              labels={{ labelDayButton: dayInWords }}
            />
            <div className="mt-2 flex items-center gap-2 border-t border-border pt-3">
              <p aria-live="polite" className="min-w-0 flex-1 text-text-muted">
                {range ? timeWords(range) : "Choose the first and last day"}
              </p>
              <Button look="primary" disabled={!range} onClick={() => range && onChoose(range)}>
                Apply
              </Button>
            </div>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

/** "Saturday, 28 November 2026", as dates are elsewhere. */
const dayInWords = (date: Date, { today, selected }: Modifiers): string =>
  [today && "Today", dates.exact(localDay(date)), selected && "selected"]
    .filter(Boolean)
    .join(", ");

const ARROW =
  "flex size-7 items-center justify-center rounded-md hover:bg-surface-hover pointer-coarse:size-9 [&_svg]:size-4 [&_svg]:fill-current";

const CLASSES: Partial<ClassNames> = {
  months: "relative",
  nav: "absolute inset-x-0 top-0 flex justify-between",
  button_previous: ARROW,
  button_next: ARROW,
  month_caption: "flex h-7 items-center justify-center font-medium pointer-coarse:h-9",
  month_grid: "mt-2 w-full table-fixed border-collapse",
  weekday: "h-7 text-xs font-normal text-text-muted",
  day: "p-0 text-center",
  day_button:
    "tabular flex h-9 w-full items-center justify-center rounded-md hover:bg-surface-hover focus-visible:outline-2 focus-visible:outline-focus pointer-coarse:h-10",
  today: "font-semibold text-accent",
  outside: "text-text-muted",
  selected:
    "bg-surface-selected text-text forced-colors:[&>button]:bg-[Highlight]! forced-colors:[&>button]:text-[HighlightText]! [&>button]:forced-color-adjust-none",
  range_start: "rounded-s-md [&>button]:bg-accent! [&>button]:text-on-accent",
  range_end: "rounded-e-md [&>button]:bg-accent! [&>button]:text-on-accent",
};
