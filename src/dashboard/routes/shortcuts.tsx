import { useQuery } from "@tanstack/react-query";
import { useRouter, useSearch } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { addressIn } from "#dashboard/domain/lead/view.ts";
import {
  controlOf,
  focusField,
  isCovered,
  pressControl,
  pressStatus,
  step,
} from "#dashboard/domain/shortcuts/controls.ts";
import { createMatcher } from "#dashboard/domain/shortcuts/matcher.ts";
import { isSingleKey, type ShortcutId } from "#dashboard/domain/shortcuts/shortcuts.ts";
import { can, workspaceQuery } from "#dashboard/domain/workspace.ts";
import { remember } from "#dashboard/features/commands/recent.ts";
import { isMac } from "#dashboard/lib/is-mac.ts";
import { isTypedInto, pressedKey } from "#dashboard/lib/pressed-key.ts";
import { useKeyDown } from "#dashboard/ui/browser/use-key-down.ts";
import { type Notice, notify } from "#dashboard/ui/notices/notices.ts";
import { lazyWithPreload } from "#dashboard/ui/state/lazy-with-preload.ts";
import { onPersonReset } from "#dashboard/ui/state/person-reset.ts";
import { singleKeys } from "#dashboard/ui/state/preferences.ts";
import { sharedState } from "#dashboard/ui/state/shared-state.ts";
import type { Opened } from "./over-page.tsx";

const OverPage = lazyWithPreload(async () => (await import("./over-page.tsx")).OverPage);

const opened = sharedState<Opened | undefined>(undefined);

onPersonReset(() => opened.set(undefined));

export const showHelp = () => opened.set("help");

/** The keys that hold wherever the focus is, and what they open. The keys of controls are their own. */
export function Shortcuts() {
  const open = opened.use();
  const leadId = useSearch({ strict: false, select: (search) => addressIn(search).lead });
  const act = useActions();
  OverPage.usePreload();
  useShortcutKeys(act);
  useEffect(() => {
    if (leadId !== undefined) remember({ kind: "lead", id: leadId });
  }, [leadId]);
  return open && <OverPage open={open} leadId={leadId} undo={undo} setOpen={opened.set} />;
}

/** Finds the shortcuts among all keys that are pressed: never while one types. */
function useShortcutKeys(act: (id: ShortcutId) => boolean): void {
  const [match] = useState(createMatcher);
  const { data: workspace } = useQuery(workspaceQuery);
  useKeyDown((event) => {
    if (event.defaultPrevented || event.isComposing) return;
    const key = pressedKey(event, isMac());
    if (key === undefined || !isForPage(event, key)) return;
    const shortcut = match(key, event.timeStamp);
    if (!shortcut || shortcut.isNative) return;
    if (event.repeat && !shortcut.repeats) return;
    if (shortcut.needs && !can(workspace, shortcut.needs)) return;
    if (act(shortcut.id)) event.preventDefault();
  });
}

const PALETTE_KEY = "Mod+k";

function isForPage({ target }: KeyboardEvent, key: string): boolean {
  // It opens the palette while one types, too, and closes it.
  if (key === PALETTE_KEY) return opened.get() === "palette" || !isCovered();
  // What is opened may still be on its way; what one types meanwhile is for it.
  if (isTypedInto(target) || isCovered() || opened.get()) return false;
  // Lists, tabs and choices have arrows of their own.
  if (key.startsWith("Arrow")) return target === document.body;
  return !isSingleKey(key) || singleKeys.get() === "on";
}

/** What the shortcuts do; each says whether there was anything to do. */
function useActions(): (id: ShortcutId) => boolean {
  const router = useRouter();
  const go = (href: string) => {
    void router.navigate({ href });
    return true;
  };
  return (id) => {
    switch (id) {
      case "next-row":
        return step(1);
      case "previous-row":
        return step(-1);
      case "search":
        return focusField(id);
      case "set-status":
        return pressStatus();
      case "call":
      case "whatsapp":
        return pressControl(id) || notifyNoPhone();
      case "undo":
        undo();
        return true;
      case "go-leads":
        return go("/leads");
      case "go-opt-ins":
        return go("/opt-ins");
      case "help":
        showHelp();
        return true;
      case "commands":
        opened.set(opened.get() === "palette" ? undefined : "palette");
        return true;
      default:
        return pressControl(id);
    }
  };
}

/** A lead that is open can be mailed at least. */
function notifyNoPhone(): boolean {
  if (!controlOf("mail")) return false;
  notify({
    about: "shortcut",
    kind: "news",
    title: "This lead has no phone number",
    lastsMs: 4_000,
  });
  return true;
}

/** What changes statuses is loaded with the first change: before, there is nothing to undo. */
function undo(): void {
  const nothing: Notice = {
    about: "shortcut",
    kind: "news",
    title: "Nothing to undo",
    detail: "No status that you have set on this page is its lead's latest change.",
    lastsMs: 4_000,
  };
  import("#dashboard/domain/status/change/change-status.ts").then(
    ({ undoLatest }) => undoLatest() || notify(nothing),
    () => notify(nothing),
  );
}
