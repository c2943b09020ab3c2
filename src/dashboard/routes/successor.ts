import type { Person } from "#api/contract/people.ts";
import { forgetPerson } from "#dashboard/ui/state/person-gone.ts";
import { sharedState } from "#dashboard/ui/state/shared-state.ts";

/**
 * Who is signed in by now in place of the person whom the page shows, or `nobody` while a new page
 * is on its way. Nothing of that person is to be seen then.
 */
export const successor = sharedState<Person | "nobody" | undefined>(undefined);

/** The page gives way to someone else's. */
export function giveWayTo(next: Person | "nobody"): void {
  successor.set(next);
  forgetPerson();
}
