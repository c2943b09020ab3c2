import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { SyncState } from "#api/contract/sync.ts";
import { apartInWords } from "#dashboard/domain/sync/sync-words.ts";
import { syncQuery } from "#dashboard/domain/sync/sync.ts";
import { Ago } from "#dashboard/ui/ago.tsx";

/** Should the server's own word of a new state be lost, it is asked this often. */
const ASKED_AGAIN_MS = 15_000;

/**
 * In live mode: how old what one sees is, or that it isn't all there is; managers get to what is behind it.
 * In large text a phone has no room for it beside the pages: what is amiss is said at its lower edge.
 */
export function SyncLine({ isManager }: { readonly isManager: boolean }) {
  const { data: sync } = useQuery({ ...syncQuery, refetchInterval: ASKED_AGAIN_MS });
  const words = sync && inWords(sync);
  if (!words) return null;
  if (!isManager)
    return <p className="shrink-0 whitespace-nowrap text-text-muted max-[18rem]:hidden">{words}</p>;
  return (
    <Link
      to="/settings/connection"
      className="shrink-0 rounded-sm whitespace-nowrap text-text-muted hover:text-text max-[18rem]:hidden"
    >
      {words}
    </Link>
  );
}

function inWords({ phase, synced_at, apart }: SyncState): ReactNode {
  if (phase === "copying") return "Copying…";
  if (phase === "out-of-step" && apart) {
    return (
      <span className="text-danger">
        Not in step<span className="max-sm:sr-only">{`: ${apartInWords(apart)}`}</span>
      </span>
    );
  }
  if (synced_at === null) return undefined;
  return (
    <>
      <span className="max-sm:sr-only">Synced </span>
      <Ago iso={synced_at} words="narrow" />
    </>
  );
}
