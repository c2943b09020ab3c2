import { type ReactNode, useRef } from "react";
import { Button } from "#dashboard/ui/button.tsx";

interface ShowMoreProps {
  /** How much is shown, and of how much. */
  readonly children: ReactNode;
  /** What an infinite query tells. */
  readonly query: {
    readonly hasNextPage: boolean;
    readonly isFetchingNextPage: boolean;
    readonly fetchNextPage: () => Promise<{ readonly hasNextPage: boolean }>;
  };
}

/** Says that a list is longer than what is shown of it, and shows more. */
export function ShowMore({ children, query }: ShowMoreProps) {
  const line = useRef<HTMLParagraphElement>(null);
  const showMore = async () => {
    if (query.isFetchingNextPage) return;
    const { hasNextPage } = await query.fetchNextPage();
    // The button goes, and would take the focus with it.
    if (!hasNextPage) line.current?.focus();
  };
  return (
    <div className="flex min-h-7 flex-wrap items-center gap-x-3 gap-y-1 text-text-muted">
      <p ref={line} tabIndex={-1} role="status">
        {children}
      </p>
      {query.hasNextPage && (
        <Button
          size="small"
          aria-disabled={query.isFetchingNextPage}
          onClick={() => void showMore()}
        >
          {query.isFetchingNextPage ? "Loading more" : "Show more"}
        </Button>
      )}
    </div>
  );
}
