import type { QueryClient } from "@tanstack/react-query";
import type { RouterHistory } from "@tanstack/react-router";
import type { Person } from "#api/contract/people/people.ts";
import { isShown } from "#dashboard/connection/page-person.ts";
import { resetPerson } from "#dashboard/ui/state/person-reset.ts";
import { sharedState } from "#dashboard/ui/state/shared-state.ts";
import { returnView } from "./return-view.ts";

/** Who is signed in by now in place of the page's person, of whom nothing is to be seen then. */
export const replacedBy = sharedState<Person | "nobody" | undefined>(undefined);

/** Takes everything of the person whom the page shows off the screen and out of memory. */
export function replacePerson(next: Person | "nobody"): void {
  replacedBy.set(next);
  resetPerson();
}

/** Goes on from a sign-in page, Back not leading there again; another person gets a new page. */
export function leaveSignIn(queryClient: QueryClient, history: RouterHistory, id: string): void {
  const view = returnView();
  if (isShown(id)) {
    queryClient.getQueryCache().clear();
    history.replace(view);
  } else {
    replacePerson("nobody");
    window.location.replace(view);
  }
}
