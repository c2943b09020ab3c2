import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import type { LeadQuery } from "#api/contract/lead-query.ts";
import { PAGE_SIZE } from "#api/contract/page-data.ts";
import { leadQueries } from "#dashboard/domain/lead/queries.ts";
import { commandKey } from "#dashboard/lib/command-key.ts";
import { useKeyDown } from "#dashboard/ui/browser/use-key-down.ts";

/** More than anyone reads on paper, and few enough to wait for. */
const MOST_PAGES = 2_000 / PAGE_SIZE;

/** The first leads of a list, as many as are printed at most, all in memory. */
async function fetchPrinted(queryClient: QueryClient, query: LeadQuery): Promise<void> {
  const { total } = await queryClient.query(leadQueries.page(query, 1));
  const pages = Math.min(Math.ceil(total / PAGE_SIZE), MOST_PAGES);
  const others = Array.from({ length: Math.max(0, pages - 1) }, (_, at) => at + 2);
  await Promise.all(others.map((page) => queryClient.query(leadQueries.page(query, page))));
}

/**
 * Fetches the whole list before its printing begins, where that begins with a key: the browser's
 * own menu gives no time to, and prints what is in memory.
 */
export function usePrintKey(query: LeadQuery, isList: boolean): void {
  const queryClient = useQueryClient();
  useKeyDown((event) => {
    if (!isList || commandKey(event) !== "p" || event.altKey || event.repeat) return;
    event.preventDefault();
    // What can't be had isn't printed; the sheet says what is.
    void fetchPrinted(queryClient, query)
      .catch(() => undefined)
      .then(() => window.print());
  });
}
