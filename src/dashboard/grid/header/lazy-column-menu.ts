import { lazyWithPreload } from "#dashboard/ui/state/lazy-with-preload.ts";

export const ColumnMenu = lazyWithPreload(
  async () => (await import("./column-menu.tsx")).ColumnMenu,
);
