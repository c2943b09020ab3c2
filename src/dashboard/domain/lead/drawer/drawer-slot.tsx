import { Activity, startTransition, useCallback, useState } from "react";
import { lazyWithPreload } from "#dashboard/ui/state/lazy-with-preload.ts";
import type { OpenLead } from "../open-lead-moves.ts";
import type { LeadDrawerProps, Prefetch } from "./lead-drawer.tsx";

const LeadDrawer = lazyWithPreload(async () => (await import("./lead-drawer.tsx")).LeadDrawer);

/** The place of the drawer: one of a lead that isn't open yet is hidden, see `usePrerenderedLead`. */
export const DrawerSlot = ({ isOpen, ...props }: LeadDrawerProps & { isOpen: boolean }) => (
  <Activity mode={isOpen ? "visible" : "hidden"}>
    <LeadDrawer {...props} />
  </Activity>
);

/** A lead that is likely to be opened next: its drawer is rendered ahead, hidden. */
export function usePrerenderedLead(prefetch: Prefetch) {
  const [prerendered, setPrerendered] = useState<string>();
  LeadDrawer.usePreload();
  const prerender = useCallback(
    (open: OpenLead) => {
      prefetch(open)
        .then(LeadDrawer.preload)
        .then((isThere) => {
          if (isThere) startTransition(() => setPrerendered(open.lead));
        })
        // Should it fail, the drawer says so when it asks again.
        .catch(() => undefined);
    },
    [prefetch],
  );
  return { prerendered, prerender };
}
