import { getSync } from "#api/contract/sync.ts";
import { ApiError, isOtherPerson, isSignedOut } from "#api/errors.ts";
import { probeApi } from "./api.ts";

/**
 * What a page can have of the server:
 * - `live`: its stream of events;
 * - `off`: answers only, because something on the way lets no stream through;
 * - `away`: nothing.
 */
export const REACHES = ["live", "off", "away"] as const;
export type Reach = (typeof REACHES)[number];

/** What is found out about the server from the tries to have its stream. */
export interface ReachListeners {
  readonly onReach: (reach: Reach) => void;
  /** It is there, and takes nobody for signed in any more, or someone else. */
  readonly onSessionLost: () => void;
  /** Ends it. */
  readonly signal: AbortSignal;
}

/** A server that is back within this time was restarted, and nobody is told. In milliseconds. */
const GRACE_MS = 5_000;

/**
 * Finds out what the page can have of the server; what `begin` gives is told of each try. That no
 * stream comes proves little, as a proxy or a content blocker may cut it: then something else is asked.
 */
export function watchReach({ onReach, onSessionLost, signal }: ReachListeners) {
  let now: Reach | undefined;
  let missedSince: number | undefined;
  /** The server answered, so the stream was tried again at once. */
  let isSecondTry = false;

  function set(next: Reach): void {
    now = next;
    onReach(next);
  }

  /** Asks the server for something else. Gives whether it does answer, and this person. */
  async function isAnswered(): Promise<boolean> {
    const since = missedSince;
    const outcome: unknown = await probeApi.call(getSync).catch((error: unknown) => error);
    // Events may have come meanwhile.
    if (missedSince !== since || signal.aborted) return false;
    if (isAway(outcome)) {
      isSecondTry = false;
      set("away");
      return false;
    }
    const isLost = isSignedOut(outcome) || isOtherPerson(outcome);
    if (isLost) onSessionLost();
    return !isLost;
  }

  /** Begins a try to have a stream. */
  function begin() {
    missedSince ??= performance.now();
    let firstAt: number | undefined;
    let isLate = false;
    const late = setTimeout(() => void silent(), GRACE_MS);

    async function silent(): Promise<void> {
      isLate = true;
      if (await isAnswered()) set("off");
    }

    /** An event came over it. */
    function onEvent(): void {
      clearTimeout(late);
      firstAt ??= performance.now();
      // What was held back comes late and all at once: that is no stream yet.
      if (isLate && performance.now() - firstAt < GRACE_MS) return;
      missedSince = undefined;
      isSecondTry = false;
      if (now !== "live") set("live");
    }

    /** It is over. Gives whether to try again at once. */
    async function onEnd(): Promise<boolean> {
      clearTimeout(late);
      missedSince ??= performance.now();
      const isShort = performance.now() - missedSince < GRACE_MS;
      if (isShort || signal.aborted || !(await isAnswered())) return false;
      // It may just be back: then the next try brings the stream.
      if (!isSecondTry && now !== "off") return (isSecondTry = true);
      set("off");
      return false;
    }

    return { onEvent, onEnd };
  }

  /** Until what is missed counts, in milliseconds, if that is still to come. */
  function graceLeft(): number | undefined {
    if (missedSince === undefined || now === "away") return undefined;
    const left = missedSince + GRACE_MS - performance.now();
    return left > 0 ? left : undefined;
  }

  return { begin, graceLeft, isOff: () => now === "off" };
}

/** Whether a proxy, a network that one has to sign in to, or nobody answers for the server. */
export const isAway = (outcome: unknown): boolean =>
  outcome instanceof ApiError && (outcome.kind === "unreadable" || (outcome.status ?? 504) >= 500);
