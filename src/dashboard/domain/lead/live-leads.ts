import { notifyManager, type QueryClient } from "@tanstack/react-query";
import type { LeadsChange } from "#api/contract/events.ts";
import type { Lead } from "#api/contract/leads/leads.ts";
import { pause } from "#api/retry.ts";
import { isPageHidden } from "#dashboard/lib/page-hidden.ts";
import { isOutdatedEvent, withOwnChange } from "../status/change/own-changes.ts";
import { isSameLead, showNews, showOwnChanges } from "./lead-caches.ts";
import { knownLead } from "./queries.ts";
import { Outdated, refetch } from "./refetch-leads.ts";

/**
 * Applies what others make of the leads. Rows and details change in place; what only the server can
 * tell is fetched again. A lead that no longer matches stays under the person's hands, as it does
 * when they change it themselves.
 */
export function liveLeads(queryClient: QueryClient) {
  const refetchSoon = throttledRefetch(queryClient);

  function applyLead(lead: Lead): void {
    // The answer to a change made here has said so already, or will.
    if (isOutdatedEvent(lead)) return;
    const known = knownLead(queryClient, lead.id);
    showNews(queryClient, lead);
    const isNews = !known || (known.updated_at <= lead.updated_at && !isSameLead(known, lead));
    refetchSoon(({ news, moved }) => {
      news.set(lead.id, lead);
      if (isNews) moved.add(lead.id);
    });
  }

  return {
    apply: ({ leads, gone, details, others, opt_ins, statuses }: LeadsChange): void => {
      // In one batch, so that React renders once.
      notifyManager.batch(() => leads.forEach(applyLead));
      refetchSoon((outdated) => {
        for (const id of [...gone, ...details]) outdated.ids.add(id);
        outdated.optIns ||= opt_ins;
        outdated.everything ||= statuses;
        outdated.lists ||= others || gone.length > 0;
      });
    },
    reset: (): void =>
      refetchSoon((outdated) => {
        outdated.everything = true;
      }),
    /** Without events: what is on the screen is fetched again. */
    refetch: (): void =>
      refetchSoon((outdated) => {
        outdated.kept = true;
      }),
  };
}

/** However much happens, what is on the screen is fetched this often at most, in milliseconds. */
const PAUSE_MS = 1_000;

/** More changed leads than this, while nobody sees the page, are not followed one by one. */
const MOST_NEWS = 500;

/** Has what is outdated fetched again: soon what someone sees, the rest when it is wanted. */
function throttledRefetch(queryClient: QueryClient) {
  let due: Outdated | undefined;
  let running: Promise<void> | undefined;

  async function run(): Promise<void> {
    while (due) {
      // What else the same event says comes along.
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
    running = undefined;
  }

  return (note: (outdated: Outdated) => void): void => {
    due ??= new Outdated();
    note(due);
    if (due.news.size > MOST_NEWS) due = Object.assign(new Outdated(), { everything: true });
    running ??= run();
  };
}

async function untilSeen(): Promise<void> {
  while (isPageHidden()) {
    await new Promise((resolve) => {
      document.addEventListener("visibilitychange", resolve, { once: true });
    });
  }
}
