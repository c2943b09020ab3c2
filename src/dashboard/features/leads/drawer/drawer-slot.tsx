import { latePart } from "#dashboard/lib/late-part.ts";
import type { LeadDrawerProps } from "./lead-drawer.tsx";

const drawer = latePart(() => import("./lead-drawer.tsx"));

/** Loads the drawer's code, so that the first lead opens as fast as the next ones. */
export const preloadDrawer = drawer.preload;

/** The place of the drawer while a lead is open. */
export function DrawerSlot(props: LeadDrawerProps) {
  const part = drawer.use();
  return part && <part.LeadDrawer {...props} />;
}
