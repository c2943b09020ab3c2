import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { SyncState } from "#api/contract/sync.ts";
import { failingInWords, isWrongAddress } from "#dashboard/domain/sync/sync-words.ts";
import { can, workspaceQuery } from "#dashboard/domain/workspace.ts";
import { dates } from "#dashboard/lib/dates.ts";
import { useTicking } from "#dashboard/ui/timing.ts";
import { AsOf, Quiet, TroubleLine } from "./trouble-line.tsx";

interface SyncProps {
  readonly sync: SyncState;
}

/** That Hermon can't be had, and what to do: managers mend it, others are told whom to ask. */
export function SyncTrouble({ sync }: SyncProps) {
  const isManager = can(useQuery(workspaceQuery).data, "see-connection");
  const { phase, not_saved: notSaved, next_try_at: nextTry } = sync;
  // Where there is nothing to read, nobody is told that they can.
  const canRead = !isEmpty(sync.copied);
  if (notSaved !== null) {
    return (
      <TroubleLine what={`Nothing new can be saved here: ${notSaved}.`}>
        {canRead && "You can go on reading."} Tell whoever runs the server.
      </TroubleLine>
    );
  }
  const remedy = remedyFor(sync);
  // Each trouble has a line of its own: one whose texts a browser has translated isn't filled anew.
  return (
    <TroubleLine key={phase} what={whatIn(sync)}>
      <Age sync={sync} />{" "}
      {(phase === "refused" || phase === "unreachable") && (
        <>
          <NextTry at={nextTry} />{" "}
        </>
      )}
      {canRead && <span>{`You can go on reading; ${whatDoesNot(phase)}.`}</span>}
      {remedy && <> {isManager ? remedy : "Ask a manager to mend it."}</>}
    </TroubleLine>
  );
}

function whatIn({ phase, failing, next_try_at: nextTry }: SyncState): ReactNode {
  if (phase === "refused") return "Hermon doesn't accept the API key.";
  if (phase === "other-workspace") return "The API key opens another Hermon workspace.";
  if (phase === "waiting") return <Until at={nextTry} />;
  return failing && phase === "unreadable"
    ? `${failingInWords(failing)}.`
    : "Hermon can't be reached.";
}

/** Where lists can't be read, single leads may be had all the same, and saved. */
function whatDoesNot(phase: SyncState["phase"]): string {
  if (phase === "unreadable") return "what is new in Hermon doesn't arrive";
  const endsByItself = phase === "unreachable" || phase === "waiting";
  return `changes can't be saved${endsByItself ? " until then" : ""}`;
}

function remedyFor({ phase, failing }: SyncState): ReactNode {
  switch (phase) {
    case "refused":
      return (
        <>
          Put a valid key into <Setting>HERMON_API_KEY</Setting> and restart the server, or press
          Sync now in <ToConnection />.
        </>
      );
    case "other-workspace":
      return (
        <>
          What to do stands in <ToConnection />.
        </>
      );
    case "unreadable":
      return failing && isWrongAddress(failing) ? (
        <>
          Check <Setting>HERMON_API_URL</Setting>.
        </>
      ) : (
        <>
          See the latest errors in <ToConnection />.
        </>
      );
    default:
      return null;
  }
}

/** How old what one sees is, as far as that is known. */
function Age({ sync: { synced_at: syncedAt, copied } }: SyncProps) {
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

interface TryProps {
  readonly at: string | null;
}

function NextTry({ at }: TryProps) {
  const when = useTicking((now) =>
    at === null || Date.parse(at) <= now ? "now" : dates.until(at, now),
  );
  return <Quiet>{`Next try ${when}.`}</Quiet>;
}

/** The time stands still, so that it is read out once. */
function Until({ at }: TryProps) {
  const clock = useTicking((now) => (at === null ? "" : dates.clock(at, now)));
  return clock ? `Hermon asks us to wait until ${clock}.` : "Hermon asks us to wait.";
}

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
