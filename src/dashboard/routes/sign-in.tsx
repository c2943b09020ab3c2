import { useQueryClient } from "@tanstack/react-query";
import { createRoute, redirect, useRouter } from "@tanstack/react-router";
import { getSession, type Person } from "#api/contract/people/people.ts";
import { isSignedOut } from "#api/errors.ts";
import { sessionApi } from "#dashboard/connection/api.ts";
import { isShown } from "#dashboard/connection/page-person.ts";
import { announceSession } from "#dashboard/connection/session-channel.ts";
import { workspaceQuery } from "#dashboard/domain/workspace.ts";
import { usePageTitle } from "#dashboard/ui/browser/use-page-title.ts";
import { lazyPage } from "./lazy-page.ts";
import { leaveSignIn, replacePerson } from "./replace-person.ts";
import { returnView } from "./return-view.ts";
import { rootRoute } from "./root.tsx";

const SignInPage = lazyPage(
  async () => (await import("#dashboard/features/sign-in/sign-in-page.tsx")).SignInPage,
);
const FirstManagerPage = lazyPage(
  async () => (await import("#dashboard/features/sign-in/first-manager-page.tsx")).FirstManagerPage,
);

export const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/sign-in",
  // Whoever has a session goes on to where they were going.
  beforeLoad: async ({ context: { queryClient } }) => {
    // The page that led here may just have been told that nobody is signed in.
    if (isSignedOut(queryClient.getQueryState(workspaceQuery.queryKey)?.error)) return;
    const session = await sessionApi.call(getSession).catch(() => undefined);
    if (!session?.person) return;
    if (!isShown(session.person.id)) return replacePerson(session.person);
    queryClient.getQueryCache().clear();
    throw redirect({ href: returnView(), replace: true });
  },
  component: function SignIn() {
    usePageTitle("Sign in");
    return <SignInPage onSignedIn={useSignedIn()} />;
  },
});

export const firstManagerRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/first-manager",
  component: function FirstManager() {
    usePageTitle("Make the first manager");
    return <FirstManagerPage onSignedIn={useSignedIn()} />;
  },
});

/** Signing in on this page, which the other tabs are told of. */
function useSignedIn() {
  const { history } = useRouter();
  const queryClient = useQueryClient();
  return ({ person }: { readonly person: Person }) => {
    announceSession({ signed: "in" });
    leaveSignIn(queryClient, history, person.id);
  };
}
