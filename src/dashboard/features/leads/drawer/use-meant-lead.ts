import { startTransition, useCallback, useEffect, useRef, useState } from "react";
import { preloadDrawer } from "./drawer-slot.tsx";

/** The lead that is likely to be opened next, once the drawer's code is there, and what tells of it. */
export function useMeantLead() {
  const [meantLead, setMeantLead] = useState<string>();
  const mean = useCallback((leadId: string) => {
    void preloadDrawer().then((isThere) => {
      if (isThere) startTransition(() => setMeantLead(leadId));
    });
  }, []);

  const rendered = useRef<string>(undefined);
  useEffect(() => {
    rendered.current = meantLead;
  }, [meantLead]);
  /** Whether the lead's drawer is rendered already, hidden. */
  const isMeant = useCallback((leadId: string) => rendered.current === leadId, []);
  return { meantLead, mean, isMeant };
}
