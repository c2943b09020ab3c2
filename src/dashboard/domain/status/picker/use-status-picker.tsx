import { useQuery } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import type { Lead } from "#api/contract/leads/leads.ts";
import { workspaceQuery } from "#dashboard/domain/workspace.ts";
import { wasTouch } from "#dashboard/ui/browser/last-press.ts";
import { lazyWithPreload } from "#dashboard/ui/state/lazy-with-preload.ts";

const StatusPicker = lazyWithPreload(
  async () => (await import("./status-picker.tsx")).StatusPicker,
);

/**
 * One picker for any number of status buttons: `press` opens it at one, or closes it there.
 * @param onChosen is called once another status was chosen and shows
 */
export function useStatusPicker(onChosen?: () => void) {
  const { data: workspace } = useQuery(workspaceQuery);
  const [picking, setPicking] = useState<{ lead: Lead; anchor: HTMLElement; byTouch: boolean }>();
  const close = useCallback(() => setPicking(undefined), []);
  const press = useCallback((lead: Lead, anchor: HTMLElement) => {
    const byTouch = wasTouch();
    setPicking((open) => (open?.anchor === anchor ? undefined : { lead, anchor, byTouch }));
  }, []);
  StatusPicker.usePreload();

  const statuses = workspace?.statuses;
  const picker = picking && statuses && (
    <StatusPicker
      key={picking.lead.id}
      {...picking}
      statuses={statuses}
      onClose={close}
      onChosen={onChosen}
    />
  );
  return { press, picker };
}
