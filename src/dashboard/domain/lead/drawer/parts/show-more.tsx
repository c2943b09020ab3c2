import type { InfiniteData, UseInfiniteQueryResult } from "@tanstack/react-query";
import { type ReactNode, useRef, useState } from "react";
import { Button } from "#dashboard/ui/button.tsx";

type Query = UseInfiniteQueryResult<InfiniteData<unknown>>;

interface ShowMoreProps {
  /** How much is shown, and of how much. */
  readonly children: ReactNode;
  readonly query: Query;
}

/** Says that a list is longer than what is shown of it, and shows more. */
export function ShowMore({ children, query }: ShowMoreProps) {
  const line = useRef<HTMLParagraphElement>(null);
  const [isLoading, setLoading] = useState(false);
  const showMore = async () => {
    if (isLoading) return;
    setLoading(true);
    const hasMore = await fetchMore(query, () => line.current !== null);
    setLoading(false);
    // The button goes, and would take the focus with it.
    if (!hasMore) line.current?.focus();
  };
  return (
    <div className="flex min-h-7 flex-wrap items-center gap-x-3 gap-y-1 text-text-muted">
      <p ref={line} tabIndex={-1} role="status">
        {children}
      </p>
      {query.hasNextPage && (
        <Button size="small" aria-disabled={isLoading} onClick={() => void showMore()}>
          {isLoading ? "Loading more" : "Show more"}
        </Button>
      )}
    </div>
  );
}

/**
 * News that comes meanwhile has everything fetched anew, which cancels the fetch of one more page:
 * that follows then. Resolves with whether there is more still.
 */
async function fetchMore(query: Query, isWanted: () => boolean): Promise<boolean> {
  const before = query.data?.pages.length ?? 0;
  for (;;) {
    const { data, hasNextPage, isError } = await query.fetchNextPage({ cancelRefetch: false });
    const isThere = (data?.pages.length ?? 0) > before;
    if (isThere || isError || !hasNextPage || !isWanted()) return hasNextPage;
  }
}
