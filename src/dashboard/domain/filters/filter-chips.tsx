import { X } from "lucide";
import { type FilterName, plainName } from "#api/address-values.ts";
import type { LeadFilter } from "#api/contract/leads/lead-query.ts";
import type { Workspace } from "#api/contract/people/people.ts";
import { LEAD_FILTERS } from "#api/contract/vocabulary.ts";
import { cx } from "#dashboard/lib/class-names.ts";
import { Button } from "#dashboard/ui/button.tsx";
import { Icon } from "#dashboard/ui/icon.tsx";
import { FIELD_NAMES, FILTER_FIELDS } from "./fields.ts";
import { markedLabel } from "./filter-options.ts";
import { type ChangeFilter, isNot, oppositeOf } from "./filter.ts";
import { withoutValues } from "./unknown-values.ts";

interface FilterChipsProps {
  readonly filter: LeadFilter;
  readonly workspace: Workspace;
  /** The filter whose values are open. */
  readonly openFilter: FilterName | undefined;
  readonly onOpen: (name: FilterName, chip: HTMLElement) => void;
  readonly onFilter: ChangeFilter;
  /** Gives the focus to a filter's own button, as what had it goes. */
  readonly focusButton: (name: FilterName) => void;
}

/** What the list is filtered by: a chip for each filter, which opens it and can be taken off. */
export const FilterChips = (props: FilterChipsProps) => (
  <div className="flex min-w-0 flex-wrap items-center gap-1.5 [grid-area:chips] max-sm:contents max-sm:*:order-1">
    {FIELD_NAMES.flatMap((name) => [name, oppositeOf(name)]).map((name) => {
      const values = props.filter[name];
      return values && <FilterChip key={name} name={name} values={values} {...props} />;
    })}
    <Button
      look="quiet"
      size="small"
      onClick={() => {
        props.onFilter(() => ({}));
        props.focusButton(LEAD_FILTERS[0]);
      }}
    >
      Clear all
    </Button>
  </div>
);

/** How many values stand in a chip; of more it says the number. */
const SHOWN = 2;

interface FilterChipProps extends FilterChipsProps {
  readonly name: FilterName;
  readonly values: readonly string[];
}

function FilterChip({ name, values, workspace, openFilter, ...props }: FilterChipProps) {
  const field = plainName(name);
  const title = FILTER_FIELDS[field].label;
  const not = isNot(name) ? "not " : "";
  const labels = values.map((value) => markedLabel(field, value, workspace));
  const shown = labels.slice(0, SHOWN);
  const more = labels.length > SHOWN && `+${labels.length - SHOWN}`;
  const asked = values.map((value) => [name, value] as const);
  const remove = (removed: typeof asked, next: HTMLElement | undefined) => {
    props.onFilter((before) => withoutValues(before, removed));
    if (next) next.focus();
    else props.focusButton(name);
  };
  return (
    <span className={CHIP} title={not + labels.join(", ")}>
      <button
        type="button"
        aria-label={`${title}: ${not}${shown.join(", ")}${more ? ` ${more}` : ""}`}
        aria-haspopup="dialog"
        aria-expanded={openFilter === name}
        className={OPENER}
        onClick={({ currentTarget }) => props.onOpen(name, currentTarget)}
      >
        {title}:{not && <span className="ms-1 font-medium text-text">not</span>}
      </button>
      {shown.map((label, at) => {
        const isLast = at === shown.length - 1;
        // With more than it shows, a chip is taken off as a whole.
        const removed = more ? isLast && asked : asked.slice(at, at + 1);
        return (
          <span key={values[at]} className="flex min-w-0 items-center gap-1.5">
            <bdi aria-hidden className="truncate text-text">
              {more && !isLast ? `${label},` : label}
            </bdi>
            {more && isLast && <span aria-hidden>{more}</span>}
            {removed && (
              <RemoveButton
                of={more ? title : `${title}: ${not}${label}`}
                onPress={(next) => remove(removed, next)}
              />
            )}
          </span>
        );
      })}
    </span>
  );
}

/** Too long for a phone's line, it takes more; elsewhere it is cut, with two values later. */
const CHIP = cx(
  "filter-chip relative inline-flex min-h-7 max-w-full min-w-0 items-center gap-x-1.5 rounded-md bg-surface-selected px-2 whitespace-nowrap text-text-muted max-sm:flex-wrap pointer-coarse:min-h-9",
  "sm:max-w-[min(100%,18rem)] sm:has-[>span~span]:max-w-[min(100%,26rem)] lg:max-xl:only-of-type:max-w-60",
);

/** All of the chip opens its filter, but what takes it off. */
const OPENER =
  "flex-none after:absolute after:inset-0 after:rounded-md focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-offset-1 focus-visible:after:outline-focus";

interface RemoveButtonProps {
  readonly of: string;
  /** Is given the button of its kind after this one, or before it, that stays: this one goes. */
  readonly onPress: (next: HTMLElement | undefined) => void;
}

/** Those that were pressed: a page that is late still shows them. */
const pressed = new WeakSet<Element>();

const RemoveButton = ({ of, onPress }: RemoveButtonProps) => (
  <button
    type="button"
    className="remove-button relative -ms-1 -me-1.5 flex size-6 flex-none items-center justify-center rounded-sm hover:text-text"
    aria-label={`Remove filter ${of}`}
    onClick={({ currentTarget }) => {
      const bar = currentTarget.closest(".filter-bar");
      const all = [...(bar?.querySelectorAll<HTMLElement>(".remove-button") ?? [])];
      const staying = all.filter((one) => one === currentTarget || !pressed.has(one));
      const at = staying.indexOf(currentTarget);
      pressed.add(currentTarget);
      onPress(staying[at + 1] ?? staying[at - 1]);
    }}
  >
    <Icon of={X} className="size-3 stroke-3" />
  </button>
);
