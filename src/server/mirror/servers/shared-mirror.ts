import { type Connection, SyncState } from "#api/contract/sync.ts";
import type { MirrorLease } from "#server/store/database/database.ts";
import { stateOfDetails } from "#server/store/leads/leads.ts";
import { lacksDetails } from "#server/store/mirrored/rows/opt-in-details.ts";
import { readShared } from "#server/store/mirrored/servers/lease.ts";
import { Feed } from "#server/store/record/feed.ts";
import type { Asker, LeadRecord } from "#server/store/record/lead-record.ts";
import { StoreFailure } from "#server/store/store-failure.ts";
import { type Mirror, type MirrorOptions, startMirror } from "../mirror.ts";
import { type CallKind, type InputOf, isNotAsked, perform, type ResultOf } from "./calls.ts";
import { Caller } from "./caller.ts";
import { coalesced } from "./coalesced.ts";
import type { Holding } from "./holding.ts";
import { Turns } from "./turns.ts";

/** How long the lease lasts without being renewed, in milliseconds: then others take it within a second. */
const LEASE_MS = 6_000;

/** How long a sender with an API key waits for newer details than those that are here, in milliseconds. */
const SENDERS_PATIENCE = 5_000;

export interface SharedMirrorOptions extends MirrorOptions {
  /** Default: 6 s. */
  readonly leaseMs?: number;
}

/** Before any server has written one. */
const NOTHING_YET: SyncState = {
  mode: "live",
  phase: "copying",
  copied: { leads: { here: 0, there: null }, opt_ins: { here: 0, there: null } },
  synced_at: null,
  next_try_at: null,
  apart: null,
  failing: null,
  not_saved: null,
};

/**
 * Begins to keep the store in step as one of several servers: the one that has the lease asks Hermon,
 * and the others ask that one. Where a database has one server alone, that asks Hermon.
 */
export async function startSharedMirror(options: SharedMirrorOptions): Promise<Mirror> {
  const lease = options.store.mirrorLease;
  if (!lease) return startMirror(options);
  const mirror = new SharedMirror({ leaseMs: LEASE_MS, ...options, lease });
  await mirror.start();
  return mirror;
}

interface Options extends MirrorOptions {
  readonly leaseMs: number;
  readonly lease: MirrorLease;
}

class SharedMirror implements Mirror {
  readonly record: LeadRecord = {
    changeStatus: (request) => this.#do("change-status", request),
    submitOptIn: (submission) => this.#do("submit-opt-in", submission),
    refreshLead: (id, asker) => this.#refresh("refresh-lead", id, asker),
    refreshOptIn: (id, asker) => this.#refresh("refresh-opt-in", id, asker),
  };
  readonly #options: Options;
  readonly #turns: Turns;
  readonly #caller: Caller;
  readonly #feed = new Feed<SyncState>();
  /** What others show, as it was read last. */
  #shown: { readonly text: string | null; readonly state: SyncState } = {
    text: null,
    state: NOTHING_YET,
  };
  #leaveStore = (): void => {};

  constructor(options: Options) {
    this.#options = options;
    this.#caller = new Caller(options.store);
    this.#turns = new Turns({
      ...options,
      lookMs: options.leaseMs / 6,
      onBegin: (holding) => this.#begin(holding),
      onEnd: ({ mirror }) => (this.#shown = { text: null, state: mirror.state() }),
    });
  }

  async start(): Promise<void> {
    await this.#readShown();
    await this.#turns.start();
    const unsubscribe = this.#options.store.onCommit(this.#look);
    // Should word of a commit be lost, it takes a little longer.
    const looking = setInterval(this.#look, this.#options.leaseMs / 6);
    this.#leaveStore = () => {
      unsubscribe();
      clearInterval(looking);
    };
  }

  state(): SyncState {
    return this.#turns.current?.mirror.state() ?? this.#shown.state;
  }

  connection(): Promise<Connection> {
    return this.#do("connection", null);
  }

  syncNow(): void {
    this.#do("sync-now", null).catch((error: unknown) => {
      this.#options.log.warn({ err: error }, "Hermon can't be read again now");
    });
  }

  subscribe(listener: (state: SyncState) => void): () => void {
    return this.#feed.subscribe(listener);
  }

  async stop(): Promise<void> {
    const ended = this.#turns.stop();
    await this.#caller.stop();
    await ended;
    this.#leaveStore();
    // What was being looked for when the store is closed would be looked for in vain.
    await Promise.all([this.#readShown(), this.#caller.look()]);
  }

  #begin(holding: Holding): void {
    holding.mirror.subscribe((state) => {
      if (this.#turns.current === holding) this.#feed.publish(state);
    });
    this.#feed.publish(holding.mirror.state());
    holding.look();
  }

  readonly #look = (): void => {
    const holding = this.#turns.current;
    if (holding) holding.look();
    else void this.#readShown();
    void this.#caller.look();
  };

  readonly #readShown = coalesced(async () => {
    if (this.#turns.isStopping) return;
    try {
      const { isReleased, state } = await readShared(this.#options.store);
      if (isReleased) this.#turns.wake();
      if (state !== null && !this.#turns.current) this.#show(state);
    } catch (error) {
      // The database logs its failures itself, and is asked again.
      if (error instanceof StoreFailure) return;
      this.#options.log.error({ err: error }, "the state of the mirror can't be read");
    }
  });

  #show(text: string): void {
    if (text === this.#shown.text) return;
    this.#shown = { text, state: SyncState.parse(JSON.parse(text)) };
    this.#feed.publish(this.#shown.state);
  }

  /** Does it here or has it done, also where the lease goes from here to another server meanwhile. */
  async #do<Kind extends CallKind>(
    kind: Kind,
    input: InputOf<Kind>,
    patienceMs = (this.#options.leaseMs * 4) / 3,
  ): Promise<ResultOf<Kind>> {
    for (;;) {
      const holding = this.#turns.current;
      if (!holding) return this.#caller.ask(kind, input, patienceMs);
      try {
        return await perform(holding.mirror, kind, input);
      } catch (error) {
        if (!isNotAsked(error) || this.#turns.isStopping) throw error;
        this.#turns.leave(holding);
      }
    }
  }

  /** Details that are here do for a sender while nobody can be asked. */
  async #refresh(kind: "refresh-lead" | "refresh-opt-in", id: string, asker: Asker): Promise<void> {
    if (asker === "person") return this.#do(kind, { id, asker });
    try {
      await this.#do(kind, { id, asker }, SENDERS_PATIENCE);
    } catch (error) {
      if (!isNotAsked(error) || (await this.#isMissing(kind, id))) throw error;
    }
  }

  async #isMissing(kind: "refresh-lead" | "refresh-opt-in", id: string): Promise<boolean> {
    const { store } = this.#options;
    if (kind === "refresh-lead") return (await stateOfDetails(store, id)) === "missing";
    return (await lacksDetails(store, id.toLowerCase())) === true;
  }
}
