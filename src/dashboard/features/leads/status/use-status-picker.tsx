import { type QueryClient, useQuery, useQueryClient } from "@tanstack/react-query";
import { lazy, type ReactNode, Suspense, useCallback, useEffect, useState } from "react";
import type { Lead } from "#api/contract/leads.ts";
import { whenIdle } from "#dashboard/lib/idle.ts";
import { workspaceQuery } from "#dashboard/lib/workspace.ts";
import type { StatusWish } from "./change-status.ts";
import { sayFailed } from "./status-notices.ts";

const loadPicker = () => import("./status-picker.tsx");
const loadChange = () => import("./change-status.ts");
const StatusPicker = lazy(() => loadPicker().then((module) => ({ default: module.StatusPicker })));

/** Should even the code for it be out of reach, that is told as well, and the choice is kept. */
function beginChange(queryClient: QueryClient, wish: StatusWish): void {
  loadChange().then(
    ({ changeStatus }) => changeStatus(queryClient, wish),
    (error: unknown) => sayFailed(wish.lead, error, () => beginChange(queryClient, wish)),
  );
}

interface StatusPicking {
  /** Opens the picker at the lead's status button, or closes it there. */
  readonly press: (lead: Lead, button: HTMLElement) => void;
  /** The picker, while it is open. */
  readonly picker: ReactNode;
}

/** One status picker for any number of status buttons: mounted while it is open, loaded when idle. */
export function useStatusPicker(): StatusPicking {
  const queryClient = useQueryClient();
  const { data: workspace } = useQuery(workspaceQuery);
  const [picking, setPicking] = useState<{ lead: Lead; anchor: HTMLElement }>();
  const close = useCallback(() => setPicking(undefined), []);
  const press = useCallback((lead: Lead, anchor: HTMLElement) => {
    setPicking((open) => (open?.anchor === anchor ? undefined : { lead, anchor }));
  }, []);
  // Should that fail, whoever presses is told.
  useEffect(() => whenIdle(() => Promise.allSettled([loadPicker(), loadChange()])), []);

  const picker = picking && workspace && (
    <Suspense>
      <StatusPicker
        key={picking.lead.id}
        {...picking}
        statuses={workspace.statuses}
        onClose={close}
        onChoose={(to) => {
          close();
          if (to.id !== picking.lead.status.id)
            beginChange(queryClient, { lead: picking.lead, to });
        }}
      />
    </Suspense>
  );
  return { press, picker };
}
