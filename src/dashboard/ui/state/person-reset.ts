const resets = new Set<() => void>();

/** Calls back when the page's person is signed out or replaced, to forget what was theirs. */
export const onPersonReset = (reset: () => void): void => void resets.add(reset);

/** Forgets what was begun and shown for the person whom the page shows. */
export function resetPerson(): void {
  for (const reset of resets) reset();
}
