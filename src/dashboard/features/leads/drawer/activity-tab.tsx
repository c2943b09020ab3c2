import { useQuery } from "@tanstack/react-query";
import type { StatusChange } from "#api/contract/lead-views.ts";
import { ProblemBar } from "#dashboard/ui/problem-bar.tsx";
import { Problem } from "#dashboard/ui/problem.tsx";
import { leadQueries } from "../queries.ts";
import { whoChanged } from "../status/who-changed.ts";
import { ChangeTime } from "./change-time.tsx";
import { LinesPlaceholder } from "./lines-placeholder.tsx";

const FAILED = "Couldn't load the activity";

/** Who changed the lead's status here: from what, to what, when; newest first. */
export function ActivityTab({ leadId }: { readonly leadId: string }) {
  const { data: changes, error, refetch } = useQuery(leadQueries.activity(leadId));
  const retry = () => void refetch();
  if (!changes) {
    return error ? (
      <Problem title={FAILED} error={error} onRetry={retry} />
    ) : (
      <LinesPlaceholder count={2} />
    );
  }
  return (
    <div className="space-y-3">
      {error && <ProblemBar title={FAILED} error={error} onRetry={retry} />}
      {changes.length === 0 ? (
        <p className="text-text-muted">No status changes recorded here yet</p>
      ) : (
        <ol className="space-y-3">
          {changes.map((change) => (
            <Change key={change.id} change={change} />
          ))}
        </ol>
      )}
    </div>
  );
}

const Change = ({ change }: { readonly change: StatusChange }) => (
  <li className="border-l-2 border-border pl-3">
    <p className="wrap-anywhere">
      <bdi className="font-medium">{whoChanged(change)}</bdi> changed <bdi>{change.from.name}</bdi>
      <span aria-hidden> → </span>
      <span className="sr-only"> to </span>
      <bdi>{change.to.name}</bdi>
    </p>
    <p className="text-xs text-text-muted">
      <ChangeTime change={change} />
      {change.undo_of !== null && " · Undid a change"}
    </p>
  </li>
);
