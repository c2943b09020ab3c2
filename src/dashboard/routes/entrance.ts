import type { QueryClient } from "@tanstack/react-query";
import type { RouterHistory } from "@tanstack/react-router";
import type { Person } from "#api/contract/people.ts";
import { forgetFirstAnswers } from "#dashboard/connection/first-answers.ts";
import { isShown } from "#dashboard/connection/page-person.ts";
import { safeView } from "#dashboard/features/sign-in/return-view.ts";
import { giveWayTo } from "./successor.ts";

/** Where one signs in; `return` is the view that asked for it. */
export const SIGN_IN = "/sign-in";

const ENTRANCES = new Set([SIGN_IN, "/first-manager"]);

/** Whether the page is one for those who aren't signed in yet, so that no session can have ended. */
export const isEntrance = (): boolean => ENTRANCES.has(window.location.pathname);

/** The view that asked one to sign in, if it is one of ours, or one's own leads. */
export const viewAsked = (view: string | undefined): string =>
  safeView(view, window.location.origin) ?? "/";

/** Where to go on from this page, once someone has signed in. */
export const viewBehind = (): string =>
  viewAsked(new URLSearchParams(window.location.search).get("return") ?? undefined);

/**
 * The way in for someone who has signed in: Back doesn't lead to the form again. Whoever isn't the
 * one before gets a new page, so that nothing is kept of what that one saw or began.
 */
export function enter(queryClient: QueryClient, history: RouterHistory, { id }: Person): void {
  const view = viewBehind();
  if (isShown(id)) {
    queryClient.getQueryCache().clear();
    forgetFirstAnswers();
    history.replace(view);
  } else {
    giveWayTo("nobody");
    window.location.replace(view);
  }
}
