import { useQuery } from "@tanstack/react-query";
import type { SyncState } from "#api/contract/sync.ts";
import { syncQuery } from "#dashboard/domain/sync/sync.ts";
import { lazyWithPreload } from "#dashboard/ui/state/lazy-with-preload.ts";
import { liveUpdatesOff, serverUnreachableSince } from "#dashboard/ui/state/reachability.ts";
import { AsOf, TroubleLine } from "./trouble-line.tsx";

const SyncTrouble = lazyWithPreload(async () => (await import("./sync-trouble.tsx")).SyncTrouble);

/**
 * That our own server or else Hermon can't be had, or tells late of others' changes, and what still
 * works. At the page's lower edge, which gives way: no row moves from under a pointer.
 */
export function TroubleBanner() {
  const awaySince = serverUnreachableSince.use();
  const isOff = liveUpdatesOff.use();
  const { data: sync } = useQuery(syncQuery);
  SyncTrouble.usePreload();
  // There before its words: a live region that comes with them isn't read out.
  return (
    <div role="status" className="shrink-0">
      {awaySince === undefined ? (
        sync && isTroubled(sync) && <SyncTrouble sync={sync} />
      ) : (
        <ServerTrouble since={awaySince} syncedAt={sync?.synced_at ?? awaySince} />
      )}
      {isOff && (
        <p className="border-t border-border bg-surface-sunken px-4 py-1.5 text-text-muted">
          Live updates are off. This page checks for changes every 30 seconds instead.
        </p>
      )}
    </div>
  );
}

const isTroubled = ({ mode, phase, not_saved: notSaved }: SyncState) =>
  mode === "live" && (notSaved !== null || !["current", "copying", "out-of-step"].includes(phase));

interface ServerTroubleProps {
  readonly since: string;
  readonly syncedAt: string;
}

/** While our server is away, nothing newer is known of Hermon either. */
const ServerTrouble = ({ since, syncedAt }: ServerTroubleProps) => (
  <TroubleLine what="The dashboard's server can't be reached.">
    <AsOf iso={syncedAt < since ? syncedAt : since} />
    <span> You can go on reading; changes can't be saved until it is back.</span>
  </TroubleLine>
);
