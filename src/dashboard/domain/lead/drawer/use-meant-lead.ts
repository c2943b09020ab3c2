import { startTransition, useCallback, useEffect, useState } from "react";
import { whenIdle } from "#dashboard/ui/timing/idle.ts";
import { preloadDrawer } from "./drawer-slot.tsx";

/** The lead that is likely to be opened next, once the drawer's code is there, and what tells of it. */
export function useMeantLead() {
  const [meantLead, setMeantLead] = useState<string>();
  useEffect(() => whenIdle(() => void preloadDrawer()), []);
  const mean = useCallback((leadId: string) => {
    void preloadDrawer().then((isThere) => {
      if (isThere) startTransition(() => setMeantLead(leadId));
    });
  }, []);
  return { meantLead, mean };
}
