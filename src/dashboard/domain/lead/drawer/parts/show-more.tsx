import { type ReactNode, useRef, useState } from "react";
import { Button } from "#dashboard/ui/button.tsx";

/** What an infinite query tells. */
interface Shown {
  readonly data: { readonly pages: readonly unknown[] } | undefined;
  readonly hasNextPage: boolean;
  readonly isError: boolean;
}

interface Query extends Shown {
  readonly fetchNextPage: (options: { readonly cancelRefetch: boolean }) => Promise<Shown>;
}

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
    const { hasNextPage } = await fetchMore(query, () => line.current !== null);
    setLoading(false);
    // The button goes, and would take the focus with it.
    if (!hasNextPage) line.current?.focus();
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
 * that follows then.
 */
async function fetchMore(query: Query, isWanted: () => boolean): Promise<Shown> {
  const before = query.data?.pages.length ?? 0;
  let shown: Shown;
  do {
    shown = await query.fetchNextPage({ cancelRefetch: false });
  } while (
    isWanted() &&
    shown.hasNextPage &&
    !shown.isError &&
    (shown.data?.pages.length ?? 0) <= before
  );
  return shown;
}
