let isByTouch = false;
let isByKey = false;

/** A device without a mouse: whatever presses there, there may be no keyboard but the screen's. */
const hasMouse = () => window.matchMedia("(any-pointer: fine)").matches;

const onPointerDown = ({ pointerType }: PointerEvent) => {
  isByTouch = pointerType !== "mouse" || !hasMouse();
  isByKey = false;
};
const onKeyDown = () => {
  isByTouch = false;
  isByKey = true;
};
const EARLY = { capture: true, passive: true };
addEventListener("pointerdown", onPointerDown, EARLY);
addEventListener("keydown", onKeyDown, EARLY);

/** Whether the last press was a finger's or a pen's, and no key's since. */
export const wasTouch = (): boolean => isByTouch;

/** Whether it was a key's. */
export const wasKey = (): boolean => isByKey;
