import { useQuery } from "@tanstack/react-query";
import { ProblemBar } from "#dashboard/ui/problem-bar.tsx";
import { Problem } from "#dashboard/ui/problem.tsx";
import { leadQueries } from "../queries.ts";
import { LinesPlaceholder } from "./lines-placeholder.tsx";
import { Touch } from "./touch.tsx";
import { inOrderOfTime, touchMarks } from "./touches.ts";

const FAILED = "Couldn't load the opt-ins";

/** What brought the lead, touch by touch, oldest first. */
export function OptInsTab({ leadId }: { readonly leadId: string }) {
  const { data, error, refetch } = useQuery(leadQueries.optIns(leadId));
  const retry = () => void refetch();
  if (!data) {
    return error ? (
      <Problem title={FAILED} error={error} onRetry={retry} />
    ) : (
      <LinesPlaceholder count={8} />
    );
  }
  const touches = inOrderOfTime(data);
  return (
    <div className="space-y-4">
      {error && <ProblemBar title={FAILED} error={error} onRetry={retry} />}
      {touches.length === 0 && <p className="text-text-muted">No opt-ins recorded</p>}
      {touches.map((touch, index) => (
        <Touch key={touch.id} touch={touch} marks={touchMarks(index, touches.length)} />
      ))}
    </div>
  );
}
