import type { MirrorLease, TakenLease } from "#server/store/database/database.ts";
import { releaseLease, writtenUnder } from "#server/store/mirrored/servers/lease.ts";
import type { Store } from "#server/store/open.ts";
import { StoreFailure } from "#server/store/store-failure.ts";
import type { SharedBudget } from "../hermon/budget/request-budget.ts";
import { type Mirror, type MirrorOptions, startMirror } from "../mirror.ts";
import { CallServer } from "./call-server.ts";
import { LeaseKeeper } from "./lease-keeper.ts";
import { writeStates } from "./state-writer.ts";

/** A request may be on its way that long, in milliseconds. */
const LONGEST_WAY = 2_000;

export interface HoldingOptions extends MirrorOptions {
  /** How long the lease lasts without being renewed, in milliseconds. */
  readonly leaseMs: number;
}

/** The time in which this server has the lease: it keeps the mirror in step, and answers the others. */
export class Holding {
  readonly mirror: Mirror;
  /** Aborted when another server may have the lease by now. */
  readonly lost: AbortSignal;
  readonly #store: Store;
  readonly #keeper: LeaseKeeper;
  readonly #calls: CallServer;
  readonly #endStates: () => void;

  /**
   * Takes the lease and begins, where no server has it.
   * @returns `null` where another one has it
   */
  static async begin(options: HoldingOptions, lease: MirrorLease): Promise<Holding | null> {
    const { store, leaseMs } = options;
    if (!(await lease.isFree())) return null;
    const lost = new AbortController();
    const taken = await lease.take(
      (work) => store.write(work),
      leaseMs,
      () => lost.abort(),
    );
    if (!taken) return null;
    const keeper = new LeaseKeeper(lease, taken, leaseMs, lost);
    const own = writtenUnder(store, taken.term, () => lost.abort());
    try {
      await keeper.start();
      const mirror = await startMirror({
        ...options,
        store: own,
        shared: budgetOf(options, taken, keeper),
      });
      return new Holding({ ...options, store: own, mirror, term: taken.term }, keeper, lost.signal);
    } catch (error) {
      keeper.stop();
      await releaseLease(own).catch(ignore);
      throw error;
    }
  }

  private constructor(
    options: { store: Store; mirror: Mirror; term: number; log: MirrorOptions["log"] },
    keeper: LeaseKeeper,
    lost: AbortSignal,
  ) {
    this.mirror = options.mirror;
    this.lost = lost;
    this.#store = options.store;
    this.#keeper = keeper;
    this.#calls = new CallServer(options);
    this.#endStates = writeStates(options.store, options.mirror);
  }

  /** Something was committed, or some time has passed: there may be calls. */
  look(): void {
    void this.#calls.serve();
  }

  /** Sends nothing more, and resolves when what was answered is stored and others can go on. */
  async end(): Promise<void> {
    this.#endStates();
    await Promise.all([this.mirror.stop(), this.#calls.stop()]);
    this.#keeper.stop();
    if (!this.lost.aborted) await releaseLease(this.#store).catch(ignore);
  }
}

function budgetOf(
  { maxPerSecond }: MirrorOptions,
  { idleMs, pausedMs }: TakenLease,
  keeper: LeaseKeeper,
): SharedBudget {
  const spentMs = 1_000 / Math.min(maxPerSecond, 1) + LONGEST_WAY;
  return {
    isOurs: () => keeper.isHeld,
    isSpent: idleMs !== null && idleMs < spentMs,
    pausedMs,
    onPause: (ms) => keeper.paused(ms),
  };
}

/** Then it ends by itself, with the time or this server's connection. */
function ignore(error: unknown): void {
  if (!(error instanceof StoreFailure)) throw error;
}
