import { EVENTS_PATH } from "#api/contract/events.ts";

/** What is found out about the server from the tries to have its events. */
export interface ReachListeners {
  /** Whether it is away; told again as often as it is looked at. Each event says that it isn't. */
  readonly away: (isAway: boolean) => void;
  /** It is there, and takes nobody for signed in any more. */
  readonly signedOut: () => void;
}

/** One try to have a stream of events. */
export interface StreamTry {
  /** Something came over it. */
  readonly heard: () => void;
  /** It is over, and whether that is because nobody could be connected to. */
  readonly ended: (isUnconnected: boolean) => void;
}

/** A server that is back within this time was restarted, and nobody is told. In milliseconds. */
const GRACE_MS = 5_000;

/**
 * Finds out whether the server is away, until the signal; what it gives is told of every try. That
 * someone answers, but with no stream, proves little: a session may have ended, or a proxy let none
 * through. So before the server counts as away then, it is asked for an answer without a body.
 */
export function watchReach(listeners: ReachListeners, signal: AbortSignal): () => StreamTry {
  const { away, signedOut } = listeners;
  let missedSince: number | undefined;

  async function look(isUnconnected: boolean): Promise<void> {
    const since = missedSince;
    if (signal.aborted) return;
    const status = isUnconnected ? NOBODY : await statusNow();
    // Events may have come meanwhile.
    if (missedSince !== since || signal.aborted) return;
    away(status >= 500);
    if (status === 401) signedOut();
  }

  return () => {
    missedSince ??= performance.now();
    const unanswered = setTimeout(() => void look(false), GRACE_MS);
    return {
      heard: () => {
        clearTimeout(unanswered);
        missedSince = undefined;
      },
      ended: (isUnconnected) => {
        clearTimeout(unanswered);
        const now = performance.now();
        missedSince ??= now;
        if (now - missedSince >= GRACE_MS) void look(isUnconnected);
      },
    };
  };
}

/** What a proxy says where nobody answers. */
const NOBODY = 504;

/** The status of whoever answers. */
const statusNow = (): Promise<number> =>
  fetch(EVENTS_PATH, { method: "HEAD", signal: AbortSignal.timeout(GRACE_MS) }).then(
    ({ status }) => status,
    () => NOBODY,
  );
