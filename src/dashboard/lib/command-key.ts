/** The key pressed with Ctrl or ⌘, in lower case; nothing in a field, which has such keys itself. */
export function commandKey(event: KeyboardEvent): string | undefined {
  const { ctrlKey, metaKey, shiftKey, key, target } = event;
  const isTypedInto =
    target instanceof HTMLElement && target.matches("input, textarea, [contenteditable]");
  return (ctrlKey || metaKey) && !shiftKey && !isTypedInto ? key.toLowerCase() : undefined;
}
