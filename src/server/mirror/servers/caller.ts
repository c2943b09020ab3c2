import { randomUUID } from "node:crypto";
import {
  addCall,
  type CallState,
  readCalls,
  removeCalls,
  withdrawCall,
} from "#server/store/mirrored/servers/calls.ts";
import { readShared } from "#server/store/mirrored/servers/lease.ts";
import type { Store } from "#server/store/open.ts";
import { RecordFailure } from "#server/store/record/lead-record.ts";
import { monotonic } from "#server/store/time.ts";
import { type CallKind, type InputOf, open, type ResultOf } from "./calls.ts";
import { coalesced } from "./coalesced.ts";

/** How long a call may take once a server has begun with it, in milliseconds: none takes as long. */
const LONGEST_CALL = 60_000;

/** What is done twice without harm is asked of the next server; of these nobody knows what came of them. */
const UNKNOWN: Partial<Record<CallKind, string>> = {
  "change-status":
    "The server that asks Hermon has stopped, so it isn't known whether the status was changed. The lead will show it as soon as it was read again",
  "submit-opt-in":
    "The server that asks Hermon has stopped, so it isn't known whether the opt-in was recorded. With the same external_reference it can be sent again safely",
};

/** What has become of a call. `lost`: the server that has begun with it is gone. */
type Outcome = { readonly answer: string } | "not-begun" | "lost";

interface Waiting {
  /** Monotonic: when a server must have begun with it, and when it must have ended. */
  readonly beginBy: number;
  readonly endBy: number;
  readonly settle: (outcome: Outcome) => void;
}

/** Asks the server that asks Hermon, by way of the database. */
export class Caller {
  readonly #store: Store;
  readonly #waiting = new Map<string, Waiting>();
  #isStopped = false;

  constructor(store: Store) {
    this.#store = store;
  }

  /**
   * @param patienceMs how long a server that begins with it is waited for, in milliseconds
   * @throws {RecordFailure} `not-asked` when none has; `unknown` when it ended before it had answered
   * @throws what was thrown there
   */
  async ask<Kind extends CallKind>(
    kind: Kind,
    input: InputOf<Kind>,
    patienceMs: number,
  ): Promise<ResultOf<Kind>> {
    const beginBy = monotonic() + patienceMs;
    while (!this.#isStopped) {
      const outcome = await this.#call(kind, JSON.stringify(input), beginBy);
      if (typeof outcome === "object") return open<Kind>(outcome.answer);
      const unknown = UNKNOWN[kind];
      if (outcome === "lost" && unknown) throw new RecordFailure("unknown", unknown);
      if (outcome === "not-begun" || monotonic() > beginBy) break;
    }
    throw new RecordFailure("not-asked", "Hermon can't be asked right now", 2_000);
  }

  /** Looks whether there are answers: something was committed, or some time has passed. */
  readonly look = coalesced(() => this.#lookOnce());

  /** Waits for no answer any more. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    for (const [id, { settle }] of this.#waiting) {
      const isWithdrawn = await withdrawCall(this.#store, id).catch(() => false);
      settle(isWithdrawn ? "not-begun" : "lost");
    }
  }

  async #call(kind: CallKind, input: string, beginBy: number): Promise<Outcome> {
    const id = randomUUID();
    await addCall(this.#store, { id, kind, input });
    const { promise, resolve: settle } = Promise.withResolvers<Outcome>();
    this.#waiting.set(id, { beginBy, endBy: monotonic() + LONGEST_CALL, settle });
    // It may have been answered already.
    void this.look();
    try {
      return await promise;
    } finally {
      this.#waiting.delete(id);
    }
  }

  async #lookOnce(): Promise<void> {
    const ids = [...this.#waiting.keys()];
    if (ids.length === 0) return;
    try {
      // Before the calls: what the server of an earlier term has answered is there by then.
      const { term } = await readShared(this.#store);
      const states = new Map((await readCalls(this.#store, ids)).map((one) => [one.id, one]));
      const settled: string[] = [];
      for (const id of ids) if (await this.#judge(id, states.get(id), term)) settled.push(id);
      if (settled.length > 0) await removeCalls(this.#store, settled);
    } catch {
      // The database can't be asked now. It logs that itself, and is asked again.
    }
  }

  /** Says whether its row is of no use any more. */
  async #judge(id: string, state: CallState | undefined, term: number): Promise<boolean> {
    const waiting = this.#waiting.get(id);
    if (!waiting) return true;
    const { beginBy, endBy, settle } = waiting;
    const now = monotonic();
    if (!state) settle("lost");
    else if (state.answer !== null) settle({ answer: state.answer });
    else if (state.term === null) {
      if (now > beginBy && (await withdrawCall(this.#store, id))) settle("not-begun");
      return false;
    } else if (state.term < term || now > endBy) settle("lost");
    else return false;
    return true;
  }
}
