import type { InfiniteData, UseInfiniteQueryResult } from "@tanstack/react-query";
import { type ReactNode, useRef, useState } from "react";
import { Button } from "#dashboard/ui/button.tsx";
import { Problem, ProblemBar, type ProblemProps } from "#dashboard/ui/problem.tsx";
import { Skeleton } from "#dashboard/ui/skeleton.tsx";
import type { LatestOf } from "../queries.ts";

type Query = UseInfiniteQueryResult<InfiniteData<unknown>>;

/** What was read so far, each once though something came in between two pages, and how much there is. */
export function latestIn<T extends { readonly id: string }>(
  data: InfiniteData<LatestOf<T>> | undefined,
) {
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  return {
    items: [...new Map(items.map((item) => [item.id, item])).values()],
    total: data?.pages.at(-1)?.total ?? 0,
  };
}

interface LatestProps {
  readonly query: Query;
  /** What is said when it couldn't be had. */
  readonly failed: string;
  /** About how many lines it will have. */
  readonly lines: number;
  readonly className: string;
  readonly children: ReactNode;
}

/** What is read latest first, once it is there. */
export function Latest({ query, failed, lines, className, children }: LatestProps) {
  const { data, error, refetch, isFetchNextPageError, fetchNextPage } = query;
  const onRetry = () => void (isFetchNextPageError ? fetchNextPage() : refetch());
  if (!data) return <PendingLines count={lines} title={failed} error={error} onRetry={onRetry} />;
  return (
    <div className={className}>
      {error && <ProblemBar title={failed} error={error} onRetry={onRetry} />}
      {children}
    </div>
  );
}

/** Where there is more than one page, says how much of how much is shown, and shows more. */
export function ShowMore({ query, children }: { query: Query; children: ReactNode }) {
  const line = useRef<HTMLParagraphElement>(null);
  const [isLoading, setLoading] = useState(false);
  const { data, hasNextPage } = query;
  if (!hasNextPage && data?.pages.length === 1) return null;
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
      {hasNextPage && (
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

/** Lines of names and values that are on their way. */
export const LinesPlaceholder = ({ count }: { readonly count: number }) => (
  <div className="grid gap-x-4 gap-y-2 min-[18rem]:grid-cols-[7.5rem_minmax(0,1fr)]">
    {Array.from({ length: count * 2 }, (_, at) => (
      <Skeleton key={at} className={at % 2 === 0 ? "h-5 w-20" : "h-5 w-3/5"} />
    ))}
  </div>
);

/** The same, or why they couldn't be had. */
export const PendingLines = ({ count, ...problem }: ProblemProps & { count: number }) =>
  problem.error ? <Problem {...problem} /> : <LinesPlaceholder count={count} />;
