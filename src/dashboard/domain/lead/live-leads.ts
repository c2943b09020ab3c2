import { notifyManager, type QueryClient } from "@tanstack/react-query";
import type { LeadsChange } from "#api/contract/events.ts";
import type { Lead } from "#api/contract/leads.ts";
import { isOutdatedEvent } from "../status/change/own-changes.ts";
import { isSameLead, knownLead, showNews } from "./lead-caches.ts";
import { leadRefetching } from "./refetch-leads.ts";

/**
 * Applies what others make of the leads. Rows and details change in place; what only the server can
 * tell is fetched again. A lead that no longer matches stays under the person's hands, as it does
 * when they change it themselves.
 */
export function liveLeads(queryClient: QueryClient) {
  const refetching = leadRefetching(queryClient);

  function applyLead(lead: Lead): void {
    // The answer to a change made here has said so already, or will.
    if (isOutdatedEvent(lead)) return;
    const known = knownLead(queryClient, lead.id);
    showNews(queryClient, lead);
    refetching.add(({ news }) => news.set(lead.id, lead));
    if (known && (known.updated_at > lead.updated_at || isSameLead(known, lead))) return;
    refetching.add(({ moved }) => moved.add(lead.id));
  }

  return {
    apply: ({ leads, gone, details, others, opt_ins, statuses }: LeadsChange): void => {
      // In one batch, so that React renders once.
      notifyManager.batch(() => leads.forEach(applyLead));
      refetching.add((outdated) => {
        for (const id of [...gone, ...details]) outdated.ids.add(id);
        outdated.optIns ||= opt_ins;
        outdated.everything ||= statuses;
        outdated.lists ||= others || gone.length > 0;
      });
    },
    reset: (): void =>
      refetching.add((outdated) => {
        outdated.everything = true;
      }),
    /** Without events: what is on the screen is fetched again. */
    refetch: (): void =>
      refetching.add((outdated) => {
        outdated.kept = true;
      }),
  };
}
