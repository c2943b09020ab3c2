import type { QueryClient } from "@tanstack/react-query";
import { isOtherPerson, isSignedOut } from "#api/errors.ts";
import { getSession, type Person } from "#api/contract/people/people.ts";
import { sessionApi } from "#dashboard/connection/api.ts";
import { isShown } from "#dashboard/connection/page-person.ts";
import { onSessionChange } from "#dashboard/connection/session-channel.ts";
import {
  forgetAllUnsaved,
  restoreUnsaved,
} from "#dashboard/domain/status/change/unsaved-changes.ts";
import { isPageHidden } from "#dashboard/lib/page-hidden.ts";
import { resetPerson } from "#dashboard/ui/state/person-reset.ts";
import { whenIdle } from "#dashboard/ui/timing.ts";
import { leaveSignIn, replacedBy, replacePerson } from "./replace-person.ts";
import { isSignInPage, SIGN_IN, viewToReturnTo } from "./return-view.ts";
import { notFoundRoute, type Pages } from "./router.ts";

/** Coming back to a page is one event or two, and one check. In milliseconds. */
const CHECK_AGAIN_MS = 1_000;

/**
 * Keeps the page to the person it shows: notices, here or because of another tab, when they have
 * signed out and when someone else has signed in. Gives what is to be told of every failed request.
 */
export function watchSession(queryClient: QueryClient, pages: Pages): (error: Error) => void {
  let checkedAt = performance.now();
  let checks = 0;

  /** A page that there isn't, which is said to whoever asks for it. */
  const isNowhere = () => pages.getMatchedRoutes(window.location.pathname)[2] === notFoundRoute;

  /** Nobody is signed in: sign in, then back to the same view. */
  async function goSignIn(): Promise<void> {
    if (replacedBy.get() !== undefined) return window.location.replace(SIGN_IN);
    if (isSignInPage() || isNowhere()) return;
    const view = viewToReturnTo(window.location);
    const search = view === undefined ? {} : { return: view };
    await pages.navigate({ to: SIGN_IN, search, replace: true });
    // Nor does going back show anything from before. Once it is painted: it doesn't compete with that.
    whenIdle(() => queryClient.removeQueries({ type: "inactive" }));
  }

  function isSignedIn(person: Person): void {
    if (!isShown(person.id)) {
      replacePerson(person);
      queryClient.getQueryCache().clear();
    } else if (replacedBy.get() !== undefined) window.location.reload();
    else if (window.location.pathname === SIGN_IN)
      leaveSignIn(queryClient, pages.history, person.id);
  }

  /** Finds out whose session it is by now. Where that can't be asked, there is no news. */
  async function check(): Promise<void> {
    checkedAt = performance.now();
    checks += 1;
    const own = checks;
    const session = await sessionApi.call(getSession).catch(() => undefined);
    // It may be another one's by the time that it is asked for again.
    if (own !== checks) return;
    if (session?.person) isSignedIn(session.person);
    else if (session) await goSignIn();
  }

  const checkOnReturn = () => {
    const isLate = performance.now() - checkedAt > CHECK_AGAIN_MS;
    if (isLate && !isPageHidden() && !isSignInPage()) void check();
  };
  restoreUnsaved();
  document.addEventListener("visibilitychange", checkOnReturn);
  window.addEventListener("focus", checkOnReturn);
  window.addEventListener("pageshow", ({ persisted }) => persisted && void check());
  onSessionChange(({ signed }) => {
    if (signed === "out") {
      forgetAllUnsaved();
      resetPerson();
    }
    void check();
  });

  return (error) => {
    if (isOtherPerson(error)) void check();
    if (isSignedOut(error)) void goSignIn();
  };
}
