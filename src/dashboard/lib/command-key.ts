/**
 * The key that was pressed together with Ctrl or ⌘, in lower case; nothing where something is typed
 * into, which has such keys of its own.
 */
export function commandKey(event: KeyboardEvent): string | undefined {
  const { ctrlKey, metaKey, shiftKey, key, target } = event;
  const isTypedInto =
    target instanceof HTMLElement && target.matches("input, textarea, [contenteditable]");
  return (ctrlKey || metaKey) && !shiftKey && !isTypedInto ? key.toLowerCase() : undefined;
}
