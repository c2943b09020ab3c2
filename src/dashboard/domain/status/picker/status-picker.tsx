import { Combobox } from "@base-ui/react/combobox";
import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import type { Lead } from "#api/contract/leads.ts";
import type { Status } from "#api/contract/statuses.ts";
import { byFunnel, isForLeads, sentenceCase } from "#api/contract/vocabulary.ts";
import { knownLead } from "#dashboard/domain/lead/lead-caches.ts";
import { ComboboxOption, ComboboxPopover, ComboboxTick } from "#dashboard/ui/combobox-popover.tsx";
import { StatusBadge } from "../badge/status-badge.tsx";
import { changeStatus } from "../change/change-status.ts";

interface StatusPickerProps {
  readonly lead: Lead;
  readonly statuses: readonly Status[];
  /** The lead's status button. */
  readonly anchor: HTMLElement;
  /** It was pressed by a finger. */
  readonly byTouch: boolean;
  readonly onClose: () => void;
}

/** The statuses a lead can be given: typed into to narrow them, one to choose. */
export function StatusPicker({ lead, statuses, anchor, byTouch, onClose }: StatusPickerProps) {
  const queryClient = useQueryClient();
  useClosedWhenRecycled(anchor, lead.id, onClose);
  return (
    <ComboboxPopover
      label="Change status"
      inputLabel="Narrow statuses"
      listLabel="Status"
      items={statusGroups(statuses)}
      keyOf={({ id }) => id}
      wordsOf={({ name, role }) => [name, sentenceCase(role)]}
      value={statuses.find(({ id }) => id === lead.status.id) ?? null}
      anchor={anchor}
      byTouch={byTouch}
      className="w-60"
      listClassName="max-h-160"
      onValueChange={(status) => {
        if (!status) return;
        onClose();
        choose(queryClient, lead, status);
      }}
      onClose={onClose}
    >
      {(group) => <Group key={group.value} group={group} />}
    </ComboboxPopover>
  );
}

/** The statuses of one role, under its name. */
interface StatusGroup {
  readonly value: string;
  readonly items: Status[];
}

/** The statuses a lead may be given, by role in funnel order. Those of deals are left out. */
export function statusGroups(statuses: readonly Status[]): StatusGroup[] {
  const forLeads = statuses.filter(isForLeads).toSorted(byFunnel);
  return [...Map.groupBy(forLeads, ({ role }) => role)].map(([role, items]) => ({
    value: sentenceCase(role),
    items,
  }));
}

/**
 * Someone may have changed the lead since the picker was opened: then the choice counts even where it
 * is what was ticked, and the server says what has become of the lead.
 */
function choose(queryClient: QueryClient, seen: Lead, to: Status): void {
  const now = knownLead(queryClient, seen.id) ?? seen;
  const isAsSeen = now.status.id === seen.status.id;
  if (!isAsSeen || to.id !== seen.status.id) changeStatus(queryClient, [seen], to);
}

/** The role stands over several statuses of it; over one it would say the same twice. */
const Group = ({ group: { value, items } }: { readonly group: StatusGroup }) => (
  <Combobox.Group items={items} className={items.length > 1 ? SET_APART : undefined}>
    {items.length > 1 && (
      <Combobox.GroupLabel className="px-2 pt-1.5 text-xs/4 text-text-muted">
        {value}
      </Combobox.GroupLabel>
    )}
    <Combobox.Collection>
      {(status: Status) => (
        <ComboboxOption key={status.id} value={status} className="h-7">
          <span className="min-w-0 flex-1 truncate">
            <StatusBadge status={status} />
          </span>
          <ComboboxTick />
        </ComboboxOption>
      )}
    </Combobox.Collection>
  </Combobox.Group>
);

/** From what comes before and after it, and isn't under its heading. */
const SET_APART = "my-1 border-y border-border py-1 first:border-t-0 last:border-b-0";

/** A row that scrolls out of sight lends its elements to another lead; then the picker goes. */
function useClosedWhenRecycled(anchor: HTMLElement, leadId: string, onClose: () => void) {
  useEffect(() => {
    const row = anchor.closest<HTMLElement>("[data-row-id]");
    if (!row) return undefined;
    const recycled = new MutationObserver(() => row.dataset["rowId"] === leadId || onClose());
    recycled.observe(row, { attributeFilter: ["data-row-id"] });
    return () => recycled.disconnect();
  }, [anchor, leadId, onClose]);
}
