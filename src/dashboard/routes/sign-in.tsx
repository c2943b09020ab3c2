import { useQueryClient } from "@tanstack/react-query";
import { createRoute, lazyRouteComponent, useRouter } from "@tanstack/react-router";
import * as z from "zod/mini";
import { safeView } from "#dashboard/features/sign-in/return-view.ts";
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
  component: function SignIn() {
    const { return: view } = signInRoute.useSearch();
    return <SignInPage onSignedIn={useEntrance(safeView(view, window.location.origin))} />;
  },
});

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
