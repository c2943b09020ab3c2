import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { syncNow, type SyncState } from "#api/contract/sync.ts";
import { api } from "#dashboard/connection/api.ts";
import { syncQuery, useTrouble } from "#dashboard/domain/sync/sync.ts";
import { can, workspaceQuery } from "#dashboard/domain/workspace.ts";
import { dates } from "#dashboard/lib/dates.ts";
import { usePageTitle } from "#dashboard/ui/browser/use-page-title.ts";
import { Button } from "#dashboard/ui/button.tsx";
import { Explained } from "#dashboard/ui/explained.tsx";
import { Fact, Facts } from "#dashboard/ui/facts.tsx";
import { Skeleton } from "#dashboard/ui/skeleton.tsx";
import { CopiedRows } from "./copied-rows.tsx";
import { LatestErrors, RecentRequests, UnreadableRows } from "./log-panels.tsx";
import { Answer, Page, PageHead, Panel, Setting } from "./page-parts.tsx";
import { type Hermon, settingsQueries } from "./queries.ts";
import { State } from "./state.tsx";

/** What stands behind the dashboard, and how well it is kept in step with that. */
export function ConnectionPage() {
  usePageTitle("Connection");
  return (
    <Page>
      <Answer query={useQuery(workspaceQuery)} failed="Couldn't load the settings" shape={SHAPE}>
        {(workspace) => (can(workspace, "see-connection") ? <ForManagers /> : <ManagersOnly />)}
      </Answer>
    </Page>
  );
}

const ForManagers = () => (
  <Answer
    query={useQuery(settingsQueries.connection())}
    failed="Couldn't load the connection"
    shape={SHAPE}
  >
    {({ hermon, sync }) =>
      hermon ? <LiveConnection hermon={hermon} sync={sync} /> : <OwnRecord />
    }
  </Answer>
);

interface LiveConnectionProps {
  readonly hermon: Hermon;
  readonly sync: SyncState;
}

/** A Hermon workspace is mirrored: how well, at what cost, and what went wrong. */
function LiveConnection({ hermon, sync: askedFor }: LiveConnectionProps) {
  // The server tells of a new state at once; what was asked for a moment ago may contradict it.
  const sync = useQuery(syncQuery).data ?? askedFor;
  return (
    <>
      <PageHead title="Connection" about="This dashboard mirrors a Hermon workspace.">
        <SyncNow />
      </PageHead>
      <State sync={sync} hermon={hermon} />
      <CopiedRows sync={sync} hermon={hermon} />
      <RecentRequests hermon={hermon} />
      <UnreadableRows unreadable={hermon.unreadable} />
      <LatestErrors errors={hermon.errors} />
    </>
  );
}

/** Has everything read again, and Hermon asked again where a refusal or an outage makes it wait. */
function SyncNow() {
  const queryClient = useQueryClient();
  const trouble = useTrouble();
  const { mutate, isPending, isSuccess, data, error } = useMutation({
    mutationFn: () => api.call(syncNow),
    onSuccess: (sync) => {
      queryClient.setQueryData(syncQuery.queryKey, sync);
      void queryClient.invalidateQueries(settingsQueries.connection());
    },
  });
  return (
    <div className="flex flex-col min-[18rem]:max-w-1/2 min-[18rem]:items-end min-[18rem]:text-right">
      <Button disabled={isPending} onClick={() => mutate()}>
        Sync now
      </Button>
      <p role="status" className="text-text-muted">
        {isSuccess && (trouble === null ? "Sync started" : whyNot(data))}
      </p>
      {error && (
        <p role="alert" className="text-danger">
          Couldn't start. <Explained error={error} />
        </p>
      )}
    </div>
  );
}

/** Why nothing is read for all that; of other troubles the page tells. */
function whyNot({ phase, next_try_at: nextTry }: SyncState): string | undefined {
  if (phase === "other-workspace") return "Not started: the API key opens another workspace";
  if (phase !== "waiting" || nextTry === null) return undefined;
  return `Hermon asks us to wait until ${dates.clock(nextTry, Date.now())}. Everything is read then`;
}

/** Nothing is connected: what that means, and how to change it. */
const OwnRecord = () => (
  <>
    <PageHead title="Connection" about="This dashboard's database is the record itself." />
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
  </>
);

const SHAPE = (
  <>
    <PageHead title="Connection" />
    <Skeleton className="h-40" />
  </>
);

/** Instead of a page that isn't for everyone. */
const ManagersOnly = () => (
  <PageHead
    title="Only managers can see this"
    about="How the dashboard is connected to Hermon is up to your team's managers. Ask one of them."
  />
);
