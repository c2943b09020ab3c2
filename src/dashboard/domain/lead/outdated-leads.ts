import type { Query, QueryClient } from "@tanstack/react-query";
import type { LeadView } from "#api/contract/lead-views.ts";
import { pause } from "#api/retry.ts";
import { outdateLists } from "./lead-caches.ts";
import { leadQueries } from "./queries.ts";

/** What is no longer as the server has it. */
interface Outdated {
  /** All that is known of these leads. */
  readonly ids?: readonly string[];
  /** Counts, places, and the lists that aren't on the screen. */
  readonly lists?: boolean;
  /**
   * Whether the list on the screen is, too. Asked when it comes to it: what was fetched meanwhile
   * may have brought what was missing.
   */
  readonly rows?: () => boolean;
  /** The list of all opt-ins. */
  readonly optIns?: boolean;
  readonly everything?: boolean;
  /** All that our own server keeps, so that Hermon isn't asked for it. */
  readonly kept?: boolean;
}

/** However much happens, what is on the screen is fetched this often at most, in milliseconds. */
const PAUSE_MS = 1_000;

/**
 * Has what is outdated fetched again: what is on the screen soon, the rest when it is wanted. What
 * is there stays until the new comes.
 */
export function outdatedLeads(queryClient: QueryClient) {
  let waiting: readonly Outdated[] = [];
  let isAtIt = false;

  async function workOff(): Promise<void> {
    isAtIt = true;
    while (waiting.length > 0) {
      const all = waiting;
      waiting = [];
      // One after the other: fetching again breaks off what is being fetched.
      await Promise.all([fetchAgain(queryClient, all), pause(PAUSE_MS, undefined)]);
    }
    isAtIt = false;
  }

  return {
    add(outdated: Outdated): void {
      waiting = [...waiting, outdated];
      // What else the same event says comes along.
      if (!isAtIt) queueMicrotask(() => !isAtIt && void workOff());
    },
  };
}

async function fetchAgain(queryClient: QueryClient, all: readonly Outdated[]): Promise<void> {
  // What nobody sees is fetched when someone does: coming back to a page fetches what is stale.
  const refetchType = document.hidden ? "none" : "active";
  if (all.some(({ everything }) => everything)) {
    return queryClient.invalidateQueries({ queryKey: leadQueries.all, refetchType });
  }
  if (all.some(({ kept }) => kept)) {
    const queryKey = leadQueries.all;
    return queryClient.invalidateQueries({ queryKey, predicate: isKeptHere, refetchType });
  }
  const hasMore = all.some(({ rows }) => rows?.());
  const ids = new Set([
    ...all.flatMap((outdated) => outdated.ids ?? []),
    // What others have added may be a lead that is back.
    ...(hasMore ? goneLeads(queryClient) : []),
  ]);
  await Promise.all([
    ...[...ids].map((id) =>
      queryClient.invalidateQueries({ queryKey: leadQueries.lead(id), refetchType }),
    ),
    all.some(({ lists }) => lists) && outdateLists(queryClient, refetchType),
    ...(all.some(({ optIns }) => optIns)
      ? [leadQueries.optInPages(), leadQueries.optInPositions()]
      : []
    ).map((queryKey) => queryClient.invalidateQueries({ queryKey, refetchType })),
    queryClient.invalidateQueries({
      queryKey: leadQueries.pages(),
      // What is on its way may have been read before the change.
      ...(!hasMore && { fetchStatus: "fetching" }),
      refetchType,
    }),
  ]);
}

/** Apart from what Hermon itself was asked. */
const isKeptHere = ({ queryKey }: Query): boolean => queryKey[1] !== leadQueries.fresh("")[1];

/** Those of which it is known here that Hermon no longer has them. */
const goneLeads = (queryClient: QueryClient): string[] =>
  queryClient
    .getQueriesData<LeadView>({ queryKey: leadQueries.leads(), predicate: isGone })
    .flatMap(([, lead]) => lead?.id ?? []);

const isGone = ({ state: { data } }: Query): boolean =>
  typeof data === "object" && data !== null && "gone_at" in data;
