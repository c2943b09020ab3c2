import { Combobox } from "@base-ui/react/combobox";
import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import type { Lead } from "#api/contract/leads/leads.ts";
import type { Status } from "#api/contract/leads/statuses.ts";
import { sentenceCase } from "#api/contract/vocabulary.ts";
import { knownLead } from "#dashboard/domain/lead/queries.ts";
import { singleKeys } from "#dashboard/ui/state/preferences.ts";
import {
  ComboboxOption,
  ComboboxPopover,
  ComboboxTick,
} from "#dashboard/ui/floating/combobox-popover.tsx";
import { StatusBadge } from "../badge/status-badge.tsx";
import { changeStatus } from "../change/change-status.ts";
import { type StatusGroup, statusGroups } from "./status-groups.ts";

interface StatusPickerProps {
  readonly lead: Lead;
  readonly statuses: readonly Status[];
  /** The lead's status button. */
  readonly anchor: HTMLElement;
  /** It was pressed by a finger. */
  readonly byTouch: boolean;
  readonly onClose: () => void;
  readonly onChosen: (() => void) | undefined;
}

/** The statuses a lead can be given: typed into to narrow them, one to choose. */
export function StatusPicker(props: StatusPickerProps) {
  const { lead, statuses, anchor, byTouch, onClose, onChosen } = props;
  const queryClient = useQueryClient();
  useClosedWhenRecycled(anchor, lead.id, onClose);
  const groups = statusGroups(statuses);
  const numbered = groups.flatMap(({ items }) => items).slice(0, MOST_NUMBERED);
  const hasNumbers = singleKeys.use() === "on" && !byTouch;
  const give = (status: Status | null | undefined) => {
    if (!status) return;
    onClose();
    if (choose(queryClient, lead, status)) onChosen?.();
  };
  return (
    <ComboboxPopover
      label="Change status"
      inputLabel="Narrow statuses"
      listLabel="Status"
      items={groups}
      keyOf={({ id }) => id}
      wordsOf={({ name, role }) => [name, sentenceCase(role)]}
      value={statuses.find(({ id }) => id === lead.status.id) ?? null}
      anchor={anchor}
      byTouch={byTouch}
      className={statuses.some(({ name }) => name.length > LONG_NAME) ? "w-96" : "w-60"}
      listClassName="max-h-160"
      onValueChange={give}
      onDigit={hasNumbers ? (digit) => give(numbered[digit - 1]) : undefined}
      onClose={onClose}
    >
      {(group) => <Group key={group.value} group={group} numbered={hasNumbers ? numbered : []} />}
    </ComboboxPopover>
  );
}

/** In characters: of several that were cut none could be told from another. */
const LONG_NAME = 24;

/** How many are chosen by a digit. */
const MOST_NUMBERED = 9;

/**
 * Someone may have changed the lead since the picker was opened: then the choice counts even where it
 * is what was ticked, and the server says what has become of the lead.
 * @returns whether anything is to be changed
 */
function choose(queryClient: QueryClient, seen: Lead, to: Status): boolean {
  const now = knownLead(queryClient, seen.id) ?? seen;
  const isAsSeen = now.status.id === seen.status.id;
  const isChange = !isAsSeen || to.id !== seen.status.id;
  if (isChange) changeStatus(queryClient, [seen], to);
  return isChange;
}

interface GroupProps {
  readonly group: StatusGroup;
  /** Those that are chosen by a digit, in order. */
  readonly numbered: readonly Status[];
}

/** The role stands over several statuses of it; over one it would say the same twice. */
const Group = ({ group: { value, items }, numbered }: GroupProps) => (
  <Combobox.Group items={items} className={items.length > 1 ? SET_APART : undefined}>
    {items.length > 1 && (
      <Combobox.GroupLabel className="px-2 pt-1.5 text-xs/4 text-text-muted">
        {value}
      </Combobox.GroupLabel>
    )}
    <Combobox.Collection>
      {(status: Status) => (
        <ComboboxOption
          key={status.id}
          value={status}
          className="h-7"
          aria-keyshortcuts={digitOf(status, numbered)}
        >
          <span className="min-w-0 flex-1 truncate">
            <StatusBadge status={status} />
          </span>
          <ComboboxTick />
          <Digit of={digitOf(status, numbered)} />
        </ComboboxOption>
      )}
    </Combobox.Collection>
  </Combobox.Group>
);

function digitOf(status: Status, numbered: readonly Status[]): string | undefined {
  const place = numbered.indexOf(status);
  return place < 0 ? undefined : String(place + 1);
}

/** Once something is typed, a digit is text. It is no part of the status' name, so no text either. */
const Digit = ({ of }: { readonly of: string | undefined }) =>
  of && (
    <kbd
      aria-hidden
      data-digit={of}
      className="tabular invisible w-3 font-sans shrink-0 text-right text-xs/4 text-text-muted after:content-[attr(data-digit)] in-[:has(>input:placeholder-shown)]:visible"
    />
  );

/** From what comes before and after it, and isn't under its heading; by one line from another such. */
const SET_APART =
  "my-1 border-y border-border py-1 first:border-t-0 last:border-b-0 [&+&]:mt-0 [&+&]:border-t-0";

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
