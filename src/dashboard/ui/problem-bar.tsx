import { Button } from "./button.tsx";
import { Explained } from "./explained.tsx";

interface ProblemBarProps {
  readonly title: string;
  readonly error: unknown;
  readonly onRetry: () => void;
}

/** A failure beside what is still on the screen: one line, so that nothing has to make way. */
export function ProblemBar({ title, error, onRetry }: ProblemBarProps) {
  return (
    <div
      role="alert"
      className="flex min-h-9 items-center gap-3 rounded-md bg-danger-surface px-3 py-1 text-danger"
    >
      <p className="min-w-0 flex-1">
        <span className="font-medium">{`${title}.`}</span> <Explained error={error} />
      </p>
      <Button size="small" onClick={onRetry}>
        Try again
      </Button>
    </div>
  );
}
