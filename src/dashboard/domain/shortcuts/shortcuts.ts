import type { Capability } from "#api/contract/people/roles.ts";

export type ShortcutId =
  | "next-row"
  | "previous-row"
  | "open-row"
  | "cell-menu"
  | "end-search"
  | "filters"
  | "views"
  | "next-lead"
  | "previous-lead"
  | "set-status"
  | "pick-status"
  | "call"
  | "mail"
  | "whatsapp"
  | "close"
  | "search"
  | "commands"
  | "undo"
  | "go-leads"
  | "go-opt-ins"
  | "help";

/** Where shortcuts hold, and the headings under which they are listed. */
export const SHORTCUT_PLACES = ["In a list", "In an open lead", "Anywhere"] as const;

export interface Shortcut {
  readonly id: ShortcutId;
  /** Each of them does it, as `pressedKey` names them; "g l" is one after the other. */
  readonly keys: readonly string[];
  readonly does: string;
  readonly place: (typeof SHORTCUT_PLACES)[number];
  readonly needs?: Capability;
  /** It goes on while the key is held down. */
  readonly repeats?: true;
  /** What has the focus takes it by itself: it is only listed here. */
  readonly isNative?: true;
}

/** Every key that does something on the pages, in the order in which they are explained. */
export const SHORTCUTS: readonly Shortcut[] = [
  {
    id: "next-row",
    keys: ["j", "ArrowDown"],
    does: "Next row",
    place: "In a list",
    repeats: true,
  },
  {
    id: "previous-row",
    keys: ["k", "ArrowUp"],
    does: "Previous row",
    place: "In a list",
    repeats: true,
  },
  { id: "open-row", keys: ["Enter"], does: "Open", place: "In a list", isNative: true },
  {
    id: "cell-menu",
    keys: ["Shift+F10"],
    does: "Filter by a lead's cell, or copy it",
    place: "In a list",
    isNative: true,
  },
  {
    id: "end-search",
    keys: ["Escape"],
    does: "End the search",
    place: "In a list",
    isNative: true,
  },
  { id: "filters", keys: ["f"], does: "Filter", place: "In a list" },
  { id: "views", keys: ["v"], does: "Views", place: "In a list" },
  {
    id: "next-lead",
    keys: ["]", "j"],
    does: "Next",
    place: "In an open lead",
    repeats: true,
  },
  {
    id: "previous-lead",
    keys: ["[", "k"],
    does: "Previous",
    place: "In an open lead",
    repeats: true,
  },
  {
    id: "set-status",
    keys: ["s"],
    does: "Change status, also of a row",
    place: "In an open lead",
    needs: "change-status",
  },
  {
    id: "pick-status",
    keys: ["1–9"],
    does: "Choose from the statuses",
    place: "In an open lead",
    needs: "change-status",
    isNative: true,
  },
  { id: "call", keys: ["c"], does: "Call", place: "In an open lead" },
  { id: "mail", keys: ["m"], does: "Mail", place: "In an open lead" },
  { id: "whatsapp", keys: ["w"], does: "WhatsApp", place: "In an open lead" },
  { id: "close", keys: ["Escape"], does: "Close", place: "In an open lead", isNative: true },
  { id: "search", keys: ["/"], does: "Search leads", place: "Anywhere" },
  { id: "commands", keys: ["Mod+k"], does: "Find a lead or a command", place: "Anywhere" },
  {
    id: "undo",
    keys: ["z"],
    does: "Take back your latest status change",
    place: "Anywhere",
    needs: "change-status",
  },
  { id: "go-leads", keys: ["g l"], does: "Go to Leads", place: "Anywhere" },
  { id: "go-opt-ins", keys: ["g o"], does: "Go to Opt-ins", place: "Anywhere" },
  { id: "help", keys: ["?"], does: "Show these shortcuts", place: "Anywhere" },
];

/** Whether it is a letter, digit or sign alone, which people can switch off. */
export const isSingleKey = (keys: string): boolean =>
  keys.split(" ").every((key) => /^.(–.)?$/u.test(key));

/** The first of a shortcut's keys. */
export const keysOf = (wanted: ShortcutId): string =>
  SHORTCUTS.find(({ id }) => id === wanted)?.keys[0] ?? "";

const NAMES: Readonly<Record<string, string>> = {
  ArrowDown: "↓",
  ArrowUp: "↑",
  Escape: "Esc",
};

/** A shortcut's keys as they are written on them: ["G", "L"], ["Ctrl", "K"]. */
export const keyCaps = (keys: string, isMac: boolean): readonly string[] =>
  keys.split(/[ +]/).map((key) => {
    if (key === "Mod") return isMac ? "⌘" : "Ctrl";
    return NAMES[key] ?? (key.length === 1 ? key.toUpperCase() : key);
  });
