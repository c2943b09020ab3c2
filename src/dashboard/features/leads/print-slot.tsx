import { type ComponentType, useEffect, useState } from "react";
import { whenIdle } from "#dashboard/ui/timing.ts";
import type { PrintLeadsProps } from "./print-leads.tsx";

/** What prints the list, once there was time to load it. */
export function PrintSlot(props: PrintLeadsProps) {
  const [loaded, setLoaded] = useState<{ readonly PrintLeads: ComponentType<PrintLeadsProps> }>();
  // Without it the screen is printed as it is.
  useEffect(
    () => whenIdle(() => import("./print-leads.tsx").then(setLoaded).catch(() => undefined)),
    [],
  );
  return loaded && <loaded.PrintLeads {...props} />;
}
