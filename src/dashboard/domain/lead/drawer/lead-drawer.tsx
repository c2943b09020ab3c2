import { useQuery, useQueryClient } from "@tanstack/react-query";
import { memo, useEffect, useRef } from "react";
import type { LeadTab } from "#api/lead-address.ts";
import type { Lead } from "#api/contract/leads/leads.ts";
import { useOwnChange } from "#dashboard/domain/status/change/own-changes.ts";
import { useIsSheet } from "#dashboard/ui/browser/media.ts";
import { Button } from "#dashboard/ui/button.tsx";
import { whenIdle } from "#dashboard/ui/timing.ts";
import { leadName } from "#dashboard/domain/people/names.ts";
import type { Neighbours, OpenLead, OpenLeadMoves } from "../open-lead-moves.ts";
import { isNotFound, knownLead, leadQueries } from "../queries.ts";
import { DrawerBar } from "./drawer-bar.tsx";
import { LeadAge } from "./freshness/lead-age.tsx";
import { LeadHead } from "./lead-head.tsx";
import { LeadTabs } from "./lead-tabs.tsx";
import { openLeadQueries } from "./queries.ts";
import { useGoOn } from "./use-go-on.ts";
import { useAloneOnScreen, useCloseByEscape, useFocusInside } from "./use-dialog.ts";

/** Fetches what the drawer shows first, as far as that isn't known yet. */
export type Prefetch = (open: OpenLead) => Promise<unknown>;

export interface LeadDrawerProps {
  readonly leadId: string;
  /** The one of its opt-ins that it is opened at. */
  readonly optIn?: string | undefined;
  readonly tab: LeadTab;
  /** In the list that it was opened from. */
  readonly neighbours: Neighbours;
  /** Where all this is, for whoever opens it. */
  readonly path: string;
  /** The same function until it fetches something else. */
  readonly prefetch: Prefetch;
  readonly moves: OpenLeadMoves;
}

/** One lead: beside a list, whichever that is, or over it where there is no room for both. */
export const LeadDrawer = memo(function LeadDrawer(props: LeadDrawerProps) {
  const { leadId, optIn, tab, moves } = props;
  const layer = useRef<HTMLDivElement>(null);
  const dialog = useRef<HTMLElement>(null);
  const isSheet = useIsSheet();
  const details = useQuery(leadQueries.details(leadId));
  const goneAt = details.data?.gone_at;
  const isGone = goneAt !== undefined;
  // One that is gone has no place in any list.
  const neighbours = isGone ? { of: props.neighbours.of } : props.neighbours;
  const queryClient = useQueryClient();
  const lead = useOwnChange<Lead>(details.data ?? knownLead(queryClient, leadId));
  const name = lead && leadName(lead);
  const isMissing = isNotFound(details.error);

  usePrefetchAround(leadId, neighbours, props.prefetch);
  const goOnByKey = useGoOn(dialog, leadId, neighbours, moves.open);
  useFocusInside(dialog, leadId, isGone);
  useCloseByEscape(moves.close);
  useAloneOnScreen(layer, dialog, isSheet);

  return (
    <div ref={layer} className="contents">
      <Scrim onPress={moves.close} />
      <section
        ref={dialog}
        role="dialog"
        aria-label={(!isMissing && name) || "Lead"}
        aria-busy={details.isPending}
        tabIndex={-1}
        className="lead-drawer absolute inset-y-0 right-0 z-(--z-drawer) flex w-130 max-w-full flex-col bg-surface-raised outline-none max-xl:w-160 sm:shadow-float"
      >
        <DrawerBar
          open={{ lead: leadId, optIn }}
          name={name}
          neighbours={neighbours}
          goneAt={goneAt}
          path={props.path}
          moves={moves}
        />
        {isMissing ? (
          <LeadMissing onClose={moves.close} />
        ) : (
          <div key={leadId} className="min-h-0 flex-1 overflow-y-auto overscroll-contain">
            <LeadHead
              lead={lead}
              details={details.data}
              isGone={isGone}
              onStatusChosen={goOnByKey}
            />
            <LeadTabs shown={{ leadId, optIn, lead, details }} tab={tab} onTab={moves.showTab} />
          </div>
        )}
        {!isMissing && !isGone && <LeadAge leadId={leadId} asOf={details.data?.details_as_of} />}
      </section>
    </div>
  );
});

/** Over the page beside a sheet, which it closes. By key, Escape does. */
const Scrim = ({ onPress }: { readonly onPress: () => void }) => (
  <div
    aria-hidden
    className="absolute inset-0 z-(--z-drawer) bg-scrim xl:hidden print:hidden"
    onClick={onPress}
  />
);

/** Instead of a lead that a link promised. */
const LeadMissing = ({ onClose }: { readonly onClose: () => void }) => (
  <div role="alert" className="mx-auto flex max-w-sm flex-col items-center gap-3 p-10 text-center">
    <div className="space-y-1 text-balance">
      <p className="text-base font-semibold">This lead can&apos;t be found</p>
      <p className="text-text-muted">Its link may be cut off, or it was deleted.</p>
    </div>
    <Button onClick={onClose}>Back to the list</Button>
  </div>
);

/** What one is likely to ask for next is there when one does: its opt-ins, and its neighbours. */
function usePrefetchAround(
  leadId: string,
  { previous, next }: Neighbours,
  prefetch: Prefetch,
): void {
  const queryClient = useQueryClient();
  useEffect(
    () =>
      // What is only likely waits until what was asked for has been painted.
      whenIdle(() =>
        Promise.allSettled([
          queryClient.infiniteQuery(openLeadQueries.optIns(leadId)),
          next && prefetch(next),
          previous && prefetch(previous),
        ]),
      ),
    [queryClient, leadId, prefetch, previous, next],
  );
}
