import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo } from "react";
import type { LeadQuery } from "#api/contract/lead-query.ts";
import type { Neighbours, OpenLead } from "#dashboard/domain/lead/drawer/drawer-bar.tsx";
import { DrawerSlot } from "#dashboard/domain/lead/drawer/drawer-slot.tsx";
import type { LeadDrawerProps } from "#dashboard/domain/lead/drawer/lead-drawer.tsx";
import { leadQueries } from "#dashboard/domain/lead/queries.ts";
import { addressOf } from "#dashboard/domain/lead/view.ts";
import { whenIdle } from "#dashboard/ui/timing/idle.ts";

interface ListDrawerProps extends Omit<LeadDrawerProps, "neighbours" | "path" | "onOpen"> {
  readonly query: LeadQuery;
  /** Otherwise it is rendered for a lead that is likely to be opened, and shows nothing. */
  readonly isOpen: boolean;
  readonly onOpen: (leadId: string) => void;
}

/** The drawer beside the list of leads, which tells it what comes before and after. */
export function ListDrawer({ query, onOpen, ...props }: ListDrawerProps) {
  const { leadId: lead, optIn, tab, isOpen } = props;
  return (
    <DrawerSlot
      {...props}
      neighbours={useNeighbours(lead, query, isOpen)}
      path={addressOf({ query, lead, tab, optIn })}
      onOpen={useCallback((open: OpenLead) => onOpen(open.lead), [onOpen])}
    />
  );
}

function useNeighbours(lead: string, query: LeadQuery, isOpen: boolean): Neighbours {
  const queryClient = useQueryClient();
  const { data: position } = useQuery({
    ...leadQueries.position(lead, query),
    enabled: isOpen,
  });
  const { previous, next } = position ?? {};
  useEffect(() => {
    if (!isOpen) return undefined;
    return whenIdle(() => {
      for (const neighbour of [next, previous]) {
        if (!neighbour) continue;
        queryClient.query(leadQueries.position(neighbour, query)).catch(() => undefined);
      }
    });
  }, [queryClient, query, isOpen, previous, next]);
  return useMemo(
    () => ({ of: "lead", place: position, previous: stepTo(previous), next: stepTo(next) }),
    [position, previous, next],
  );
}

const stepTo = (lead: string | null | undefined) => (lead ? { lead } : null);
