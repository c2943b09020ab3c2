import { useQuery, useQueryClient } from "@tanstack/react-query";
import { createRoute, Outlet } from "@tanstack/react-router";
import { type MouseEvent, useEffect } from "react";
import { pause } from "#api/retry.ts";
import { unsavedOf } from "#dashboard/domain/status/change/unsaved-changes.ts";
import { workspaceQuery } from "#dashboard/domain/workspace.ts";
import { CopyProgress } from "#dashboard/features/sync/copy-progress.tsx";
import { TroubleBanner } from "#dashboard/features/sync/trouble-banner.tsx";
import { NoticeList } from "#dashboard/ui/notices/notice-list.tsx";
import { PageFoot } from "#dashboard/ui/problem.tsx";
import { useLiveUpdates } from "./live-updates.ts";
import { rootRoute } from "./root.tsx";
import { Shortcuts } from "./shortcuts.tsx";
import { TopBar } from "./top-bar.tsx";

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
          <CopyProgress />
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
