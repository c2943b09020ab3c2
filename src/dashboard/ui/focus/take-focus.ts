/**
 * The `ref` of a control that is there to be used at once. Base UI moves the focus a moment after
 * opening: too late for the first letters of who is quick.
 */
export const takeFocus = (control: HTMLElement | null) => control?.focus({ preventScroll: true });
