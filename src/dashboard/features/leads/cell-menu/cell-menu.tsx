import { Menu } from "@base-ui/react/menu";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useEffectEvent } from "react";
import type { LeadFilter, LeadQuery } from "#api/contract/leads/lead-query.ts";
import type { ListedLead } from "#api/contract/leads/lead-views.ts";
import type { Workspace } from "#api/contract/people/people.ts";
import {
  type FilterValue,
  leadsWith,
  withOnly,
  withoutValue,
} from "#dashboard/domain/filters/by-value.ts";
import { FilterPrefetch } from "#dashboard/domain/filters/filter-prefetch.ts";
import type { ChangeFilter } from "#dashboard/domain/filters/filter.ts";
import { askedQuery, viewerOf } from "#dashboard/domain/lead/asked-query.ts";
import { workspaceQuery } from "#dashboard/domain/workspace.ts";
import type { ChosenCell } from "#dashboard/grid/input/cell-menu.ts";
import { wasKey } from "#dashboard/ui/browser/last-press.ts";
import { copy } from "#dashboard/ui/copyable.tsx";
import { MenuItem, MenuLinkItem, MenuPopup, MenuSeparator } from "#dashboard/ui/floating/menu.tsx";
import { leadColumns } from "../columns.ts";

export interface CellMenuProps {
  readonly cell: ChosenCell<ListedLead>;
  /** Where its lead is, open beside the list. */
  readonly path: string | undefined;
  readonly query: LeadQuery;
  readonly onFilter: ChangeFilter;
  readonly onClose: () => void;
  /** Gives the focus back to the list. */
  readonly takeFocus: () => void;
}

/** What can be done with one cell: filter by what it says, copy it. Open while it is mounted. */
export function CellMenu({ cell, path, query, onFilter, onClose, takeFocus }: CellMenuProps) {
  const { data: workspace } = useQuery(workspaceQuery);
  const column = leadColumns.find(({ id }) => id === cell.column);
  const name = column?.header ?? "Text";
  const value = column?.filterBy?.(cell.row);
  const { text } = cell;
  return (
    <Menu.Root open onOpenChange={(isOpen) => isOpen || onClose()}>
      <MenuPopup
        anchor={{ getBoundingClientRect: () => cell.at }}
        align="start"
        aria-label={text ? `${name}: ${text}` : name}
        finalFocus={() => {
          // After the press outside that closes it, which gives the focus to what is there.
          setTimeout(takeFocus);
          return false;
        }}
        onFocus={({ target, currentTarget }) => {
          // Without something that opens it, it can't tell by itself that a key did.
          if (target === currentTarget && wasKey()) firstItemIn(currentTarget)?.focus();
        }}
        className="max-w-[min(26rem,var(--available-width))] min-w-44"
      >
        {value && workspace && (
          <FilterItems value={value} workspace={workspace} query={query} onFilter={onFilter} />
        )}
        {text && (
          <MenuItem onClick={() => void copy({ text, done: `${name} copied`, failed: "it" })}>
            Copy
          </MenuItem>
        )}
        {path && (
          <MenuLinkItem href={path} target="_blank" rel="noopener" closeOnClick>
            Open in a new tab
          </MenuLinkItem>
        )}
      </MenuPopup>
    </Menu.Root>
  );
}

const firstItemIn = (menu: HTMLElement) => menu.querySelector<HTMLElement>("[role=menuitem]");

interface FilterItemsProps extends Pick<CellMenuProps, "query" | "onFilter"> {
  readonly value: FilterValue;
  readonly workspace: Workspace;
}

const CHANGES = [
  ["Filter by this", withOnly],
  ["Leave this out", withoutValue],
] as const;

/** What would change nothing isn't offered; the rows of what is are prefetched. */
function FilterItems({ value, workspace, query, onFilter }: FilterItemsProps) {
  const viewer = viewerOf(workspace);
  const [words, label] = leadsWith(value, workspace);
  const offered = CHANGES.map(([does, change]) => ({
    does,
    change: (before: LeadFilter) => change(before, value, viewer),
  })).filter(({ change }) => change(query.filter) !== query.filter);
  const queryClient = useQueryClient();
  const prefetch = useEffectEvent(() => {
    const queries = offered.map(({ change }) => ({ ...query, filter: change(query.filter) }));
    new FilterPrefetch(queryClient).prefetch(queries.map((one) => askedQuery(one, viewer)));
  });
  useEffect(() => prefetch(), []);
  return (
    <>
      {offered.map(({ does, change }) => (
        <MenuItem key={does} onClick={() => onFilter(change)}>
          <span className="line-clamp-3">
            {does}: {words} {label && <bdi>{label}</bdi>}
          </span>
        </MenuItem>
      ))}
      {offered.length > 0 && <MenuSeparator />}
    </>
  );
}
