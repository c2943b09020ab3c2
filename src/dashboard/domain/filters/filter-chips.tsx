import { X } from "lucide";
import type { MouseEvent } from "react";
import type { LeadFilter } from "#api/contract/lead-query.ts";
import type { Workspace } from "#api/contract/people.ts";
import { LEAD_FILTERS, type LeadFilterName, sentenceCase } from "#api/contract/vocabulary.ts";
import { Button } from "#dashboard/ui/button.tsx";
import { Icon } from "#dashboard/ui/icon.tsx";
import { markedLabel } from "./filter-options.ts";

interface FilterChipsProps {
  readonly filter: LeadFilter;
  readonly workspace: Workspace;
  /** The filter whose values are open. */
  readonly openFilter: LeadFilterName | undefined;
  readonly onOpen: (name: LeadFilterName, chip: HTMLElement) => void;
  /** Takes values off a filter; gives the focus to a chip's button that stays, or to nothing. */
  readonly onRemove: (name: LeadFilterName, values: readonly string[], next?: HTMLElement) => void;
  readonly onClearAll: () => void;
}

/** What the list is filtered by: a chip for each filter, which opens it and can be taken off. */
export function FilterChips({ filter, onClearAll, ...chip }: FilterChipsProps) {
  return (
    <>
      {LEAD_FILTERS.map((name) => {
        const values = filter[name];
        return values && <FilterChip key={name} name={name} values={values} {...chip} />;
      })}
      <Button look="quiet" size="small" onClick={onClearAll}>
        Clear all
      </Button>
    </>
  );
}

/** So many values stand in a chip; of more it says how many. */
const SHOWN = 2;

interface FilterChipProps extends Omit<FilterChipsProps, "filter" | "onClearAll"> {
  readonly name: LeadFilterName;
  readonly values: readonly string[];
}

function FilterChip({ name, values, workspace, openFilter, onOpen, onRemove }: FilterChipProps) {
  const title = sentenceCase(name);
  const labels = values.map((value) => markedLabel(name, value, workspace));
  const shown = labels.slice(0, SHOWN);
  const more = labels.length > SHOWN && `+${labels.length - SHOWN}`;
  return (
    <span className="filter-chip" title={labels.join(", ")}>
      <button
        type="button"
        aria-label={`${title}: ${shown.join(", ")}${more ? ` ${more}` : ""}`}
        aria-haspopup="dialog"
        aria-expanded={openFilter === name}
        onClick={({ currentTarget }) => onOpen(name, currentTarget)}
      >
        {title}:
      </button>
      {shown.map((label, at) => {
        const isLast = at === shown.length - 1;
        // With more than it shows, a chip is taken off as a whole.
        const removed = more ? isLast && values : values.slice(at, at + 1);
        return (
          <span key={values[at]}>
            <bdi aria-hidden>{more && !isLast ? `${label},` : label}</bdi>
            {more && isLast && <span aria-hidden>{more}</span>}
            {removed && (
              <RemoveButton
                of={more ? title : `${title}: ${label}`}
                onPress={(next) => onRemove(name, removed, next)}
              />
            )}
          </span>
        );
      })}
    </span>
  );
}

interface RemoveButtonProps {
  readonly of: string;
  readonly onPress: (next: HTMLElement | undefined) => void;
}

const RemoveButton = ({ of, onPress }: RemoveButtonProps) => (
  <button
    type="button"
    className="remove-button"
    aria-label={`Remove filter ${of}`}
    onClick={(event) => onPress(neighbourOf(event))}
  >
    <Icon of={X} className="size-3 stroke-3" />
  </button>
);

/** The button of its kind after a pressed one, or before it: the pressed one goes. */
function neighbourOf({ currentTarget }: MouseEvent): HTMLElement | undefined {
  const chips = currentTarget.closest(".filter-chips");
  const all = [...(chips?.querySelectorAll<HTMLElement>(".remove-button") ?? [])];
  const at = all.findIndex((one) => one === currentTarget);
  return all[at + 1] ?? all[at - 1];
}
