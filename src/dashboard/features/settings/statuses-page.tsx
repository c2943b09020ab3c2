import { useQuery } from "@tanstack/react-query";
import { ALL_LEADS } from "#api/contract/leads/lead-query.ts";
import type { Workspace } from "#api/contract/people/people.ts";
import { leadQueries } from "#dashboard/domain/lead/queries.ts";
import { syncQuery } from "#dashboard/domain/sync/sync.ts";
import { workspaceQuery } from "#dashboard/domain/workspace.ts";
import { inDigits } from "#dashboard/lib/numbers.ts";
import { Ago } from "#dashboard/ui/ago.tsx";
import { usePageTitle } from "#dashboard/ui/browser/use-page-title.ts";
import { FootProblem } from "#dashboard/ui/problem.tsx";
import { Skeleton } from "#dashboard/ui/skeleton.tsx";
import { Answer, Page, PageHead } from "./page-parts.tsx";
import { StatusTable } from "./status-table.tsx";

/** All statuses, how they are shown, and how many leads have each. */
export function StatusesPage() {
  usePageTitle("Statuses");
  return (
    <Page wide>
      <Answer query={useQuery(workspaceQuery)} failed="Couldn't load the statuses" shape={SHAPE}>
        {({ statuses }) => <Statuses statuses={statuses} />}
      </Answer>
    </Page>
  );
}

function Statuses({ statuses }: Pick<Workspace, "statuses">) {
  const { data, error, refetch } = useQuery(leadQueries.countsUnder(ALL_LEADS));
  const leads = data && new Map(data.status.map(({ value, count }) => [value, count]));
  const number = statuses.length === 1 ? "1 status" : `${inDigits(statuses.length)} statuses`;
  return (
    <>
      <PageHead
        title="Statuses"
        about={
          <>
            <span>{`${number} in the order of the funnel.`}</span> <Source />
          </>
        }
      />
      {statuses.length > 0 && <StatusTable statuses={statuses} leads={leads} />}
      <p className="text-text-muted">
        A badge keeps the colours it was given as far as its text stays legible, which takes a
        contrast of 4.5:1; in the dark theme it has a dark background of the same hue.
      </p>
      {error && (
        <FootProblem
          title="Couldn't count the leads"
          error={error}
          onRetry={() => void refetch()}
        />
      )}
    </>
  );
}

/** Where they are kept, and how old what is shown of that is. */
function Source() {
  const sync = useQuery(syncQuery).data;
  if (sync?.mode !== "live") return null;
  if (sync.copied) return <span>The first copy from Hermon is under way.</span>;
  if (sync.synced_at === null) return <span>Kept in Hermon.</span>;
  return (
    <>
      <span>Kept in Hermon, synced</span> <Ago iso={sync.synced_at} />.
    </>
  );
}

const SHAPE = (
  <>
    <PageHead title="Statuses" />
    <Skeleton className="h-160" />
  </>
);
