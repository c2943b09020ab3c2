/**
 * Does something in one tab of a browser at a time: in the one that holds a lock. When that tab
 * closes, the lock goes to the next one. A tab that hangs keeps it, so it can be taken from it.
 *
 * @param work begins when the lock is here, and has to end when its signal aborts
 * @param signal ends it all
 * @returns takes the lock from whichever tab has it
 */
export function takeTurns(
  name: string,
  work: (ended: AbortSignal) => Promise<void>,
  signal: AbortSignal,
): () => void {
  let turn = new AbortController();

  async function request(isTaken: boolean): Promise<void> {
    turn.abort();
    turn = new AbortController();
    const ended = AbortSignal.any([signal, turn.signal]);
    const options = isTaken ? { steal: true } : { signal: ended };
    try {
      await navigator.locks.request(name, options, () => work(ended));
    } catch (error) {
      const isLost = error instanceof DOMException && error.name === "AbortError";
      // Another tab has it now: this one stops, and is the next again when that one closes.
      if (isLost && !ended.aborted) void request(false);
    }
  }

  void request(false);
  return () => void (signal.aborted || request(true));
}
