import { useIsIncomplete } from "#dashboard/domain/sync/sync.ts";
import { Button } from "#dashboard/ui/button.tsx";

interface EmptyListProps {
  readonly isFiltered: boolean;
  readonly onClearAll: () => void;
}

/** Why there is nothing to see, and what to do about it. */
export function EmptyList({ isFiltered, onClearAll }: EmptyListProps) {
  const { title, reason } = inWords(isFiltered, useIsIncomplete());
  return (
    <div className="mx-auto flex max-w-sm flex-col items-center gap-3 p-10 text-center">
      <div className="space-y-1">
        <p className="text-base font-semibold">{title}</p>
        <p className="text-text-muted">{reason}</p>
      </div>
      {isFiltered && <Button onClick={onClearAll}>Show all leads</Button>}
    </div>
  );
}

function inWords(isFiltered: boolean, isIncomplete: boolean) {
  if (isFiltered && isIncomplete) {
    return {
      title: "No lead copied so far matches these filters",
      reason: "Not all leads have come from Hermon yet, so there may be some later.",
    };
  }
  if (isFiltered) {
    return {
      title: "No lead matches these filters",
      reason: "Take one of them off, or go back to the whole list.",
    };
  }
  if (isIncomplete) {
    return {
      title: "No leads copied yet",
      reason: "They appear here page by page while they are copied from Hermon.",
    };
  }
  return {
    title: "No leads yet",
    reason: "They appear here as soon as a form sends its first opt-in.",
  };
}
