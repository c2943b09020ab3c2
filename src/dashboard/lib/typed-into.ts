/** Whether what is typed goes into something: then no key is a command. */
export const isTypedInto = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.matches("input, textarea, [contenteditable]");
