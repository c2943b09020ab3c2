/**
 * The tab of a browser that holds a lock leads; when it closes, the next one does. One that hangs keeps
 * the lock, so what this gives steals it.
 * @param lead begins when the lock is here, and has to end when its signal aborts
 */
export function electLeader(
  lockName: string,
  lead: (ended: AbortSignal) => Promise<void>,
  signal: AbortSignal,
): () => void {
  let term = new AbortController();

  async function request(isStolen: boolean): Promise<void> {
    term.abort();
    term = new AbortController();
    const ended = AbortSignal.any([signal, term.signal]);
    const options = isStolen ? { steal: true } : { signal: ended };
    try {
      await navigator.locks.request(lockName, options, () => lead(ended));
    } catch (error) {
      const isLost = error instanceof DOMException && error.name === "AbortError";
      // Another tab has it now: this one stops, and is the next again when that one closes.
      if (isLost && !ended.aborted) void request(false);
    }
  }

  void request(false);
  return () => void (signal.aborted || request(true));
}
