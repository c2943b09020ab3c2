import {
  hashKey,
  notifyManager,
  type QueryClient,
  type QueryKey,
  replaceEqualDeep,
} from "@tanstack/react-query";
import * as z from "zod/mini";
import { Lead, type LeadDetails } from "#api/contract/leads/leads.ts";
import type { ListedOptIn } from "#api/contract/opt-ins/opt-in-views.ts";
import type { LeadStatus } from "#api/contract/leads/statuses.ts";
import { withOwnChange } from "../status/change/own-changes.ts";
import { openLeadQueries } from "./drawer/queries.ts";
import { invalidateMatches, listsOnScreen } from "./on-screen.ts";
import type { Page } from "#dashboard/grid/paging/looked-pages.ts";
import { leadQueries, listIn } from "./queries.ts";

/** Shows statuses, by lead, everywhere at once: in all cached pages of lists, and in details. */
export function showStatuses(queryClient: QueryClient, statuses: ReadonlyMap<string, LeadStatus>) {
  const changed = <L extends Lead>(lead: L): L => {
    const status = statuses.get(lead.id);
    return status ? { ...lead, status } : lead;
  };
  notifyManager.batch(() => {
    patchRows<Lead>(queryClient, leadQueries.pages(), changed);
    for (const leadId of statuses.keys()) {
      patch<LeadDetails>(queryClient, leadQueries.details(leadId).queryKey, changed);
    }
  });
}

/** Takes over a lead as the server just gave it, in the same places, and its name in the opt-ins'. */
export function showLead(
  queryClient: QueryClient,
  lead: Lead,
  isOld: (old: Lead) => boolean = () => true,
): void {
  const replaced = <L extends Lead>(old: L): L =>
    old.id === lead.id && isOld(old) ? { ...old, ...lead } : old;
  const { first_name, last_name, email } = lead;
  const renamed = (optIn: ListedOptIn) =>
    optIn.lead_id === lead.id ? { ...optIn, lead: { first_name, last_name, email } } : optIn;
  notifyManager.batch(() => {
    patchRows<Lead>(queryClient, leadQueries.pages(), replaced);
    patch<LeadDetails>(queryClient, leadQueries.details(lead.id).queryKey, replaced);
    patchRows<ListedOptIn>(queryClient, leadQueries.optInPages(), renamed);
  });
}

/** The same with what the server told by itself: what is newer already stays. */
export const showNews = (queryClient: QueryClient, lead: Lead): void =>
  showLead(queryClient, lead, (old) => old.updated_at <= lead.updated_at);

/** Shows of the leads in all lists what was made of them here, whatever older answers say. */
export const showOwnChanges = (queryClient: QueryClient): void =>
  patchRows<Lead>(queryClient, leadQueries.pages(), withOwnChange);

/** Whether all that lists have of a lead is the same; details have more. */
export const isSameLead = (one: Lead, other: Lead): boolean => asListed(one) === asListed(other);

const asListed = (lead: Lead) => hashKey([z.parse(Lead, lead)]);

/** Has everything fetched again that leads changed here move. */
export async function followStatuses(queryClient: QueryClient, leadIds: readonly string[]) {
  await Promise.all([
    invalidateLists(queryClient),
    invalidateMatches(queryClient, leadIds),
    ...leadIds.map((id) =>
      queryClient.invalidateQueries({ queryKey: openLeadQueries.activity(id).queryKey }),
    ),
  ]);
}

/**
 * Counts and places are fetched again, and lists when they are wanted, but for the one on the
 * screen: a lead that no longer matches its query stays under the person's hands.
 */
export async function invalidateLists(queryClient: QueryClient): Promise<void> {
  const shown = listsOnScreen(queryClient).map((list) => hashKey([list]));
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: leadQueries.counts() }),
    queryClient.invalidateQueries({ queryKey: leadQueries.positions() }),
    queryClient.invalidateQueries({
      queryKey: leadQueries.pages(),
      predicate: ({ queryKey }) => !shown.includes(hashKey([listIn(queryKey)])),
      refetchType: "none",
    }),
  ]);
}

/** Changes rows in every cached page of a family of lists. */
const patchRows = <Row>(queryClient: QueryClient, queryKey: QueryKey, change: (row: Row) => Row) =>
  patch<Page<Row>>(queryClient, queryKey, (page) => ({ ...page, rows: page.rows.map(change) }));

/** Changes cached answers, which look no younger for it; what is the same stays the same object. */
function patch<Answer>(
  queryClient: QueryClient,
  queryKey: QueryKey,
  change: (answer: Answer) => Answer,
) {
  for (const [key, answer] of queryClient.getQueriesData<Answer>({ queryKey })) {
    if (answer === undefined) continue;
    const changed = replaceEqualDeep(answer, change(answer));
    const updatedAt = queryClient.getQueryState(key)?.dataUpdatedAt ?? 0;
    if (changed !== answer) queryClient.setQueryData(key, changed, { updatedAt });
  }
}
