let isByTouch = false;

/** A device without a mouse: whatever presses there, there may be no keyboard but the screen's. */
const hasMouse = () => window.matchMedia("(any-pointer: fine)").matches;

addEventListener(
  "pointerdown",
  ({ pointerType }) => {
    isByTouch = pointerType !== "mouse" || !hasMouse();
  },
  { capture: true, passive: true },
);
addEventListener(
  "keydown",
  () => {
    isByTouch = false;
  },
  { capture: true, passive: true },
);

/** Whether the last press was a finger's or a pen's, and no key's since. */
export const wasTouch = (): boolean => isByTouch;
