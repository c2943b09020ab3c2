/** Runs something once there is nothing better to do; gives what calls it off. */
export function whenIdle(run: () => unknown): () => void {
  // Safari has no idle callback.
  if (typeof requestIdleCallback !== "function") {
    const timer = setTimeout(run, 1_000);
    return () => clearTimeout(timer);
  }
  const callback = requestIdleCallback(() => run(), { timeout: 1_000 });
  return () => cancelIdleCallback(callback);
}
