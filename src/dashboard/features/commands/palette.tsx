import { Autocomplete } from "@base-ui/react/autocomplete";
import { Search } from "lucide";
import { useRef, useState } from "react";
import { LONGEST_SEARCH } from "#api/contract/leads/lead-query.ts";
import type { ListedLead } from "#api/contract/leads/lead-views.ts";
import { foundMarks } from "#dashboard/domain/lead/found-in.ts";
import { KeyCaps } from "#dashboard/domain/shortcuts/key-caps.tsx";
import { isSingleKey } from "#dashboard/domain/shortcuts/shortcuts.ts";
import { StatusBadge } from "#dashboard/domain/status/badge/status-badge.tsx";
import { DialogFrame } from "#dashboard/ui/floating/dialog-frame.tsx";
import { Icon } from "#dashboard/ui/icon.tsx";
import { Marked } from "#dashboard/ui/marked.tsx";
import { ProblemBar } from "#dashboard/ui/problem.tsx";
import { singleKeys } from "#dashboard/ui/state/preferences.ts";
import {
  type CommandActions,
  type Entry,
  type EntryGroup,
  foundEntries,
  isMeant,
  keysOfEntry,
  useCommands,
  useRecentEntries,
} from "./commands.ts";
import { useFoundLeads } from "./found-leads.ts";
import { remember } from "./recent.ts";

interface PaletteProps {
  /** The lead that is open beside a list. */
  readonly leadId: string | undefined;
  readonly actions: CommandActions;
  readonly onClose: () => void;
}

/** Everything that can be done or opened, by its name. */
export function Palette({ leadId, actions, onClose }: PaletteProps) {
  const [typed, setTyped] = useState("");
  const found = useFoundLeads(typed);
  const groups = useEntries(typed, leadId, actions, found.leads);
  const movesFocus = useRef(false);

  const choose = (entry: Entry) => {
    movesFocus.current = entry.movesFocus === true;
    // A lead is remembered once it is open, from wherever.
    if (!entry.lead) remember({ kind: "command", id: entry.id });
    onClose();
    entry.run();
  };
  return (
    <DialogFrame
      aria-label="Commands"
      className="top-[12vh] overflow-hidden max-h-[min(30rem,76vh)] w-150 max-sm:top-3 max-sm:max-h-[calc(100dvh-1.5rem)]"
      hasMovedFocus={() => movesFocus.current}
      onClose={onClose}
    >
      <Autocomplete.Root
        open
        inline
        items={groups}
        filter={null}
        value={typed}
        onValueChange={(text, { reason }) => reason === "item-press" || setTyped(text)}
        itemToStringValue={({ label }: Entry) => label}
        autoHighlight="always"
        keepHighlight
      >
        <div className="flex shrink-0 items-center gap-2 border-b border-border px-3">
          <Icon of={Search} className="size-4 shrink-0 text-text-muted" />
          <Autocomplete.Input
            aria-label="Find a lead or a command"
            placeholder="Find a lead or a command"
            maxLength={LONGEST_SEARCH}
            spellCheck={false}
            className="h-11 min-w-0 flex-1 bg-transparent text-base outline-none placeholder:text-text-muted pointer-coarse:text-[max(16px,1rem)]"
          />
        </div>
        <Autocomplete.List
          aria-label="Leads and commands"
          className="min-h-0 scroll-py-1 overflow-y-auto overscroll-contain p-1 empty:p-0"
        >
          {(group: EntryGroup) => <Group key={group.value} group={group} onChoose={choose} />}
        </Autocomplete.List>
        <Foot found={found} isEmpty={groups.length === 0} />
      </Autocomplete.Root>
    </DialogFrame>
  );
}

/** What fits what is typed: commands at once, and below them leads, which come later. */
function useEntries(
  typed: string,
  leadId: string | undefined,
  actions: CommandActions,
  leads: readonly ListedLead[],
): EntryGroup[] {
  const commands = useCommands(leadId, actions);
  const latest = useRecentEntries(commands, leadId, actions.openLead);
  const isNew = ({ id }: Entry) => !latest.some((one) => one.id === id);
  const all =
    typed.trim() === ""
      ? [
          { value: "Recent", items: latest },
          ...commands.map(({ value, items }) => ({ value, items: items.filter(isNew) })),
        ]
      : [
          ...commands.map(({ value, items }) => ({
            value,
            items: items.filter((entry) => isMeant(entry, typed)),
          })),
          { value: "Leads", items: foundEntries(leads, typed, actions.openLead) },
        ];
  return all.filter(({ items }) => items.length > 0);
}

interface GroupProps {
  readonly group: EntryGroup;
  readonly onChoose: (entry: Entry) => void;
}

const Group = ({ group: { value, items }, onChoose }: GroupProps) => (
  <Autocomplete.Group items={items}>
    <Autocomplete.GroupLabel className="truncate px-2 pt-2 pb-1 text-xs/4 text-text-muted">
      {value}
    </Autocomplete.GroupLabel>
    <Autocomplete.Collection>
      {(entry: Entry) => (
        <Autocomplete.Item
          key={entry.id}
          value={entry}
          onClick={() => onChoose(entry)}
          className="flex min-h-8 items-center gap-2 rounded-sm px-2 select-none active-option pointer-coarse:min-h-11"
        >
          <EntryWords entry={entry} />
        </Autocomplete.Item>
      )}
    </Autocomplete.Collection>
  </Autocomplete.Group>
);

function EntryWords({ entry }: { readonly entry: Entry }) {
  const areSingleOn = singleKeys.use() === "on";
  const keys = keysOfEntry(entry);
  const { label, lead, status } = entry;
  if (lead) return <LeadWords label={label} lead={lead} />;
  if (status) {
    return (
      <>
        <span className="shrink-0">Set status: </span>
        <span className="min-w-0 truncate">
          <StatusBadge status={status} />
        </span>
      </>
    );
  }
  return (
    <>
      <bdi className="min-w-0 truncate">{label}</bdi>
      {keys && (areSingleOn || !isSingleKey(keys)) && (
        <span aria-hidden className="ml-auto shrink-0 pointer-coarse:hidden">
          <KeyCaps keys={keys} />
        </span>
      )}
    </>
  );
}

/** Its name, and where it was found, else its address: below the name on a phone. */
function LeadWords({ label, lead }: Required<Pick<Entry, "label" | "lead">>) {
  const { shown, searchedFor, beside = shown.email } = lead;
  return (
    <span className="flex min-w-0 flex-1 items-center gap-x-2 max-sm:flex-wrap max-sm:py-1">
      <bdi className="min-w-0 truncate max-sm:flex-1 sm:max-w-3/5">
        <Marked text={label} marks={foundMarks(label, searchedFor)} />
      </bdi>
      <span className="sr-only">, </span>
      <bdi className="min-w-0 flex-1 truncate text-text-muted max-sm:order-last max-sm:basis-full max-sm:text-xs/4">
        <Marked text={beside} marks={foundMarks(beside, searchedFor)} />
      </bdi>
      <span className="sr-only">, </span>
      <span className="max-w-1/3 shrink-0 max-sm:max-w-1/2">
        <StatusBadge status={shown.status} />
      </span>
    </span>
  );
}

interface FootProps {
  readonly found: ReturnType<typeof useFoundLeads>;
  readonly isEmpty: boolean;
}

/** What the list doesn't say: that leads are on their way, couldn't be had, or that there are none. */
function Foot({ found: { isPending, error, retry }, isEmpty }: FootProps) {
  if (error) {
    return (
      <div className="shrink-0 p-1">
        <ProblemBar title="Couldn't search the leads" error={error} onRetry={retry} />
      </div>
    );
  }
  const words = isPending ? "Searching leads…" : "Nothing found";
  return (
    <p role="status" className="shrink-0 px-3 text-text-muted not-empty:py-2">
      {(isPending || isEmpty) && words}
    </p>
  );
}
