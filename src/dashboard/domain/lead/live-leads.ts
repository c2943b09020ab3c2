import type { QueryClient } from "@tanstack/react-query";
import type { LeadsChange } from "#api/contract/events.ts";
import type { Lead } from "#api/contract/leads.ts";
import { activeValues, matchesFilter } from "../filters/filter.ts";
import { isOutdatedEvent } from "../status/change/own-changes.ts";
import { workspaceQuery } from "../workspace.ts";
import { isSameLead, knownLead, pagesOnScreen, showNews } from "./lead-caches.ts";
import { outdatedLeads } from "./outdated-leads.ts";

/**
 * Takes over what others make of the leads. Rows and details change in place; what only the server
 * can tell is fetched again. A lead that no longer matches stays under the person's hands, as it
 * does when they change it themselves.
 */
export function liveLeads(queryClient: QueryClient) {
  const outdated = outdatedLeads(queryClient);

  function takeLead(lead: Lead): void {
    // The answer to a change made here has said so already, or will.
    if (isOutdatedEvent(lead)) return;
    const known = knownLead(queryClient, lead.id);
    showNews(queryClient, lead);
    outdated.add({ ids: [lead.id] });
    if (known && (known.updated_at > lead.updated_at || isSameLead(known, lead))) return;
    outdated.add({ lists: true, rows: () => isNewOnScreen(queryClient, lead) });
  }

  return {
    take: ({ leads, gone, details, others, opt_ins, statuses }: LeadsChange): void => {
      for (const lead of leads) takeLead(lead);
      outdated.add({ ids: [...gone, ...details] });
      if (opt_ins) outdated.add({ optIns: true });
      if (statuses) outdated.add({ everything: true });
      if (others || gone.length > 0) outdated.add({ lists: true, rows: () => true });
    },
    reset: (): void => outdated.add({ everything: true }),
    /** Nothing is told: what is on the screen is fetched again. */
    refetch: (): void => outdated.add({ kept: true }),
  };
}

/** Whether the list on the screen lacks a lead that matches by now. Without a filter none does. */
function isNewOnScreen(queryClient: QueryClient, lead: Lead): boolean {
  const me = queryClient.getQueryData(workspaceQuery.queryKey)?.person.email;
  const pages = pagesOnScreen(queryClient);
  const isShown = pages.some(({ rows }) => rows.some(({ id }) => id === lead.id));
  return (
    !isShown &&
    me !== undefined &&
    pages.some(
      ({ query: { filter } }) => activeValues(filter).length > 0 && matchesFilter(lead, filter, me),
    )
  );
}
