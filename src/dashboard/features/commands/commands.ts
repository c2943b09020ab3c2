import { useQueries, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import type { ListedLead } from "#api/contract/leads/lead-views.ts";
import type { Lead } from "#api/contract/leads/leads.ts";
import { searchText, searchWords, wordsSearchedFor } from "#api/contract/text/search-text.ts";
import type { Status } from "#api/contract/leads/statuses.ts";
import { sentenceCase } from "#api/contract/vocabulary.ts";
import { foundBesideName } from "#dashboard/domain/lead/found-in.ts";
import { knownLead, leadQueries } from "#dashboard/domain/lead/queries.ts";
import { leadName } from "#dashboard/domain/people/names.ts";
import { keysOf, type ShortcutId } from "#dashboard/domain/shortcuts/shortcuts.ts";
import { changeStatus } from "#dashboard/domain/status/change/change-status.ts";
import { useOwnChange } from "#dashboard/domain/status/change/own-changes.ts";
import { statusGroups } from "#dashboard/domain/status/picker/status-groups.ts";
import { allViews, viewsQuery } from "#dashboard/domain/views/queries.ts";
import { can, workspaceQuery } from "#dashboard/domain/workspace.ts";
import {
  density,
  goOn,
  type Preference,
  singleKeys,
  theme,
} from "#dashboard/ui/state/preferences.ts";
import { recent } from "./recent.ts";

interface FoundLead {
  readonly shown: Lead;
  /** Where it was found, if not by its name. */
  readonly beside?: string | undefined;
  /** What it was found by. */
  readonly searchedFor: readonly string[];
}

/** Something to choose: a command, or a lead to open. */
export interface Entry {
  readonly id: string;
  readonly label: string;
  /** It is found by that, too. */
  readonly also?: string;
  readonly lead?: FoundLead;
  readonly status?: Status;
  readonly shortcut?: ShortcutId;
  /** What it leads to has the focus afterwards. */
  readonly movesFocus?: true;
  readonly run: () => void;
}

export interface EntryGroup {
  readonly value: string;
  readonly items: readonly Entry[];
}

/** What the page around the palette does for it. */
export interface CommandActions {
  readonly openLead: (id: string) => void;
  readonly undo: () => void;
  readonly showHelp: () => void;
  readonly signOut: () => void;
}

/** All that can be chosen without a search, by what it is about. */
export function useCommands(openLeadId: string | undefined, actions: CommandActions) {
  const statuses = useStatusCommands(openLeadId);
  const pages = usePageCommands();
  const views = useViewCommands();
  const mayUndo = can(useQuery(workspaceQuery).data, "change-status");
  const other: Entry[] = [
    ...(mayUndo
      ? [command("undo", "Take back your latest status change", actions.undo, { shortcut: "undo" })]
      : []),
    command("help", "Keyboard shortcuts", actions.showHelp, { shortcut: "help", movesFocus: true }),
    ...preferenceCommands("Theme", theme),
    ...preferenceCommands("Density", density, "row height"),
    ...preferenceCommands("Single-key shortcuts", singleKeys),
    ...(mayUndo ? preferenceCommands("Go on to the next lead", goOn) : []),
    command("sign-out", "Sign out", actions.signOut, { also: "log out", movesFocus: true }),
  ];
  return [
    ...statuses,
    { value: "Go to", items: pages },
    { value: "Views", items: views },
    { value: "Other", items: other },
  ];
}

function command(id: string, label: string, run: () => void, rest: Partial<Entry> = {}): Entry {
  return { id, label, run, ...rest };
}

/** The statuses that the open lead doesn't have. */
function useStatusCommands(leadId: string | undefined): EntryGroup[] {
  const queryClient = useQueryClient();
  const { data: workspace } = useQuery(workspaceQuery);
  // The drawer asks for it.
  const { data: details } = useQuery({ ...leadQueries.details(leadId ?? ""), enabled: false });
  const known = leadId === undefined ? undefined : knownLead(queryClient, leadId);
  const lead = useOwnChange<Lead>(details ?? known);
  if (!lead || details?.gone_at !== undefined || !workspace || !can(workspace, "change-status")) {
    return [];
  }
  const others = statusGroups(workspace.statuses)
    .flatMap(({ items }) => items)
    .filter(({ id }) => id !== lead.status.id);
  const items = others.map((status) =>
    command(
      `status ${status.id}`,
      `Set status: ${status.name}`,
      () => changeStatus(queryClient, [lead], status),
      { status, also: sentenceCase(status.role) },
    ),
  );
  return [{ value: leadName(lead), items }];
}

function usePageCommands(): Entry[] {
  const router = useRouter();
  const { data: workspace } = useQuery(workspaceQuery);
  const page = (label: string, href: string, rest: Partial<Entry> = {}) =>
    command(`page ${label}`, label, () => void router.navigate({ href }), rest);
  const mine = workspace?.mine;
  const email = workspace?.person.email;
  return [
    page("Leads", "/leads", { shortcut: "go-leads" }),
    ...(mine && email ? [page("My leads", `/leads?${mine}=${encodeURIComponent(email)}`)] : []),
    page("Opt-ins", "/opt-ins", { shortcut: "go-opt-ins" }),
    page("Settings: Me", "/settings/me", { also: "account name password sessions" }),
    page("Settings: Statuses", "/settings/statuses"),
    ...(can(workspace, "see-connection")
      ? [page("Settings: Connection", "/settings/connection", { also: "Hermon sync" })]
      : []),
  ];
}

function useViewCommands(): Entry[] {
  const router = useRouter();
  const { data: known } = useQuery(viewsQuery);
  return allViews(known).map(({ id, name }) =>
    command(
      `view ${id}`,
      `View: ${name}`,
      () => void router.navigate({ to: "/leads", search: { view: id } }),
    ),
  );
}

/** The values that a preference doesn't have. */
const preferenceCommands = <Value extends string>(
  name: string,
  { values, get, set }: Preference<Value>,
  also?: string,
): Entry[] =>
  values
    .filter((value) => value !== get())
    .map((value) => {
      const label = `${name}: ${sentenceCase(value).toLowerCase()}`;
      return command(`${name} ${value}`, label, () => set(value), { ...(also && { also }) });
    });

/** A lead as something to open. */
const leadEntry = (lead: FoundLead, openLead: (id: string) => void): Entry => ({
  id: `lead ${lead.shown.id}`,
  label: leadName(lead.shown),
  lead,
  movesFocus: true,
  run: () => openLead(lead.shown.id),
});

/** Leads that were found, and where. */
export function foundEntries(
  leads: readonly ListedLead[],
  typed: string,
  openLead: (id: string) => void,
): Entry[] {
  const searchedFor = wordsSearchedFor(typed);
  return leads.map((shown) =>
    leadEntry({ shown, beside: foundBesideName(shown, searchedFor), searchedFor }, openLead),
  );
}

/** What was chosen or opened last, as far as it can be chosen now. */
export function useRecentEntries(
  groups: readonly EntryGroup[],
  openLeadId: string | undefined,
  openLead: (id: string) => void,
): Entry[] {
  const latest = recent.use();
  const leadIds = latest.filter(({ kind }) => kind === "lead").map(({ id }) => id);
  const leads = useQueries({ queries: leadIds.map((id) => leadQueries.details(id)) });
  const known = new Map(leadIds.map((id, at) => [id, leads[at]?.data]));
  const commands = groups.flatMap(({ items }) => items);
  return latest.flatMap(({ kind, id }) => {
    if (kind === "command") return commands.find((one) => one.id === id) ?? [];
    const lead = id === openLeadId ? undefined : known.get(id);
    return lead ? leadEntry({ shown: lead, searchedFor: [] }, openLead) : [];
  });
}

/** Whether a command has words that begin with all that was typed: "an" is a name, not "Canceled". */
export function isMeant({ label, also = "" }: Entry, typed: string): boolean {
  const words = searchText(`${label} ${also}`).split(" ");
  return searchWords(typed).every((typedWord) => words.some((word) => word.startsWith(typedWord)));
}

/** The keys by which a command is given without the palette. */
export const keysOfEntry = ({ shortcut }: Entry): string | undefined =>
  shortcut && keysOf(shortcut);
