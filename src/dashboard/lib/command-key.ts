import { isTypedInto } from "./pressed-key.ts";

/** The key pressed with Ctrl or ⌘, in lower case; nothing in a field, which has such keys itself. */
export function commandKey(event: KeyboardEvent): string | undefined {
  const { ctrlKey, metaKey, shiftKey, key, target } = event;
  return (ctrlKey || metaKey) && !shiftKey && !isTypedInto(target) ? key.toLowerCase() : undefined;
}
