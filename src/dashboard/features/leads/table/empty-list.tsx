import { Button } from "#dashboard/ui/button.tsx";

interface EmptyListProps {
  readonly isFiltered: boolean;
  readonly onClearAll: () => void;
}

/** Why there is nothing to see, and what to do about it. */
export const EmptyList = ({ isFiltered, onClearAll }: EmptyListProps) => (
  <div className="mx-auto flex max-w-sm flex-col items-center gap-3 p-10 text-center">
    <div className="space-y-1">
      <p className="text-base font-semibold">
        {isFiltered ? "No lead matches these filters" : "No leads yet"}
      </p>
      <p className="text-text-muted">
        {isFiltered
          ? "Take one of them off, or go back to the whole list."
          : "They appear here as soon as a form sends its first opt-in."}
      </p>
    </div>
    {isFiltered && <Button onClick={onClearAll}>Show all leads</Button>}
  </div>
);
