import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { flushSync } from "react-dom";
import type { LeadQuery } from "#api/contract/lead-query.ts";
import { PAGE_SIZE } from "#api/contract/page-data.ts";
import { leadQueries } from "#dashboard/domain/lead/queries.ts";
import { commandKey } from "#dashboard/lib/command-key.ts";
import { useKeyDown } from "#dashboard/ui/browser/use-key-down.ts";

const paper = window.matchMedia("print");

/** Whether the page is laid out for paper just now. */
export function usePrinting(): boolean {
  const [isPrinting, setPrinting] = useState(paper.matches);
  useEffect(() => {
    const end = new AbortController();
    // The browser waits for nothing: what isn't on the page when its event is over isn't printed.
    const become = (next: boolean) => flushSync(() => setPrinting(next));
    window.addEventListener("beforeprint", () => become(true), end);
    window.addEventListener("afterprint", () => become(false), end);
    paper.addEventListener("change", () => become(paper.matches), end);
    return () => end.abort();
  }, []);
  return isPrinting;
}

/** Fetches the whole list before a key prints it; the browser's menu prints what is in memory. */
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

/** More than anyone reads on paper, and few enough to wait for. */
const MOST_PAGES = 2_000 / PAGE_SIZE;

/** The first leads of a list, as many as are printed at most, all in memory. */
async function fetchPrinted(queryClient: QueryClient, query: LeadQuery): Promise<void> {
  const { total } = await queryClient.query(leadQueries.page(query, 1));
  const pages = Math.min(Math.ceil(total / PAGE_SIZE), MOST_PAGES);
  const others = Array.from({ length: Math.max(0, pages - 1) }, (_, at) => at + 2);
  await Promise.all(others.map((page) => queryClient.query(leadQueries.page(query, page))));
}
