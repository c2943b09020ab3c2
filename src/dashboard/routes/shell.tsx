import { type QueryClient, useQuery, useQueryClient } from "@tanstack/react-query";
import { createRoute, Outlet } from "@tanstack/react-router";
import { type MouseEvent, useEffect } from "react";
import { pause } from "#api/retry.ts";
import { unsavedOf } from "#dashboard/domain/status/change/unsaved-changes.ts";
import { workspaceQuery } from "#dashboard/domain/workspace.ts";
import { useIsIncomplete } from "#dashboard/domain/sync/sync.ts";
import { TroubleBanner } from "#dashboard/features/sync/trouble-banner.tsx";
import { NoticeList } from "#dashboard/ui/notices/notice-list.tsx";
import { PageFoot } from "#dashboard/ui/problem.tsx";
import { lazyWithPreload } from "#dashboard/ui/state/lazy-with-preload.ts";
import { whenIdle } from "#dashboard/ui/timing.ts";
import { rootRoute } from "./root.tsx";
import { Shortcuts } from "./shortcuts.tsx";
import { TopBar } from "./top-bar.tsx";

const CopyProgress = lazyWithPreload(
  async () => (await import("#dashboard/features/sync/copy-progress.tsx")).CopyProgress,
);

/** What every page has around it once one is signed in. */
export const shellRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: "shell",
  // Every page shows who one is, and depends on what one may.
  loader: ({ context: { queryClient } }) => {
    queryClient.query(workspaceQuery).catch(() => undefined);
  },
  component: function Shell() {
    useLiveUpdates();
    useUnsavedOffers();
    const isIncomplete = useIsIncomplete();
    return (
      <div className="flex h-full flex-col print:block">
        {/* On a phone a lead covers this, and not what says that the server is away. */}
        <div className="relative flex min-h-0 flex-1 flex-col overflow-clip print:block print:overflow-visible">
          <SkipLink />
          <TopBar />
          <div id={CONTENT_ID} className="flex min-h-0 flex-1 flex-col print:block">
            <Outlet />
          </div>
          <NoticeList />
          {isIncomplete && <CopyProgress />}
          <PageFoot />
        </div>
        <Shortcuts />
        <TroubleBanner />
      </div>
    );
  },
});

/** The id of what holds the page itself, below what every page has in common. */
const CONTENT_ID = "content";

/** Past what every page has in common: the first thing that Tab leads to, and seen only then. */
const SkipLink = () => (
  <a
    href={`#${CONTENT_ID}`}
    onClick={skip}
    className="sr-only rounded-md bg-surface-raised font-medium shadow-float focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-(--z-toast) focus:px-3 focus:py-1.5 print:hidden"
  >
    Skip to content
  </a>
);

/** To a page's table, else its beginning; not by the browser's jump, which changes the address. */
function skip(event: MouseEvent): void {
  const page = document.getElementById(CONTENT_ID);
  const part = (selector: string) => page?.querySelector<HTMLElement>(selector);
  const content = part("[role=grid]") ?? part("main") ?? page;
  if (!content) return;
  event.preventDefault();
  if (!content.hasAttribute("tabindex")) content.tabIndex = -1;
  content.focus();
}

const AT_ONCE_MS = 80;

/** Rows that come at once are the first thing to be seen on a page, not a flash of placeholders. */
export async function firstRows(rows: Promise<unknown>, cause: "enter" | "preload" | "stay") {
  const settled = rows.catch(() => undefined);
  if (cause === "enter") await Promise.race([settled, pause(AT_ONCE_MS, undefined)]);
}

/** Once someone is signed in and what the page shows is there, it follows what happens elsewhere. */
function useLiveUpdates(): void {
  const queryClient = useQueryClient();
  const isSignedIn = useQuery(workspaceQuery).data !== undefined;
  useEffect(() => {
    if (!isSignedIn) return undefined;
    const left = new AbortController();
    void followOnceQuiet(queryClient, left.signal);
    return () => left.abort();
  }, [queryClient, isSignedIn]);
}

/** What the page asked last is still to be shown then; nothing is missed meanwhile. In milliseconds. */
const REST_MS = 500;

async function followOnceQuiet(queryClient: QueryClient, signal: AbortSignal): Promise<void> {
  do await pause(REST_MS, signal);
  while (queryClient.isFetching() > 0 && !signal.aborted);
  whenIdle(() => signal.aborted || follow(queryClient, signal));
}

/** Where the code for it can't be had, it is asked for again, in milliseconds. */
const LOAD_AGAIN_MS = 5_000;

async function follow(queryClient: QueryClient, signal: AbortSignal): Promise<void> {
  const loaded = await import("./live-updates.ts").catch(() => undefined);
  if (!loaded) await pause(LOAD_AGAIN_MS, signal);
  if (signal.aborted) return;
  if (loaded) loaded.followServer(queryClient, signal);
  else await follow(queryClient, signal);
}

/** Whoever is back is offered what they couldn't save before. */
function useUnsavedOffers(): void {
  const queryClient = useQueryClient();
  const person = useQuery(workspaceQuery).data?.person.id;
  useEffect(() => {
    const workspace = queryClient.getQueryData(workspaceQuery.queryKey);
    if (!workspace || !person || unsavedOf(person).length === 0) return;
    // Where that can't be loaded, they stay kept for the next time.
    import("#dashboard/domain/status/change/offer-unsaved.ts").then(
      ({ offerUnsaved }) => offerUnsaved(queryClient, workspace),
      () => undefined,
    );
  }, [queryClient, person]);
}
