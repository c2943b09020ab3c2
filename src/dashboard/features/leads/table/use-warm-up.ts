import { useEffect, useEffectEvent } from "react";
import type { Workspace } from "#api/contract/people.ts";
import { dates } from "#dashboard/lib/dates.ts";
import { whenIdle } from "#dashboard/lib/idle.ts";
import { badgeStyle } from "../status/badge-style.ts";

/**
 * Once the first rows are there and nothing else is to be done: what the next list and the first
 * drawer need is made before they are asked for. The first lead stands for the one that will be
 * opened: a drawer that was there once is quick for any.
 */
export function useWarmUp(
  firstLead: string | undefined,
  workspace: Workspace | undefined,
  onMean: (leadId: string) => void,
): void {
  const warmUp = useEffectEvent(() => {
    dates.prepare();
    for (const status of workspace?.statuses ?? []) badgeStyle(status);
    if (firstLead !== undefined) onMean(firstLead);
  });
  const isReady = firstLead !== undefined && workspace !== undefined;
  useEffect(() => (isReady ? whenIdle(() => warmUp()) : undefined), [isReady]);
}
