import type { SyncState } from "#api/contract/sync.ts";
import { copiedInWords } from "#dashboard/lib/copied.ts";
import { Ago } from "#dashboard/ui/ago.tsx";
import { Fact, Facts } from "#dashboard/ui/facts.tsx";
import { Moment } from "#dashboard/ui/moment.tsx";
import type { Hermon } from "./queries.ts";
import { Panel } from "./panel.tsx";
import { Setting } from "./setting.tsx";

interface StateProps {
  readonly sync: SyncState;
  readonly hermon: Hermon;
}

const PHASES = {
  current: "In step with Hermon",
  copying: "Copying for the first time",
  "out-of-step": "Not in step with Hermon",
  waiting: "Hermon asks us to wait",
  unreadable: "Hermon's lists can't be read",
  unreachable: "Hermon can't be reached",
  refused: "Hermon doesn't accept the API key",
  "other-workspace": "The API key is of another workspace",
} as const satisfies Record<SyncState["phase"], string>;

/** Which workspace it is, and whether what is here is what is there. */
export const State = ({ sync, hermon }: StateProps) => (
  <Panel title="Workspace">
    <Facts>
      <Fact name="State">
        <Phase sync={sync} />
      </Fact>
      <Fact name="Last synced">
        <When iso={sync.synced_at} />
      </Fact>
      {sync.phase === "unreachable" && sync.next_try_at !== null && (
        <Fact name="Next try">
          <Moment iso={sync.next_try_at} />
        </Fact>
      )}
      <Fact name="Last whole read">
        <When iso={hermon.scanned_at} />
      </Fact>
      <Fact name="Mode">Live: Hermon is the record, the database here mirrors it</Fact>
      <Fact name="API address">
        <bdi>{hermon.api_url}</bdi>
      </Fact>
      <Fact name="API key">
        <span className="sr-only">ends in </span>
        <bdi className="tabular">…{hermon.key_last4}</bdi>
      </Fact>
    </Facts>
  </Panel>
);

const Phase = ({ sync: { phase, copied } }: { readonly sync: SyncState }) => (
  <>
    <p className={phase === "unreachable" || phase === "refused" ? "text-danger" : undefined}>
      {PHASES[phase]}
    </p>
    {phase === "refused" && (
      <p className="text-text-muted">
        Put a valid key into <Setting name="HERMON_API_KEY" /> and restart the server. If the key is
        valid again, press Sync now.
      </p>
    )}
    {copied && <p className="tabular text-text-muted">{copiedInWords(copied)}</p>}
  </>
);

const When = ({ iso }: { readonly iso: string | null }) =>
  iso === null ? (
    <span className="text-text-muted">Not yet</span>
  ) : (
    <>
      <Moment iso={iso} />{" "}
      <span className="text-text-muted">
        (<Ago iso={iso} />)
      </span>
    </>
  );
