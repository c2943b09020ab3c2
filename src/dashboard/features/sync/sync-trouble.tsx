import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { SyncState } from "#api/contract/sync.ts";
import { failingInWords, isWrongAddress } from "#dashboard/domain/sync/sync-words.ts";
import { dates } from "#dashboard/lib/dates.ts";
import { useTicking } from "#dashboard/ui/timing/clock.ts";
import { AsOf, Quiet, TroubleLine } from "./trouble-line.tsx";

interface SyncTroubleProps {
  readonly sync: SyncState;
  /** Managers are told how to mend it, the others whom to ask. */
  readonly isManager: boolean;
}

/** That Hermon can't be had, how old what one sees is, and what still works. */
export function SyncTrouble({ sync, isManager }: SyncTroubleProps) {
  if (sync.not_saved !== null) {
    return (
      <TroubleLine what={`Nothing new can be saved here: ${sync.not_saved}.`}>
        {!isEmpty(sync.copied) && "You can go on reading."} Tell whoever runs the server.
      </TroubleLine>
    );
  }
  // Each trouble has a line of its own: one whose texts a browser has translated isn't filled anew.
  return <Trouble key={sync.phase} sync={sync} isManager={isManager} />;
}

function Trouble({ sync, isManager }: SyncTroubleProps) {
  switch (sync.phase) {
    case "refused":
      return (
        <TroubleLine what="Hermon doesn't accept the API key.">
          <Age sync={sync} /> <NextTry sync={sync} /> <Still sync={sync} />{" "}
          <Remedy isManager={isManager}>
            Put a valid key into <Setting>HERMON_API_KEY</Setting> and restart the server, or press
            Sync now in <ToConnection />.
          </Remedy>
        </TroubleLine>
      );
    case "other-workspace":
      return (
        <TroubleLine what="The API key opens another Hermon workspace.">
          <Age sync={sync} /> <Still sync={sync} />{" "}
          <Remedy isManager={isManager}>
            What to do stands in <ToConnection />.
          </Remedy>
        </TroubleLine>
      );
    case "unreachable":
      return (
        <TroubleLine what="Hermon can't be reached.">
          <Age sync={sync} /> <NextTry sync={sync} /> <Still sync={sync} until=" until then" />
        </TroubleLine>
      );
    case "waiting":
      return (
        <TroubleLine what={<Until sync={sync} />}>
          <Age sync={sync} /> <Still sync={sync} until=" until then" />
        </TroubleLine>
      );
    case "unreadable":
      return <Unreadable sync={sync} isManager={isManager} />;
    default:
      return null;
  }
}

type StateProps = Pick<SyncTroubleProps, "sync">;

/** How old what one sees is, as far as that is known. */
function Age({ sync: { synced_at: syncedAt, copied } }: StateProps) {
  if (syncedAt !== null) return <AsOf iso={syncedAt} />;
  // The server remembers only when it last read everything.
  if (copied === null) return <span>How old what you see is isn't known.</span>;
  return (
    <span>
      {isEmpty(copied) ? "Nothing was copied from it yet." : "Only a part was copied so far."}
    </span>
  );
}

const isEmpty = (copied: SyncState["copied"]) =>
  copied !== null && copied.leads.here + copied.opt_ins.here === 0;

/** Where there is nothing to read, nobody is told that they can. */
const Still = ({ sync, until = "" }: StateProps & { readonly until?: string }) =>
  !isEmpty(sync.copied) && <span>{`You can go on reading; changes can't be saved${until}.`}</span>;

function NextTry({ sync: { next_try_at: nextTry } }: StateProps) {
  const when = useTicking((now) =>
    nextTry === null || Date.parse(nextTry) <= now ? "now" : dates.until(nextTry, now),
  );
  return <Quiet>{`Next try ${when}.`}</Quiet>;
}

/** The time stands still, so that it is read out once. */
function Until({ sync: { next_try_at: nextTry } }: StateProps) {
  const clock = useTicking((now) => (nextTry === null ? "" : dates.clock(nextTry, now)));
  return clock ? `Hermon asks us to wait until ${clock}.` : "Hermon asks us to wait.";
}

/** Single leads may be had all the same, and saved. */
function Unreadable({ sync, isManager }: SyncTroubleProps) {
  const { failing, copied } = sync;
  if (!failing) return null;
  return (
    <TroubleLine what={`${failingInWords(failing)}.`}>
      <Age sync={sync} />{" "}
      {!isEmpty(copied) && (
        <span>You can go on reading; what is new in Hermon doesn't arrive.</span>
      )}{" "}
      <Remedy isManager={isManager}>
        {isWrongAddress(failing) ? (
          <>
            Check <Setting>HERMON_API_URL</Setting>.
          </>
        ) : (
          <>
            See the latest errors in <ToConnection />.
          </>
        )}
      </Remedy>
    </TroubleLine>
  );
}

interface RemedyProps extends Pick<SyncTroubleProps, "isManager"> {
  readonly children: ReactNode;
}

const Remedy = ({ isManager, children }: RemedyProps) =>
  isManager ? children : "Ask a manager to mend it.";

const Setting = ({ children }: { readonly children: string }) => (
  <code className="font-sans font-medium">{children}</code>
);

const ToConnection = () => (
  <Link
    to="/settings/connection"
    className="font-medium whitespace-nowrap text-accent underline underline-offset-2"
  >
    Settings → Connection
  </Link>
);
