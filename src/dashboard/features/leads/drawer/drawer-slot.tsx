import { Activity, type RefObject, useEffect, useRef } from "react";
import { whenIdle } from "#dashboard/lib/idle.ts";
import { latePart } from "#dashboard/lib/late-part.ts";
import { rehearse } from "#dashboard/lib/rehearse.ts";
import type { LeadDrawerProps } from "./lead-drawer.tsx";

const drawer = latePart(() => import("./lead-drawer.tsx"));

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
  const slot = useRef<HTMLDivElement>(null);
  useRehearsal(slot, part && !isOpen ? props.leadId : undefined);
  return (
    part && (
      <div ref={slot} className="contents">
        <Activity mode={isOpen ? "visible" : "hidden"}>
          <part.LeadDrawer {...props} />
        </Activity>
      </div>
    )
  );
}

/** Lays out what is rendered of a lead that isn't open yet: as it is hidden, a copy stands in. */
function useRehearsal(slot: RefObject<HTMLElement | null>, hiddenLead: string | undefined): void {
  useEffect(() => {
    if (hiddenLead === undefined) return undefined;
    return whenIdle(() => {
      const copy = slot.current?.firstElementChild?.cloneNode(true);
      if (!(copy instanceof HTMLElement)) return;
      copy.style.removeProperty("display");
      rehearse(copy);
    });
  }, [slot, hiddenLead]);
}
