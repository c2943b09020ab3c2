import { Activity } from "react";
import { lazyWithPreload } from "#dashboard/ui/state/lazy-with-preload.ts";
import type { LeadDrawerProps } from "./lead-drawer.tsx";

const drawer = lazyWithPreload(() => import("./lead-drawer.tsx"));

/** Loads the drawer's code, so that the first lead opens as fast as the next ones. */
export const preloadDrawer = drawer.preload;

interface DrawerSlotProps extends LeadDrawerProps {
  readonly isOpen: boolean;
}

/**
 * The place of the drawer. Before a lead is opened it may be rendered here already, hidden and when
 * there is time for it: opening it is then no more than showing it.
 */
export function DrawerSlot({ isOpen, ...props }: DrawerSlotProps) {
  const part = drawer.use();
  return (
    part && (
      <Activity mode={isOpen ? "visible" : "hidden"}>
        <part.LeadDrawer {...props} />
      </Activity>
    )
  );
}
