import { hashKey, type QueryClient } from "@tanstack/react-query";
import type { Lead, LeadDetails } from "#api/contract/leads.ts";
import type { LeadStatus } from "#api/contract/statuses.ts";
import { type LeadPage, leadQueries } from "../queries.ts";

/** Shows a lead's status everywhere at once: in every cached page of every list, and its details. */
export function showStatus(queryClient: QueryClient, leadId: string, status: LeadStatus): void {
  const changed = <L extends Lead>(lead: L): L => (lead.id === leadId ? { ...lead, status } : lead);
  patch<LeadPage>(queryClient, leadQueries.pages(), (page) =>
    page.leads.some(({ id }) => id === leadId)
      ? { ...page, leads: page.leads.map(changed) }
      : undefined,
  );
  patch<LeadDetails>(queryClient, leadQueries.details(leadId).queryKey, changed);
}

/** Takes over a lead as the server just gave it, in the same places. */
export function showLead(queryClient: QueryClient, lead: Lead): void {
  const replaced = <L extends Lead>(old: L): L => (old.id === lead.id ? { ...old, ...lead } : old);
  patch<LeadPage>(queryClient, leadQueries.pages(), (page) =>
    page.leads.some(({ id }) => id === lead.id)
      ? { ...page, leads: page.leads.map(replaced) }
      : undefined,
  );
  patch<LeadDetails>(queryClient, leadQueries.details(lead.id).queryKey, replaced);
}

/**
 * Has everything fetched again that a changed status moves, but for the list on the screen: a lead
 * that no longer matches its filter stays under the person's hands.
 */
export async function followStatus(queryClient: QueryClient, leadId: string): Promise<void> {
  const lists = queryClient.getQueryCache().findAll({ queryKey: leadQueries.pages() });
  const onScreen = new Set(
    lists.filter((list) => list.isActive()).map(({ queryKey }) => filterOf(queryKey)),
  );
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: leadQueries.counts() }),
    queryClient.invalidateQueries({ queryKey: leadQueries.activity(leadId).queryKey }),
    queryClient.invalidateQueries({ queryKey: leadQueries.positions() }),
    queryClient.invalidateQueries({
      queryKey: leadQueries.pages(),
      predicate: ({ queryKey }) => !onScreen.has(filterOf(queryKey)),
      refetchType: "none",
    }),
  ]);
}

/** The filter in the key of a list's page, to compare. */
const filterOf = (queryKey: readonly unknown[]) => hashKey([queryKey[leadQueries.pages().length]]);

/** Changes cached answers without making them look younger than they are. */
function patch<Answer>(
  queryClient: QueryClient,
  queryKey: readonly unknown[],
  change: (answer: Answer) => Answer | undefined,
): void {
  for (const [key, answer] of queryClient.getQueriesData<Answer>({ queryKey })) {
    const updatedAt = queryClient.getQueryState(key)?.dataUpdatedAt;
    const changed = answer && change(answer);
    if (changed)
      queryClient.setQueryData(key, changed, updatedAt === undefined ? {} : { updatedAt });
  }
}
