/** Lets the browser do what else there is to do: what comes after it is a task of its own. */
export const nextTask = (): Promise<void> => new Promise((resolve) => void setTimeout(resolve));

/** Once what is there by now is on the screen. */
export const nextPaint = (): Promise<void> =>
  new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
  });
