import { createRoute, Outlet } from "@tanstack/react-router";
import { NoticeList } from "#dashboard/ui/notice-list.tsx";
import { rootRoute } from "./root.ts";
import { TopBar } from "./top-bar.tsx";
import { useLiveUpdates } from "./use-live-updates.ts";

/** What every page has around it once one is signed in. */
export const shellRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: "shell",
  component: function Shell() {
    useLiveUpdates();
    return (
      <div className="flex h-full flex-col">
        <TopBar />
        <Outlet />
        <NoticeList />
      </div>
    );
  },
});
