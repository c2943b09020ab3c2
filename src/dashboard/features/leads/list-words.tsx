import { plainName } from "#api/address-values.ts";
import type { LeadFilter, LeadQuery } from "#api/contract/leads/lead-query.ts";
import type { Workspace } from "#api/contract/people/people.ts";
import { UNASSIGNED } from "#api/contract/vocabulary.ts";
import { valueLabel } from "#dashboard/domain/filters/filter-options.ts";
import { activeValues, isMine, isNot } from "#dashboard/domain/filters/filter.ts";
import type { InsteadOfRows } from "#dashboard/domain/lists/list-problems.tsx";
import { Button } from "#dashboard/ui/button.tsx";
import { lazyWithPreload } from "#dashboard/ui/state/lazy-with-preload.ts";

/** "“ana” · Won · Leads": what is searched for, and what by, the first two values of several. */
export function listTitle({ filter, search }: Listed, workspace: Workspace | undefined): string {
  const title = filterTitle(filter, workspace);
  return search === "" ? title : `“${search}” · ${title}`;
}

type Listed = Pick<LeadQuery, "filter" | "search">;

function filterTitle(filter: LeadFilter, workspace: Workspace | undefined): string {
  const values = activeValues(filter);
  if (!workspace || values.length === 0) return "Leads";
  if (isMine(filter, workspace) && values.length === 1) return "My leads";
  const labels = values.slice(0, 2).map(({ name, value }) => {
    if (value === UNASSIGNED && !isNot(name)) return `No ${name}`;
    const label = valueLabel(plainName(name), value, workspace);
    return isNot(name) ? `Not ${label}` : label;
  });
  const more = values.length > 2 ? ` +${values.length - 2}` : "";
  return `${labels.join(", ")}${more} · Leads`;
}

const FirstSteps = lazyWithPreload(async () => (await import("./first-steps.tsx")).FirstSteps);

interface NoLeadsOptions {
  readonly onShowAll: () => void;
  readonly onClearSearch: () => void;
}

/** What stands in place of the leads when there are none in the list, and what to do about it. */
export function noLeads(
  { filter, search }: Listed,
  { onShowAll, onClearSearch }: NoLeadsOptions,
): InsteadOfRows {
  const failed = "Couldn't load these leads";
  const isFiltered = Object.keys(filter).length > 0;
  const showAll = <Button onClick={onShowAll}>Show all leads</Button>;
  if (search === "")
    return isFiltered
      ? { failed, ...FILTERED, action: showAll }
      : { failed, ...UNFILTERED, action: <FirstSteps /> };
  const title = isFiltered
    ? `No lead with “${search}” matches these filters`
    : `No lead has “${search}”`;
  return {
    failed,
    empty: { title, reason: SEARCHED },
    emptySoFar: { title: `${title} so far`, reason: FILTERED.emptySoFar.reason },
    action: (
      <div className="flex flex-wrap justify-center gap-2">
        <Button onClick={onClearSearch}>Clear search</Button>
        {isFiltered && showAll}
      </div>
    ),
  };
}

const SEARCHED =
  "Names, email addresses, phone numbers, latest notes and the names of forms were searched.";

const UNFILTERED = {
  empty: {
    title: "No leads yet",
    reason: "They appear here as soon as a form sends its first opt-in.",
  },
  emptySoFar: {
    title: "No leads copied yet",
    reason: "They appear here page by page while they are copied from Hermon.",
  },
};

const FILTERED = {
  empty: {
    title: "No lead matches these filters",
    reason: "Take one of them off, or go back to the whole list.",
  },
  emptySoFar: {
    title: "No lead copied so far matches these filters",
    reason: "Not all leads have come from Hermon yet, so there may be some later.",
  },
};
