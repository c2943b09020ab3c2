import { PERSON_HEADER } from "#api/contract/people.ts";
import { getSync } from "#api/contract/sync.ts";
import { isShown } from "./page-person.ts";

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
}

/** One try to have a stream. */
export interface StreamTry {
  /** An event came over it. */
  readonly onEvent: () => void;
  /** It is over. Gives whether to try again at once. */
  readonly onEnd: () => Promise<boolean>;
}

/** A server that is back within this time was restarted, and nobody is told. In milliseconds. */
const GRACE_MS = 5_000;

/**
 * Finds out what the page can have of the server, until the signal; what `begin` gives is told of
 * each try. That no stream comes proves little: the server may be away, the session may have ended,
 * a proxy may hold the stream back, a content blocker cut it. So something else is asked then.
 */
export function watchReach({ onReach, onSessionLost }: ReachListeners, signal: AbortSignal) {
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
    const { status, isOther } = await ask();
    // Events may have come meanwhile.
    if (missedSince !== since || signal.aborted) return false;
    if (status >= 500) {
      isSecondTry = false;
      set("away");
      return false;
    }
    if (status === 401 || isOther) {
      onSessionLost();
      return false;
    }
    return true;
  }

  function begin(): StreamTry {
    missedSince ??= performance.now();
    let firstAt: number | undefined;
    let isLate = false;
    const late = setTimeout(() => void silent(), GRACE_MS);

    async function silent(): Promise<void> {
      isLate = true;
      if (await isAnswered()) set("off");
    }

    function onEvent(): void {
      clearTimeout(late);
      firstAt ??= performance.now();
      // What was held back comes late and all at once: that is no stream yet.
      if (isLate && performance.now() - firstAt < GRACE_MS) return;
      missedSince = undefined;
      isSecondTry = false;
      if (now !== "live") set("live");
    }

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

  return { begin, isOff: () => now === "off" };
}

/** What a proxy says where nobody answers. */
const NOBODY = 504;

/** Asks for the smallest answer to whoever is signed in. Gives its status, and whether it is for someone else. */
async function ask(): Promise<{ readonly status: number; readonly isOther: boolean }> {
  try {
    const answer = await fetch(getSync.path, { signal: AbortSignal.timeout(GRACE_MS) });
    await answer.body?.cancel();
    const whose = answer.headers.get(PERSON_HEADER);
    // Someone else's page, as a network shows it that one has to sign in to.
    const isOurs = !answer.ok || whose !== null;
    const isOther = whose !== null && !isShown(whose);
    return { status: isOurs ? answer.status : NOBODY, isOther };
  } catch {
    return { status: NOBODY, isOther: false };
  }
}
