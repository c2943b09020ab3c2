import type { Person } from "#api/contract/people.ts";
import { sharedState } from "./shared-state.ts";

// A page shows one person for as long as it is loaded. Whoever else signs in gets a new page, so
// that nothing in memory is of anyone but them.

let shown: string | undefined;

/** The id of the person whom the page shows; nothing until someone has signed in. */
export const shownPerson = (): string | undefined => shown;

/** Whether the page shows this person. The first who comes is whom it shows from then on. */
export function isShown(id: string): boolean {
  shown ??= id;
  return shown === id;
}

/**
 * Who is signed in by now in place of the person whom the page shows, or `nobody` while a new page
 * is on its way. Nothing of that person is to be seen then.
 */
export const successor = sharedState<Person | "nobody" | undefined>(undefined);

const cleanups = new Set<() => void>();

/** Has something forgotten that would act for a person, or show what they did, after they have gone. */
export const onPersonGone = (forget: () => void): void => void cleanups.add(forget);

/** Forgets what was begun and said for the person whom the page shows. */
export function forgetPerson(): void {
  for (const forget of cleanups) forget();
}

/** The page gives way to someone else's. */
export function giveWayTo(next: Person | "nobody"): void {
  successor.set(next);
  forgetPerson();
}
