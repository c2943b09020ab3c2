import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useCallback, useState } from "react";
import type { Lead } from "#api/contract/leads.ts";
import { workspaceQuery } from "#dashboard/domain/workspace.ts";
import { wasTouch } from "#dashboard/ui/browser/last-press.ts";
import { lazyWithPreload } from "#dashboard/ui/state/lazy-with-preload.ts";

const StatusPicker = lazyWithPreload(
  async () => (await import("./status-picker.tsx")).StatusPicker,
);

interface StatusPicking {
  /** Opens the picker at the lead's status button, or closes it there. */
  readonly press: (lead: Lead, button: HTMLElement) => void;
  /** The picker, while it is open. */
  readonly picker: ReactNode;
}

/** One status picker for any number of status buttons: mounted while it is open, loaded when idle. */
export function useStatusPicker(): StatusPicking {
  const { data: workspace } = useQuery(workspaceQuery);
  const [picking, setPicking] = useState<{ lead: Lead; anchor: HTMLElement; byTouch: boolean }>();
  const close = useCallback(() => setPicking(undefined), []);
  const press = useCallback((lead: Lead, anchor: HTMLElement) => {
    const byTouch = wasTouch();
    setPicking((open) => (open?.anchor === anchor ? undefined : { lead, anchor, byTouch }));
  }, []);
  StatusPicker.usePreload();

  const picker = picking && workspace && (
    <StatusPicker
      key={picking.lead.id}
      {...picking}
      statuses={workspace.statuses}
      onClose={close}
    />
  );
  return { press, picker };
}
