import { useRef } from "react";
import type { PlainFilterName } from "#api/contract/leads/lead-query.ts";
import { ComboboxOption, ComboboxPopover } from "#dashboard/ui/floating/combobox-popover.tsx";
import { FILTER_FIELDS, FURTHER_FIELDS } from "../fields.ts";

interface AddFilterPopoverProps {
  readonly anchor: HTMLElement;
  readonly byTouch: boolean;
  readonly onChoose: (name: PlainFilterName) => void;
  readonly onClose: () => void;
}

/** The fields that one may filter by besides the five: typed into to find one. */
export function AddFilterPopover({ anchor, byTouch, onChoose, onClose }: AddFilterPopoverProps) {
  const hasChosen = useRef(false);
  return (
    <ComboboxPopover<PlainFilterName>
      label="Add filter"
      inputLabel="Find a filter"
      listLabel="Filters"
      items={FURTHER_FIELDS}
      keyOf={(name) => name}
      wordsOf={(name) => [FILTER_FIELDS[name].label, name]}
      value={null}
      anchor={anchor}
      byTouch={byTouch}
      className="w-56"
      listClassName="max-h-112"
      onValueChange={(name) => {
        if (!name) return;
        hasChosen.current = true;
        onChoose(name);
      }}
      hasMovedFocus={() => hasChosen.current}
      onClose={onClose}
    >
      {(name) => (
        <ComboboxOption key={name} value={name} className="h-8">
          {FILTER_FIELDS[name].label}
        </ComboboxOption>
      )}
    </ComboboxPopover>
  );
}
