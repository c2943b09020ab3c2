/** A page that nobody sees is never painted, and waits no longer than this. */
const LONGEST_FRAME_MS = 200;

/** Once what is there by now is on the screen. */
export const nextPaint = (): Promise<void> =>
  new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
    setTimeout(resolve, LONGEST_FRAME_MS);
  });

/** Runs something a frame after what is there by now is on the screen: it doesn't compete with that. */
export function afterNextPaint(run: () => void): void {
  void nextPaint().then(nextPaint).then(run);
}
