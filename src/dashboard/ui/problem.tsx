import { createPortal } from "react-dom";
import { Button } from "./button.tsx";
import { Explained } from "./explained.tsx";
import { sharedState } from "./state/shared-state.ts";

export interface ProblemProps {
  /** As a sentence's start: "Couldn't load the leads". */
  readonly title: string;
  readonly error: unknown;
  readonly onRetry: () => void;
}

/** A part of the page that couldn't be loaded: what failed, why, and a way on. */
export function Problem({ title, error, onRetry }: ProblemProps) {
  return (
    <div role="alert" className="mx-auto flex max-w-sm flex-col items-center gap-3 p-8 text-center">
      <div className="space-y-1 text-balance wrap-anywhere">
        <p className="text-base font-semibold">{title}</p>
        <p className="text-text-muted">
          <Explained error={error} />
        </p>
      </div>
      <Button onClick={onRetry}>Try again</Button>
    </div>
  );
}

/** A failure beside what is still on the screen: one line, so that nothing has to make way. */
export function ProblemBar({ title, error, onRetry }: ProblemProps) {
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

const foot = sharedState<HTMLElement | null>(null);

/** Where parts of the page say what goes wrong: at the lower edge, so that no row moves for it. */
export const PageFoot = () => (
  <div ref={(element) => foot.set(element)} className="shrink-0 print:hidden" />
);

/** A failure said there. */
export function FootProblem(problem: ProblemProps) {
  const element = foot.use();
  return element && createPortal(<ProblemBar {...problem} />, element);
}
