import type { ReactNode } from "react";
import type { SyncState } from "#api/contract/sync.ts";
import {
  apartInWords,
  copiedInWords,
  failingInWords,
  isWrongAddress,
} from "#dashboard/domain/sync/sync-words.ts";
import { PHASES } from "#dashboard/domain/sync/phases.ts";
import { Ago } from "#dashboard/ui/ago.tsx";
import { Moment } from "#dashboard/ui/moment.tsx";
import { Fact, Facts } from "#dashboard/ui/facts.tsx";
import { Panel, Setting } from "./page-parts.tsx";
import type { Hermon } from "./queries.ts";

interface StateProps {
  readonly sync: SyncState;
  readonly hermon: Hermon;
}

/** Which workspace it is, and whether what is here is what is there. */
export const State = ({ sync, hermon }: StateProps) => (
  <Panel title="Workspace">
    <Facts>
      <Fact name="State">
        <Phase sync={sync} />
        {sync.copied && <p className="tabular text-text-muted">{copiedInWords(sync.copied)}</p>}
      </Fact>
      <Fact name="Last synced">
        <When iso={sync.synced_at} />
      </Fact>
      {sync.next_try_at !== null && (
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

function Phase({ sync }: Pick<StateProps, "sync">) {
  const { phase, not_saved: notSaved } = sync;
  const isWell = !notSaved && (phase === "current" || phase === "copying");
  const reason = reasonOf(sync);
  return (
    <>
      <p className={isWell ? undefined : "text-danger"}>
        {notSaved ? "Nothing new can be saved here" : PHASES[phase]}
      </p>
      {reason && (
        <p key={phase} className="text-text-muted">
          {reason}
        </p>
      )}
    </>
  );
}

/** What more there is to say of a state, and what to do about it. */
function reasonOf({ phase, failing, apart, not_saved: notSaved }: SyncState): ReactNode {
  if (notSaved) return `Why: ${notSaved}.`;
  switch (phase) {
    case "refused":
      return (
        <>
          Put a valid key into <Setting name="HERMON_API_KEY" /> and restart the server. If the key
          is valid again, press Sync now; it is also tried by itself.
        </>
      );
    case "other-workspace":
      return (
        <>
          Nothing of it was taken over. Put the key of the workspace that was copied into{" "}
          <Setting name="HERMON_API_KEY" />, or name another database in{" "}
          <Setting name="DATABASE_URL" />, and restart the server. To start over with this database,
          run <Setting name="npm run admin -- mirror reset" />.
        </>
      );
    case "waiting":
      return "Nothing is read before the next try, as Hermon asks.";
    case "out-of-step":
      return apart && `${apartInWords(apart)}.`;
    case "unreadable":
      return (
        failing && (
          <>
            <span>{`${failingInWords(failing)}.`}</span>{" "}
            {isWrongAddress(failing) && (
              <span>
                Check <Setting name="HERMON_API_URL" />.
              </span>
            )}
          </>
        )
      );
    default:
      return null;
  }
}

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
