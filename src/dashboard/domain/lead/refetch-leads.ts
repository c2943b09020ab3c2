import { notifyManager, type Query, type QueryClient, type QueryKey } from "@tanstack/react-query";
import { isEveryLead, mayMoveLeads } from "#api/contract/leads/lead-query.ts";
import { MOST_MATCHED } from "#api/contract/leads/lead-matches.ts";
import type { LeadView } from "#api/contract/leads/lead-views.ts";
import type { Lead } from "#api/contract/leads/leads.ts";
import { invalidateLists } from "./lead-caches.ts";
import {
  fetchMatching,
  idsOnScreen,
  invalidateMatches,
  listsOnScreen,
  onScreen,
} from "./on-screen.ts";
import { leadQueries } from "./queries.ts";

/** What is no longer as the server has it. */
export class Outdated {
  /** Leads of which all that is known is. */
  readonly ids = new Set<string>();
  /** Leads as events have brought them. */
  readonly news = new Map<string, Lead>();
  /** Leads that other lists may have by now: counts, places and the lists that aren't shown are. */
  readonly moved = new Set<string>();
  /** The same because of leads that nobody named, so that the list on the screen is, too. */
  lists = false;
  /** The list of all opt-ins. */
  optIns = false;
  /** All that our own server keeps, so that Hermon isn't asked for it. */
  kept = false;
  everything = false;
}

/** Fetches again what is outdated; `onShown` is done along with showing the list anew. */
export async function refetch(
  queryClient: QueryClient,
  { ids, news, moved, lists, optIns, kept, everything }: Outdated,
  onShown: () => void,
): Promise<void> {
  if (everything || kept) {
    const families = [leadQueries.pages(), leadQueries.optInPages()];
    const shown = families.flatMap((queryKey) => onScreen(queryClient, queryKey));
    const predicate = (query: Query) => !shown.includes(query);
    await Promise.all([
      queryClient.invalidateQueries({ queryKey: leadQueries.all, predicate }),
      everything && queryClient.invalidateQueries({ queryKey: leadQueries.fresh() }),
      refetchLeads(queryClient, onShown),
      refetchList(queryClient, leadQueries.optInPages()),
    ]);
    return;
  }
  await Promise.all([
    invalidateLeads(queryClient, [...new Set([...ids, ...news.keys()])]),
    (lists || moved.size > 0) && invalidateLists(queryClient),
    optIns && queryClient.invalidateQueries({ queryKey: leadQueries.optInPositions() }),
    optIns && refetchList(queryClient, leadQueries.optInPages()),
    invalidateMatches(queryClient, [...moved]),
    refetchIfLacking(queryClient, lists, [...moved], onShown),
  ]);
}

async function refetchIfLacking(
  queryClient: QueryClient,
  hasOthers: boolean,
  moved: readonly string[],
  onShown: () => void,
): Promise<void> {
  if (hasOthers || (await isLacking(queryClient, moved))) {
    await Promise.all([
      // What others have added may be a lead that is back.
      invalidateLeads(queryClient, goneLeads(queryClient)),
      refetchLeads(queryClient, onShown),
    ]);
    return;
  }
  // What is on its way may have been read before the change.
  const underWay = onScreen(queryClient, leadQueries.pages()).filter(
    ({ state }) => state.fetchStatus === "fetching",
  );
  await refetchPages(queryClient, underWay, onShown);
}

const refetchLeads = (queryClient: QueryClient, onShown: () => void) =>
  refetchList(queryClient, leadQueries.pages(), () => {
    onShown();
    // What it still has of those that had left it may have been read before they did.
    void invalidateMatches(queryClient);
  });

/** Has the pages of a list on the screen fetched again now, and others when they are wanted. */
const refetchList = (queryClient: QueryClient, queryKey: QueryKey, onShown?: () => void) =>
  Promise.all([
    queryClient.invalidateQueries({ queryKey, type: "inactive" }),
    refetchPages(queryClient, onScreen(queryClient, queryKey), onShown),
  ]);

/**
 * Whether the list on the screen lacks one of these leads, which others changed, or has one in a place
 * that may be another by now. One of all leads, by when they were created, has them where they are.
 */
async function isLacking(queryClient: QueryClient, moved: readonly string[]): Promise<boolean> {
  if (moved.length > 0 && listsOnScreen(queryClient).some(mayMoveLeads)) return true;
  const shown = idsOnScreen(queryClient);
  const others = moved.filter((id) => !shown.has(id));
  const lists = listsOnScreen(queryClient).filter((query) => !isEveryLead(query));
  if (others.length === 0 || lists.length === 0) return false;
  if (others.length > MOST_MATCHED) return true;
  const matching = await Promise.all(
    // Where that can't be had, the list says so.
    lists.map((query) => fetchMatching(query, others).catch(() => others)),
  );
  return matching.some((ids) => ids.length > 0);
}

const invalidateLeads = (queryClient: QueryClient, ids: readonly string[]) =>
  Promise.all(ids.map((id) => queryClient.invalidateQueries({ queryKey: leadQueries.lead(id) })));

/** Those of which it is known here that Hermon no longer has them. */
const goneLeads = (queryClient: QueryClient): string[] =>
  queryClient
    .getQueriesData<Partial<LeadView> | null>({ queryKey: leadQueries.leads() })
    .flatMap(([, lead]) => (lead?.gone_at === undefined ? [] : (lead.id ?? [])));

/**
 * Fetches pages of one list again and shows them at once: between one and the next, a row would be
 * there twice or not at all. Where that fails, each is fetched by itself and says what is wrong.
 * @param onShown is done along with it
 */
async function refetchPages(
  queryClient: QueryClient,
  queries: readonly Query[],
  onShown?: () => void,
): Promise<void> {
  const askedAt = Date.now();
  // What is on its way may have been read before the change.
  await Promise.all(queries.map((query) => query.cancel({ revert: true })));
  try {
    const pages = await Promise.all(queries.map((query) => fetchApart(queryClient, query)));
    notifyManager.batch(() => {
      for (const [at, query] of queries.entries()) {
        const isLetGo = queryClient.getQueryCache().get(query.queryHash) !== query;
        // One that was looked at again meanwhile is newer.
        const isNewer = query.state.dataUpdatedAt > askedAt;
        if (!isLetGo && !isNewer) queryClient.setQueryData(query.queryKey, pages[at]);
      }
      onShown?.();
    });
  } catch {
    await queryClient.invalidateQueries({ predicate: (query) => queries.includes(query) });
  }
}

/** What a query's own function gives, without the query. */
async function fetchApart(client: QueryClient, { queryKey, options }: Query): Promise<unknown> {
  const { queryFn } = options;
  if (typeof queryFn !== "function") throw new Error("A page that nobody can fetch");
  return queryFn({ client, queryKey, signal: new AbortController().signal, meta: undefined });
}
