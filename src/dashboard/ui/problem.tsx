import { Button } from "./button.tsx";
import { Explained } from "./explained.tsx";

interface ProblemProps {
  /** What was being done, as a sentence's start: "Couldn't load the leads". */
  readonly title: string;
  readonly error: unknown;
  readonly onRetry: () => void;
}

/** A part of the page that couldn't be loaded: what failed, why, and a way on. */
export function Problem({ title, error, onRetry }: ProblemProps) {
  return (
    <div role="alert" className="mx-auto flex max-w-sm flex-col items-center gap-3 p-8 text-center">
      <div className="space-y-1">
        <p className="text-base font-semibold">{title}</p>
        <p className="text-text-muted">
          <Explained error={error} />
        </p>
      </div>
      <Button onClick={onRetry}>Try again</Button>
    </div>
  );
}
