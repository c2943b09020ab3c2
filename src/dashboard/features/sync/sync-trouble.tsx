import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { SyncState } from "#api/contract/sync.ts";
import { dates } from "#dashboard/lib/dates.ts";
import { syncQuery } from "#dashboard/lib/sync.ts";
import { useTicking } from "#dashboard/lib/use-ticking.ts";
import { Ago } from "#dashboard/ui/ago.tsx";

interface SyncTroubleProps {
  /** Managers are told how to mend it, the others whom to ask. */
  readonly isManager: boolean;
}

/**
 * That Hermon can't be had, how old what one sees is, and what still works. It stands at the page's
 * lower edge, which gives way: no row moves from under a pointer, and none is covered.
 */
export function SyncTrouble({ isManager }: SyncTroubleProps) {
  const { data: sync } = useQuery(syncQuery);
  if (sync?.mode !== "live") return null;
  const isTrouble = sync.phase === "unreachable" || sync.phase === "refused";
  // There before its words: a live region that comes with them isn't read out.
  return (
    <div role="status" className="shrink-0">
      {isTrouble && (
        <p className="border-t border-border bg-danger-surface px-4 py-2">
          <span className="font-medium text-danger">
            {sync.phase === "refused"
              ? "Hermon doesn't accept the API key."
              : "Hermon can't be reached."}
          </span>{" "}
          <Age syncedAt={sync.synced_at} />{" "}
          {sync.phase === "refused" ? <Remedy isManager={isManager} /> : <NextTry sync={sync} />}
        </p>
      )}
    </div>
  );
}

/** How old what one sees is. It goes on by itself, and isn't read out each time. */
const Age = ({ syncedAt }: { readonly syncedAt: string | null }) =>
  syncedAt === null ? (
    "Nothing was copied from it yet."
  ) : (
    <>
      What you see is from <Clock iso={syncedAt} />{" "}
      <Quiet>
        (<Ago iso={syncedAt} />)
      </Quiet>
      .
    </>
  );

const Clock = ({ iso }: { readonly iso: string }) => useTicking((now) => dates.clock(iso, now));

function NextTry({ sync: { next_try_at: nextTry } }: { readonly sync: SyncState }) {
  const when = useTicking((now) =>
    nextTry === null || Date.parse(nextTry) <= now ? "now" : dates.until(nextTry, now),
  );
  return (
    <>
      <Quiet>Next try {when}.</Quiet> You can go on reading; changes can't be saved until then.
    </>
  );
}

const Remedy = ({ isManager }: SyncTroubleProps) =>
  isManager ? (
    <>
      You can go on reading; changes can't be saved. Put a valid key into{" "}
      <code className="font-sans font-medium">HERMON_API_KEY</code> and restart the server, or press
      Sync now in{" "}
      <Link
        to="/settings/connection"
        className="font-medium text-accent underline underline-offset-2"
      >
        Settings → Connection
      </Link>
      .
    </>
  ) : (
    "You can go on reading; changes can't be saved. Ask a manager to mend it."
  );

const Quiet = ({ children }: { readonly children: ReactNode }) => (
  <span aria-live="off">{children}</span>
);
