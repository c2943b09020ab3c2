import { singleKeys } from "#dashboard/ui/state/preferences.ts";
import { isSingleKey, keyCaps, keysOf, type ShortcutId } from "./shortcuts.ts";

/**
 * What a control gets that a shortcut presses: it is found by that, and tells its key to those who have
 * the page read out, as long as the key does something.
 */
export function useShortcut(id: ShortcutId | undefined) {
  const key = useKey(id);
  return { "data-shortcut": id, "aria-keyshortcuts": key };
}

/** A control's name with its key, for those who see it: "Next lead (])". */
export function useNameWithKey(name: string, id: ShortcutId | undefined): string {
  const key = useKey(id);
  return key === undefined ? name : `${name} (${key})`;
}

function useKey(id: ShortcutId | undefined): string | undefined {
  const isOn = singleKeys.use() === "on";
  const keys = id && keysOf(id);
  return keys && (isOn || !isSingleKey(keys)) ? keyCaps(keys, false).join("+") : undefined;
}
