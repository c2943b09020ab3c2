import { useQuery } from "@tanstack/react-query";
import type { SyncState } from "#api/contract/sync.ts";
import { PHASES } from "#dashboard/domain/sync/phases.ts";
import { syncQuery } from "#dashboard/domain/sync/sync.ts";
import {
  liveUpdatesOff,
  requestUnanswered,
  serverUnreachableSince,
} from "#dashboard/ui/state/reachability.ts";

/** What got no answer may have been one request alone: so soon another one shows, in milliseconds. */
const ASKED_AGAIN_MS = 5_000;

/** Whether what one sees is how things are: a dot, and its words for who points at it or has it read out. */
export function LiveState() {
  const isAway = serverUnreachableSince.use() !== undefined;
  const isUnanswered = requestUnanswered.use();
  const isOff = liveUpdatesOff.use();
  const { data: sync } = useQuery({
    ...syncQuery,
    refetchInterval: isUnanswered && !isAway ? ASKED_AGAIN_MS : false,
  });
  if (!sync) return null;
  const { dot, words } = liveState({ isAway, isUnanswered, isOff, sync });
  return (
    <span
      role="img"
      aria-label={words}
      title={words}
      className={`block size-2 shrink-0 rounded-full border-2 forced-colors:border-[CanvasText] ${dot}`}
    />
  );
}

interface Known {
  /** The server can't be reached. */
  readonly isAway: boolean;
  /** It may be so: what was asked last got no answer. */
  readonly isUnanswered: boolean;
  /** It sends no events. */
  readonly isOff: boolean;
  readonly sync: Pick<SyncState, "mode" | "phase">;
}

/** A phone has the room for what is amiss alone. */
const LIVE = "border-live bg-live max-sm:hidden forced-colors:bg-[CanvasText]";
/** Hollow: told from the other by its shape as well. */
const NOT_LIVE = "border-late bg-transparent";
const AWAY = "border-danger bg-transparent";

/** How far the page is behind what it shows, the worst first. */
export function liveState({ isAway, isUnanswered, isOff, sync }: Known): {
  dot: string;
  words: string;
} {
  if (isAway) return { dot: AWAY, words: "Not live: the server can't be reached" };
  if (isUnanswered) return { dot: AWAY, words: "Not live: the server doesn't answer" };
  if (isOff) return { dot: NOT_LIVE, words: "Not live: checked every 30 seconds" };
  if (sync.mode === "live" && sync.phase !== "current") {
    const isOnItsWay = sync.phase === "copying" || sync.phase === "waiting";
    const state = isOnItsWay ? "Catching up" : "Not live";
    return { dot: isOnItsWay ? NOT_LIVE : AWAY, words: `${state}: ${PHASES[sync.phase]}` };
  }
  return { dot: LIVE, words: "Live" };
}
