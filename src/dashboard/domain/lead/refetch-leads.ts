import type { Query, QueryClient } from "@tanstack/react-query";
import { isEveryLead } from "#api/contract/lead-query.ts";
import { type LeadView, MOST_MATCHED } from "#api/contract/lead-views.ts";
import type { Lead } from "#api/contract/leads.ts";
import { pause } from "#api/retry.ts";
import { isPageHidden } from "#dashboard/lib/page-hidden.ts";
import { withOwnChange } from "../status/change/own-changes.ts";
import { invalidateLists, showNews, showOwnChanges } from "./lead-caches.ts";
import { fetchMatching } from "./list-matches.ts";
import { idsOnScreen, listsOnScreen, optInPagesOnScreen, pagesOnScreen } from "./on-screen.ts";
import { leadQueries } from "./queries.ts";
import { refetchPages } from "./refetch-pages.ts";
import { invalidateMatches, recheckMatches } from "./unmatched.ts";

/** What is no longer as the server has it. */
class Outdated {
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

/** However much happens, what is on the screen is fetched this often at most, in milliseconds. */
const PAUSE_MS = 1_000;

/** More changed leads than this, while nobody sees the page, are not followed one by one. */
const MOST_NEWS = 500;

/**
 * Has what is outdated fetched again: what is on the screen soon, or once someone sees the page; the
 * rest when it is wanted. What is there stays until the new comes.
 */
export function leadRefetching(queryClient: QueryClient) {
  let due: Outdated | undefined;
  let isRunning = false;

  async function run(): Promise<void> {
    isRunning = true;
    while (due) {
      await untilSeen();
      const now = due;
      due = undefined;
      // What events have brought since is newer than the pages that come now.
      const showNewsSince = () => {
        showOwnChanges(queryClient);
        for (const lead of due?.news.values() ?? []) showNews(queryClient, withOwnChange(lead));
      };
      await Promise.all([refetch(queryClient, now, showNewsSince), pause(PAUSE_MS, undefined)]);
    }
    isRunning = false;
  }

  return {
    /** Notes what is outdated. */
    add(note: (outdated: Outdated) => void): void {
      due ??= new Outdated();
      note(due);
      if (due.news.size > MOST_NEWS) due = Object.assign(new Outdated(), { everything: true });
      // What else the same event says comes along.
      if (!isRunning) queueMicrotask(() => !isRunning && void run());
    },
  };
}

const untilSeen = (): Promise<void> =>
  new Promise((resolve) => {
    if (!isPageHidden()) return resolve();
    const look = () => {
      if (isPageHidden()) return;
      document.removeEventListener("visibilitychange", look);
      resolve();
    };
    document.addEventListener("visibilitychange", look);
  });

async function refetch(
  queryClient: QueryClient,
  { ids, news, moved, lists, optIns, kept, everything }: Outdated,
  onShown: () => void,
): Promise<void> {
  if (everything || kept) {
    const pages = [...pagesOnScreen(queryClient), ...optInPagesOnScreen(queryClient)];
    const isOther = (query: Query) => !pages.includes(query) && (everything || isKeptHere(query));
    await Promise.all([
      queryClient.invalidateQueries({ queryKey: leadQueries.all, predicate: isOther }),
      refetchList(queryClient, onShown),
      refetchPages(queryClient, optInPagesOnScreen(queryClient)),
    ]);
    return;
  }
  const changed = new Set([...ids, ...news.keys()]);
  await Promise.all([
    invalidateLeads(queryClient, [...changed]),
    (lists || moved.size > 0) && invalidateLists(queryClient),
    optIns && refetchOptIns(queryClient),
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
      queryClient.invalidateQueries({ queryKey: leadQueries.pages(), type: "inactive" }),
      refetchList(queryClient, onShown),
    ]);
    return;
  }
  // What is on its way may have been read before the change.
  const underWay = pagesOnScreen(queryClient).filter(
    ({ state }) => state.fetchStatus === "fetching",
  );
  await refetchPages(queryClient, underWay, onShown);
}

const refetchList = (queryClient: QueryClient, onShown: () => void): Promise<void> =>
  refetchPages(queryClient, pagesOnScreen(queryClient), () => {
    onShown();
    void recheckMatches(queryClient);
  });

const refetchOptIns = (queryClient: QueryClient) =>
  Promise.all([
    queryClient.invalidateQueries({ queryKey: leadQueries.optInPositions() }),
    queryClient.invalidateQueries({ queryKey: leadQueries.optInPages(), type: "inactive" }),
    refetchPages(queryClient, optInPagesOnScreen(queryClient)),
  ]);

/** Whether the list on the screen lacks one of these leads, which changed. One of all leads has them. */
async function isLacking(queryClient: QueryClient, moved: readonly string[]): Promise<boolean> {
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

/** Apart from what Hermon itself was asked. */
const isKeptHere = ({ queryKey }: Query): boolean => queryKey[1] !== leadQueries.fresh("")[1];

/** Those of which it is known here that Hermon no longer has them. */
const goneLeads = (queryClient: QueryClient): string[] =>
  queryClient
    .getQueriesData<LeadView>({ queryKey: leadQueries.leads(), predicate: isGone })
    .flatMap(([, lead]) => lead?.id ?? []);

const isGone = ({ state: { data } }: Query): boolean =>
  typeof data === "object" && data !== null && "gone_at" in data;
