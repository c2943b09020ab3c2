/**
 * Leader election among a browser's tabs: the tab that holds a lock does the work, and when it
 * closes, the lock goes to the next one. A tab that hangs keeps it, so it can be stolen.
 * @param lead begins when the lock is here, and has to end when its signal aborts
 * @returns steals the lock from whichever tab has it
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
