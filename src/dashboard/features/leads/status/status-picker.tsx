import { Combobox } from "@base-ui/react/combobox";
import { useEffect } from "react";
import type { Lead } from "#api/contract/leads.ts";
import type { Status } from "#api/contract/statuses.ts";
import { sentenceCase } from "#api/contract/vocabulary.ts";
import { containsWords } from "#dashboard/lib/contains-words.ts";
import { useOpeningFocus } from "#dashboard/ui/use-opening-focus.ts";
import { StatusBadge } from "./status-badge.tsx";
import { type StatusGroup, statusGroups } from "./status-groups.ts";

interface StatusPickerProps {
  readonly lead: Lead;
  readonly statuses: readonly Status[];
  /** The lead's status button. */
  readonly anchor: HTMLElement;
  /** It was pressed by a finger. */
  readonly byTouch: boolean;
  readonly onChoose: (status: Status) => void;
  readonly onClose: () => void;
}

/** The statuses a lead can be given: typed into to narrow them, one to choose. */
export function StatusPicker(props: StatusPickerProps) {
  const { lead, statuses, anchor, onChoose, onClose } = props;
  const focus = useOpeningFocus(props.byTouch);
  const groups = statusGroups(statuses);
  useClosedWhenRecycled(anchor, lead.id, onClose);
  return (
    <Combobox.Root
      open
      autoHighlight
      items={groups}
      value={statuses.find(({ id }) => id === lead.status.id) ?? null}
      isItemEqualToValue={(a: Status, b: Status) => a.id === b.id}
      itemToStringLabel={({ name }: Status) => name}
      filter={({ name, role }: Status, query) => containsWords(query, [name, sentenceCase(role)])}
      onValueChange={(status: Status | null) => status && onChoose(status)}
      onOpenChange={(isOpen, { event, reason }) => {
        // The button closes what it opened by itself.
        const isOwnButton = event.target instanceof Node && anchor.contains(event.target);
        if (!isOpen && !(reason === "outside-press" && isOwnButton)) onClose();
      }}
    >
      <Combobox.Portal>
        <Combobox.Positioner
          anchor={anchor}
          align="start"
          sideOffset={4}
          className="z-(--z-popover)"
        >
          <Combobox.Popup
            aria-label="Change status"
            finalFocus={() => anchor}
            {...focus.popup}
            className="flex max-h-(--available-height) w-60 max-w-(--available-width) flex-col overflow-hidden rounded-lg bg-surface-raised shadow-float outline-none"
          >
            <Combobox.Input
              {...focus.input}
              aria-label="Narrow statuses"
              placeholder="Type to narrow"
              className="h-9 shrink-0 border-b border-border bg-transparent px-3 outline-none placeholder:text-text-muted focus:border-focus pointer-coarse:h-11 pointer-coarse:text-[max(16px,1rem)]"
            />
            <Combobox.Empty className="text-text-muted not-empty:p-3">
              Nothing is called that
            </Combobox.Empty>
            <Combobox.List
              aria-label="Status"
              className="max-h-160 scroll-py-1 overflow-y-auto overscroll-contain p-1 empty:p-0"
            >
              {(group: StatusGroup) => <Group key={group.value} group={group} />}
            </Combobox.List>
          </Combobox.Popup>
        </Combobox.Positioner>
      </Combobox.Portal>
    </Combobox.Root>
  );
}

/** The role stands over several statuses of it; over one it would say the same twice. */
const Group = ({ group }: { readonly group: StatusGroup }) => (
  <Combobox.Group items={group.items} className={group.items.length > 1 ? SET_APART : undefined}>
    {group.items.length > 1 && (
      <Combobox.GroupLabel className="px-2 pt-1.5 text-xs/4 text-text-muted">
        {group.value}
      </Combobox.GroupLabel>
    )}
    <Combobox.Collection>
      {(status: Status) => (
        <Combobox.Item
          key={status.id}
          value={status}
          className="flex h-7 items-center gap-2 rounded-sm px-2 select-none active-option pointer-coarse:h-10"
        >
          <span className="min-w-0 flex-1 truncate">
            <StatusBadge status={status} />
          </span>
          <Combobox.ItemIndicator className="size-3 shrink-0">
            <svg viewBox="0 0 12 12" aria-hidden className="fill-none stroke-current stroke-2">
              <path d="m2.5 6.5 2.5 2.5 4.5-5.5" />
            </svg>
          </Combobox.ItemIndicator>
        </Combobox.Item>
      )}
    </Combobox.Collection>
  </Combobox.Group>
);

/** From what comes before and after it, and isn't under its heading. */
const SET_APART = "my-1 border-y border-border py-1 first:border-t-0 last:border-b-0";

/** A row that scrolls out of sight lends its elements to another lead; then the picker goes. */
function useClosedWhenRecycled(anchor: HTMLElement, leadId: string, onClose: () => void) {
  useEffect(() => {
    const row = anchor.closest<HTMLElement>("[data-lead]");
    if (!row) return undefined;
    const recycled = new MutationObserver(() => row.dataset["lead"] === leadId || onClose());
    recycled.observe(row, { attributeFilter: ["data-lead"] });
    return () => recycled.disconnect();
  }, [anchor, leadId, onClose]);
}
