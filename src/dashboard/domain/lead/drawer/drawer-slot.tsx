import { Activity, startTransition, useCallback, useEffect, useState } from "react";
import { lazyWithPreload } from "#dashboard/ui/state/lazy-with-preload.ts";
import { whenIdle } from "#dashboard/ui/timing/idle.ts";
import type { OpenLead } from "./drawer-bar.tsx";
import type { LeadDrawerProps, Prefetch } from "./lead-drawer.tsx";

const drawer = lazyWithPreload(() => import("./lead-drawer.tsx"));

interface DrawerSlotProps extends LeadDrawerProps {
  readonly isOpen: boolean;
}

/** The place of the drawer: one of a lead that isn't open yet is hidden, see `usePrerenderedLead`. */
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

/**
 * A lead whose drawer is rendered ahead, hidden and when there is time for it, as it is likely to be
 * opened next: opening it is then no more than showing it.
 * @param prefetch the same function until it fetches something else
 */
export function usePrerenderedLead(prefetch: Prefetch) {
  const [prerendered, setPrerendered] = useState<string>();
  useEffect(() => whenIdle(() => void drawer.preload()), []);
  const prerender = useCallback(
    (open: OpenLead) => {
      prefetch(open)
        .then(drawer.preload)
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
