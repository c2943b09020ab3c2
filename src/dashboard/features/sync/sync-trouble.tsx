import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { SyncState } from "#api/contract/sync.ts";
import { dates } from "#dashboard/lib/dates.ts";
import { syncQuery } from "#dashboard/lib/sync.ts";
import { useTicking } from "#dashboard/lib/use-ticking.ts";
import { AsOf, Quiet, TroubleLine } from "./trouble-line.tsx";

interface SyncTroubleProps {
  /** Managers are told how to mend it, the others whom to ask. */
  readonly isManager: boolean;
}

/** That Hermon can't be had, how old what one sees is, and what still works. */
export function SyncTrouble({ isManager }: SyncTroubleProps) {
  const { data: sync } = useQuery(syncQuery);
  if (sync?.mode !== "live") return null;
  if (sync.phase === "refused") {
    return (
      <TroubleLine what="Hermon doesn't accept the API key.">
        <Age sync={sync} /> <Remedy sync={sync} isManager={isManager} />
      </TroubleLine>
    );
  }
  if (sync.phase !== "unreachable") return null;
  return (
    <TroubleLine what="Hermon can't be reached.">
      <Age sync={sync} /> <NextTry sync={sync} />
    </TroubleLine>
  );
}

interface StateProps {
  readonly sync: SyncState;
}

/** How old what one sees is, as far as that is known. */
function Age({ sync: { synced_at: syncedAt, copied } }: StateProps) {
  if (syncedAt !== null) return <AsOf iso={syncedAt} />;
  // The server remembers only when it last read everything.
  if (copied === null) return "How old what you see is isn't known.";
  return isEmpty(copied) ? "Nothing was copied from it yet." : "Only a part was copied so far.";
}

const isEmpty = (copied: SyncState["copied"]) =>
  copied !== null && copied.leads.here + copied.opt_ins.here === 0;

/** Where there is nothing to read, nobody is told that they can. */
const Still = ({ sync, until = "" }: StateProps & { readonly until?: string }) =>
  !isEmpty(sync.copied) && `You can go on reading; changes can't be saved${until}.`;

function NextTry({ sync }: StateProps) {
  const { next_try_at: nextTry } = sync;
  const when = useTicking((now) =>
    nextTry === null || Date.parse(nextTry) <= now ? "now" : dates.until(nextTry, now),
  );
  return (
    <>
      <Quiet>Next try {when}.</Quiet> <Still sync={sync} until=" until then" />
    </>
  );
}

const Remedy = ({ sync, isManager }: StateProps & SyncTroubleProps) =>
  isManager ? (
    <>
      <Still sync={sync} /> Put a valid key into{" "}
      <code className="font-sans font-medium">HERMON_API_KEY</code> and restart the server, or press
      Sync now in{" "}
      <Link
        to="/settings/connection"
        className="font-medium whitespace-nowrap text-accent underline underline-offset-2"
      >
        Settings → Connection
      </Link>
      .
    </>
  ) : (
    <>
      <Still sync={sync} /> Ask a manager to mend it.
    </>
  );
