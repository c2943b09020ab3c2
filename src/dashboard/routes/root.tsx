import type { QueryClient } from "@tanstack/react-query";
import {
  createRootRouteWithContext,
  type ErrorComponentProps,
  Outlet,
  useRouter,
} from "@tanstack/react-router";
import type { SearchParams } from "#dashboard/lib/search-params.ts";
import { Problem } from "#dashboard/ui/problem.tsx";
import { lazyWithPreload } from "#dashboard/ui/state/lazy-with-preload.ts";
import { replacedBy } from "./replace-person.ts";

const OtherPerson = lazyWithPreload(
  async () => (await import("./instead-of-page.tsx")).OtherPerson,
);

export const rootRoute = createRootRouteWithContext<{ readonly queryClient: QueryClient }>()({
  // As it came: what of it a page can't take, the page says.
  validateSearch: (search: SearchParams) => search,
  component: SessionGuard,
  errorComponent: PageProblem,
});

/** The pages, as long as the person whom they show is the one who is signed in. */
function SessionGuard() {
  const next = replacedBy.use();
  if (next === undefined) return <Outlet />;
  return next === "nobody" ? <Pending /> : <OtherPerson person={next} />;
}

/** A page that takes its time to find out what to show. */
export const Pending = () => (
  <main aria-busy="true" className="grid h-full place-content-center text-text-muted">
    Loading…
  </main>
);

/** A page that can't be shown at all. */
export function PageProblem({ error }: ErrorComponentProps) {
  const router = useRouter();
  const retry = () => void router.invalidate();
  return (
    <main className="grid h-full place-content-center">
      <Problem title="This page can't be shown" error={error} onRetry={retry} />
    </main>
  );
}
