import type { Connection } from "#api/contract/sync.ts";
import { CopiedRows } from "./copied-rows.tsx";
import type { Hermon } from "./queries.ts";
import { LatestErrors } from "./latest-errors.tsx";
import { RequestsOfLate } from "./requests-of-late.tsx";
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
    <RequestsOfLate requests={hermon.requests_last_minute} rate={hermon.rate} />
    <UnreadableRows unreadable={hermon.unreadable} />
    <LatestErrors errors={hermon.errors} />
  </div>
);
