import { createRoute, Outlet } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { rootRoute } from "./root.ts";
import { TopBar } from "./top-bar.tsx";

const NoticeList = lazy(() =>
  import("#dashboard/ui/notice-list.tsx").then((module) => ({ default: module.NoticeList })),
);

/** What every page has around it once one is signed in. */
export const shellRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: "shell",
  component: () => (
    <div className="flex h-full flex-col">
      <TopBar />
      <Outlet />
      <Suspense>
        <NoticeList />
      </Suspense>
    </div>
  ),
});
