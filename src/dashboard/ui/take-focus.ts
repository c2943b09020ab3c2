/**
 * The `ref` of an input that is there to be typed into at once. Base UI moves the focus a moment
 * after opening: too late for the first letters of who is quick.
 */
export const takeFocus = (input: HTMLInputElement | null) => input?.focus({ preventScroll: true });
