import { notifyManager, QueriesObserver, QueryClient, QueryObserver } from "@tanstack/react-query";
import { afterEach, beforeEach, vi } from "vitest";
import { ALL_LEADS, type LeadQuery } from "#api/contract/leads/lead-query.ts";
import type { Lead } from "#api/contract/leads/leads.ts";
import { liveLeads } from "./live-leads.ts";
import { matchesQuery } from "./on-screen.ts";
import { type LeadPage, leadQueries } from "./queries.ts";
import { minute, testLead, testStatus } from "./test-lead.ts";

/** For tests: lists on the screen, and a server that answers only by hand. */

export const [fresh, won] = [testStatus("Fresh"), testStatus("Won")];
export const FRESH: LeadQuery = { ...ALL_LEADS, filter: { status: [fresh.id] } };
/** Addresses of what is asked for, in part. */
export const PAGE = (page: number) => `/leads?status=Fresh&page=${page}&`;
export const MATCHES = "/lead-matches?";
export const NOTHING = {
  leads: [],
  gone: [],
  details: [],
  others: false,
  opt_ins: false,
  statuses: false,
};
export const PLACE = { index: 0, matches: true, total: 1, previous: null, next: null };

let made = 0;
export const newLead = () => testLead({ id: `listed ${(made += 1)}`, status: fresh });
export const asWon = (lead: Lead, at = 1) => ({ ...lead, status: won, updated_at: minute(at) });
export const idsOf = (leads: readonly Lead[] = []): string[] => leads.map(({ id }) => id);

/** What was asked for, which is answered when the test says so. */
interface Asked {
  /** Path and query string. */
  readonly address: string;
  readonly answer: (data: unknown, total?: number) => void;
  readonly refuse: (status: number) => void;
}

const WAIT = { interval: 5, timeout: 30_000 };
export const until = (look: () => void) => vi.waitFor(look, WAIT);

export class TestLists {
  readonly queryClient = new QueryClient({
    defaultOptions: { queries: { retry: false, staleTime: 60_000, networkMode: "always" } },
  });
  readonly live = liveLeads(this.queryClient);
  readonly #asked: Asked[] = [];
  readonly #leaving: (() => void)[] = [];
  readonly #document = Object.assign(new EventTarget(), { hidden: false });

  constructor() {
    vi.stubGlobal("document", this.#document);
    vi.stubGlobal("fetch", (address: string, { signal }: RequestInit) => {
      const { promise, resolve, reject } = Promise.withResolvers<Response>();
      signal?.addEventListener("abort", () => reject(new DOMException("Aborted", "AbortError")));
      const say = (status: number, content: object) =>
        resolve(
          Response.json(
            { status: status < 400 ? "success" : "error", message: "Said", ...content },
            { status },
          ),
        );
      this.#asked.push({
        address,
        answer: (data, total) =>
          say(200, { data, ...(total !== undefined && { pagination: paging(total) }) }),
        refuse: (status) => say(status, {}),
      });
      return promise;
    });
  }

  /** The page is hidden or seen again, as the browser does it. */
  turn(state: "hidden" | "visible"): void {
    this.#document.hidden = state === "hidden";
    this.#document.dispatchEvent(new Event("visibilitychange"));
  }

  /** What was asked so far by an address that has this text in it, answered or not. */
  askedFor(part: string): readonly Asked[] {
    return this.#asked.filter(({ address }) => address.includes(part));
  }

  /** The request of that number to such an address, from 1, as soon as it is sent. */
  asked(part: string, number = 1): Promise<Asked> {
    return vi.waitFor(() => {
      const request = this.askedFor(part)[number - 1];
      if (!request) throw new Error(`Not asked for: ${part}`);
      return request;
    }, WAIT);
  }

  page(number: number, query = FRESH): LeadPage | undefined {
    return this.queryClient.getQueryData(leadQueries.page(query, number).queryKey);
  }

  /** Has a list's pages on the screen, and gives what was to be seen of them at every moment. */
  showPages(query: LeadQuery, ...pages: Lead[][]): readonly string[][] {
    const queries = pages.map((_, at) => leadQueries.page(query, at + 1));
    for (const [at, leads] of pages.entries()) {
      this.queryClient.setQueryData(leadQueries.page(query, at + 1).queryKey, {
        query,
        rows: leads,
        total: 200,
      });
    }
    const seen: string[][] = [];
    const look = () => seen.push(pages.flatMap((_, at) => idsOf(this.page(at + 1, query)?.rows)));
    const observer = new QueriesObserver(this.queryClient, queries);
    // As React is notified.
    this.leave(observer.subscribe(notifyManager.batchCalls(look)));
    return seen;
  }

  /** Has one more page on the screen, which is asked for. */
  lookAt(number: number): void {
    const observer = new QueryObserver(this.queryClient, leadQueries.page(FRESH, number));
    this.leave(observer.subscribe(() => undefined));
  }

  /** Has the list's rows dimmed that no longer match, and gives those. */
  showMatches(query: LeadQuery): () => readonly string[] {
    const observer = new QueryObserver(this.queryClient, matchesQuery(query));
    this.leave(observer.subscribe(() => undefined));
    return () => observer.getCurrentResult().data?.unmatched ?? [];
  }

  /** Is done when the test ends. */
  leave(...how: (() => void)[]): void {
    this.#leaving.push(...how);
  }

  end(): void {
    for (const leave of this.#leaving) leave();
  }
}

const paging = (total: number) => ({
  page: 1,
  limit: 100,
  total,
  totalPages: 1,
  hasNext: false,
  hasPrev: false,
});

/** Gives every test of a file lists of its own. */
export function withTestLists(): () => TestLists {
  let lists = new TestLists();
  beforeEach(() => {
    lists = new TestLists();
  });
  afterEach(() => lists.end());
  return () => lists;
}
