/** Makes a function that lets work on the same thing begin only when earlier work on it has ended. */
export function inTurn() {
  const last = new Map<string, Promise<unknown>>();
  return async <T>(thing: string, work: () => Promise<T>): Promise<T> => {
    const before = last.get(thing) ?? Promise.resolve();
    const result = before.then(work, work);
    const ended = result.catch(() => undefined);
    last.set(thing, ended);
    try {
      return await result;
    } finally {
      if (last.get(thing) === ended) last.delete(thing);
    }
  };
}
