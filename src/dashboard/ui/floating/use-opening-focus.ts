import { type FocusEvent, type KeyboardEvent, useRef } from "react";

/** What Base UI adds to events, to be asked not to do its own part. */
type BaseUIEvent<Event> = Event & { preventBaseUIHandler(): void };

/**
 * The focus of a list that opens goes into its field at once. Opened by touch it stays on the popup:
 * in the field it would bring up the screen's keyboard over the list.
 */
export function useOpeningFocus(byTouch: boolean) {
  const popup = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  if (!byTouch) return { popup: {}, input: { ref: focusOnMount } };
  return {
    popup: {
      ref: popup,
      initialFocus: popup,
      onFocus: (event: BaseUIEvent<FocusEvent>) => event.preventBaseUIHandler(),
      onKeyDown: (event: KeyboardEvent) => {
        const isForField = event.target === popup.current && !NOT_FOR_FIELD.has(event.key);
        if (isForField && input.current) passOn(event, input.current);
      },
    },
    input: { ref: input },
  };
}

/** Keys that mean the popup, or nothing by themselves. */
const NOT_FOR_FIELD = new Set(["Tab", "Escape", "Shift", "Control", "Alt", "Meta"]);

/** A letter goes where the focus is by then; what the field makes of other keys, it must be told. */
function passOn(event: KeyboardEvent, input: HTMLElement): void {
  input.focus({ preventScroll: true });
  if (event.key.length === 1) return;
  event.preventDefault();
  input.dispatchEvent(new globalThis.KeyboardEvent("keydown", event.nativeEvent));
}

/** Base UI moves the focus a moment after opening: too late for the first letters of who is quick. */
const focusOnMount = (control: HTMLElement | null) => control?.focus({ preventScroll: true });
