import type { LeadFilter } from "#api/contract/lead-views.ts";
import type { Workspace } from "#api/contract/people.ts";
import { type LeadFilterName, sentenceCase } from "#api/contract/vocabulary.ts";
import { Button } from "#dashboard/ui/button.tsx";
import { activeValues } from "../filter.ts";
import { valueLabel } from "./filter-options.ts";

interface FilterChipsProps {
  readonly filter: LeadFilter;
  readonly workspace: Workspace;
  readonly onRemove: (name: LeadFilterName, value: string) => void;
  readonly onClearAll: () => void;
}

/** What the list is filtered by, each to be taken off. */
export function FilterChips({ filter, workspace, onRemove, onClearAll }: FilterChipsProps) {
  return (
    <>
      <div className="flex min-w-0 gap-1.5 overflow-x-auto">
        {activeValues(filter).map(({ name, value }) => {
          const label = valueLabel(name, value, workspace);
          return (
            <span key={`${name} ${value}`} className={CHIP}>
              <span className="text-text-muted">{sentenceCase(name)}</span>
              <bdi className="max-w-48 truncate">{label}</bdi>
              <button
                type="button"
                aria-label={`Remove filter ${sentenceCase(name)}: ${label}`}
                onClick={() => onRemove(name, value)}
                className="-mr-1.5 flex size-6 items-center justify-center rounded-sm text-text-muted hover:text-text"
              >
                <svg viewBox="0 0 12 12" aria-hidden className="size-3 stroke-current stroke-[1.5]">
                  <path d="m3 3 6 6m0-6-6 6" />
                </svg>
              </button>
            </span>
          );
        })}
      </div>
      <Button look="quiet" size="small" onClick={onClearAll}>
        Clear all
      </Button>
    </>
  );
}

const CHIP =
  "inline-flex h-7 shrink-0 pointer-coarse:h-9 items-center gap-1.5 rounded-md bg-surface-selected px-2 whitespace-nowrap";
