import { Problem, type ProblemProps } from "#dashboard/ui/problem.tsx";
import { Skeleton } from "#dashboard/ui/skeleton.tsx";

/** Lines of names and values that are on their way. */
export const LinesPlaceholder = ({ count }: { readonly count: number }) => (
  <div className="grid grid-cols-[7.5rem_minmax(0,1fr)] gap-x-4 gap-y-2">
    {Array.from({ length: count * 2 }, (_, at) => (
      <Skeleton key={at} className={at % 2 === 0 ? "h-5 w-20" : "h-5 w-3/5"} />
    ))}
  </div>
);

/** The same, or why they couldn't be had. */
export const PendingLines = ({ count, ...problem }: ProblemProps & { count: number }) =>
  problem.error ? <Problem {...problem} /> : <LinesPlaceholder count={count} />;
