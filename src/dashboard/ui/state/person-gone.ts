const cleanups = new Set<() => void>();

/** Has something forgotten that would act for a person, or show what they did, after they have gone. */
export const onPersonGone = (forget: () => void): void => void cleanups.add(forget);

/** Forgets what was begun and said for the person whom the page shows. */
export function forgetPerson(): void {
  for (const forget of cleanups) forget();
}
