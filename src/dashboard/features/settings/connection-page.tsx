import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { syncQuery } from "#dashboard/domain/sync/sync.ts";
import { canSeeConnection, workspaceQuery } from "#dashboard/domain/workspace.ts";
import { usePageTitle } from "#dashboard/ui/browser/use-page-title.ts";
import { Fact, Facts } from "#dashboard/ui/facts.tsx";
import { Problem, ProblemBar } from "#dashboard/ui/problem.tsx";
import { Skeleton } from "#dashboard/ui/skeleton.tsx";
import { LiveConnection } from "./live-connection.tsx";
import { Panel, Setting } from "./panel.tsx";
import { settingsQueries } from "./queries.ts";

/** What stands behind the dashboard, and how well it is kept in step with that. */
export function ConnectionPage() {
  usePageTitle("Connection");
  const { data: workspace, error, refetch } = useQuery(workspaceQuery);
  return (
    <main className="min-h-0 flex-1 overflow-y-auto">
      <div className="mx-auto max-w-3xl px-4 pt-6 pb-16">{content()}</div>
    </main>
  );

  function content() {
    if (workspace) return canSeeConnection(workspace) ? <Connection /> : <ManagersOnly />;
    if (!error) return <Shape />;
    return (
      <Problem title="Couldn't load the settings" error={error} onRetry={() => void refetch()} />
    );
  }
}

const FAILED = "Couldn't load the connection";

function Connection() {
  const { data: connection, error, refetch } = useQuery(settingsQueries.connection());
  // The server tells of a new state at once; what was asked for a moment ago may contradict it.
  const sync = useQuery(syncQuery).data ?? connection?.sync;
  const retry = () => void refetch();
  if (!connection || !sync) {
    return error ? <Problem title={FAILED} error={error} onRetry={retry} /> : <Shape />;
  }
  const { hermon } = connection;
  return (
    <>
      {hermon ? <LiveConnection sync={sync} hermon={hermon} /> : <OwnRecord />}
      {error && (
        <div className="sticky bottom-4 mt-4 shadow-float">
          <ProblemBar title={FAILED} error={error} onRetry={retry} />
        </div>
      )}
    </>
  );
}

/** Nothing is connected: what that means, and how to change it. */
const OwnRecord = () => (
  <div className="space-y-6">
    <header className="space-y-1">
      <h1 className="text-lg/7 font-semibold">Connection</h1>
      <p className="text-text-muted">This dashboard's database is the record itself.</p>
    </header>
    <Panel title="Where leads are kept">
      <Facts>
        <Fact name="Mode">Own record</Fact>
        <Fact name="Leads">
          Kept here and nowhere else, so there is nothing to keep in step with
        </Fact>
      </Facts>
    </Panel>
    <Panel title="Connect a Hermon workspace">
      <ol className="list-decimal space-y-1.5 pl-5">
        <li>Make an API key in Hermon.</li>
        <li>
          Start the server with <Setting name="HERMON_API_KEY" /> set to it, and with{" "}
          <Setting name="DATABASE_URL" /> naming a new database: what is in this one stays as it is.
        </li>
        <li>Everything is copied once. From then on, the dashboard keeps in step with Hermon.</li>
      </ol>
    </Panel>
  </div>
);

/** The page's shape while it loads. */
const Shape = (): ReactNode => (
  <div aria-busy className="space-y-6">
    <h1 className="text-lg/7 font-semibold">Connection</h1>
    <Skeleton className="h-5 w-2/3" />
    <Skeleton className="h-40" />
  </div>
);

/** Instead of a page that isn't for everyone. */
const ManagersOnly = () => (
  <div className="mx-auto max-w-sm space-y-1 p-10 text-center">
    <h1 className="text-base font-semibold">Only managers can see this</h1>
    <p className="text-text-muted">
      How the dashboard is connected to Hermon is up to your team's managers. Ask one of them.
    </p>
  </div>
);
