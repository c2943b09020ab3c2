import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { createRoute, lazyRouteComponent, redirect, useRouter } from "@tanstack/react-router";
import * as z from "zod/mini";
import { getSession } from "#api/contract/people.ts";
import { ApiError } from "#api/errors.ts";
import { safeView } from "#dashboard/features/sign-in/return-view.ts";
import { api } from "#dashboard/lib/api.ts";
import { workspaceQuery } from "#dashboard/lib/workspace.ts";
import { rootRoute } from "./root.ts";

const SignInPage = lazyRouteComponent(
  () => import("#dashboard/features/sign-in/sign-in-page.tsx"),
  "SignInPage",
);
const FirstManagerPage = lazyRouteComponent(
  () => import("#dashboard/features/sign-in/first-manager-page.tsx"),
  "FirstManagerPage",
);

const SignInSearch = z.object({
  /** The view that asked for it. */
  return: z.catch(z.optional(z.string()), undefined),
});

export const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/sign-in",
  onEnter: () => {
    document.title = "Sign in";
  },
  validateSearch: (search) => SignInSearch.parse(search),
  // Whoever has a session goes on to where they were going.
  beforeLoad: async ({ context: { queryClient }, search }) => {
    if (isKnownSignedOut(queryClient)) return;
    const session = await api.call(getSession).catch(() => undefined);
    if (!session?.person) return;
    queryClient.clear();
    throw redirect({ href: safeView(search.return, window.location.origin) ?? "/", replace: true });
  },
  component: function SignIn() {
    const { return: view } = signInRoute.useSearch();
    return <SignInPage onSignedIn={useEntrance(safeView(view, window.location.origin))} />;
  },
});

/** The page that led here has just been told so. */
function isKnownSignedOut(queryClient: QueryClient): boolean {
  const error = queryClient.getQueryState(workspaceQuery.queryKey)?.error;
  return error instanceof ApiError && error.status === 401;
}

/** The one-time link has its token behind the `#`, which no server or log gets to see. */
export const firstManagerRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/first-manager",
  onEnter: () => {
    document.title = "Make the first manager";
  },
  component: function FirstManager() {
    const token = new URLSearchParams(window.location.hash.slice(1)).get("token") ?? "";
    return <FirstManagerPage token={token} onSignedIn={useEntrance(undefined)} />;
  },
});

/** Nothing that someone else saw is kept, and Back doesn't lead to the form again. */
function useEntrance(view: string | undefined) {
  const router = useRouter();
  const queryClient = useQueryClient();
  return () => {
    queryClient.clear();
    router.history.replace(view ?? "/");
  };
}
