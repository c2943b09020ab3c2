import type { Connection } from "#api/contract/sync.ts";
import { Moment } from "#dashboard/ui/moment.tsx";
import { CopiedRows } from "./copied-rows.tsx";
import { Panel } from "./panel.tsx";
import type { Hermon } from "./queries.ts";
import { RecentRequests } from "./recent-requests.tsx";
import { State } from "./state.tsx";
import { SyncNow } from "./sync-now.tsx";
import { UnreadableRows } from "./unreadable-rows.tsx";

interface LiveConnectionProps {
  readonly sync: Connection["sync"];
  readonly hermon: Hermon;
}

/** A Hermon workspace is mirrored: how well, at what cost, and what went wrong. */
export const LiveConnection = ({ sync, hermon }: LiveConnectionProps) => (
  <div className="space-y-6">
    <header className="flex items-start justify-between gap-4">
      <div className="min-w-0 space-y-1">
        <h1 className="text-lg/7 font-semibold">Connection</h1>
        <p className="text-text-muted">This dashboard mirrors a Hermon workspace.</p>
      </div>
      <SyncNow />
    </header>
    <State sync={sync} hermon={hermon} />
    <CopiedRows sync={sync} hermon={hermon} />
    <RecentRequests requests={hermon.requests_last_minute} rate={hermon.rate} />
    <UnreadableRows unreadable={hermon.unreadable} />
    <LatestErrors errors={hermon.errors} />
  </div>
);

/** What went wrong of late on the way to Hermon. */
const LatestErrors = ({ errors }: Pick<Hermon, "errors">) => (
  <Panel title="Latest errors">
    {errors.length === 0 && <p className="text-text-muted">None</p>}
    <ul className="space-y-2">
      {errors.map(({ at, what }) => (
        <li key={`${at} ${what}`} className="grid gap-x-4 sm:grid-cols-[11rem_minmax(0,1fr)]">
          <span className="text-text-muted">
            <Moment iso={at} />
          </span>
          <span className="wrap-anywhere">{what}</span>
        </li>
      ))}
    </ul>
  </Panel>
);
