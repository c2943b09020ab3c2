import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import type { MirrorLease } from "#server/store/database/database.ts";
import { StoreFailure } from "#server/store/store-failure.ts";
import { Rest } from "../sync/rest.ts";
import { Holding, type HoldingOptions } from "./holding.ts";

interface TurnsOptions extends HoldingOptions {
  readonly lease: MirrorLease;
  /** How often it is looked whether the lease is free, in milliseconds. */
  readonly lookMs: number;
  /** This server has just begun to ask Hermon. */
  readonly onBegin: (holding: Holding) => void;
  /** It asks Hermon no longer. */
  readonly onEnd: (holding: Holding) => void;
}

/** Takes the lease whenever it is free, and ends what it began when it is lost. */
export class Turns {
  readonly #options: TurnsOptions;
  readonly #rest = new Rest();
  readonly #stopping = new AbortController();
  #current: Holding | undefined;
  #running: Promise<void> = Promise.resolve();

  constructor(options: TurnsOptions) {
    this.#options = options;
  }

  /** While this server asks Hermon. */
  get current(): Holding | undefined {
    return this.#current;
  }

  get isStopping(): boolean {
    return this.#stopping.signal.aborted;
  }

  /** @throws when this server is the first and can't begin */
  async start(): Promise<void> {
    await this.#take();
    this.#running = this.#run();
  }

  /** The lease may be free now. */
  wake(): void {
    this.#rest.wake();
  }

  /** Whatever is asked from now on is asked of others. */
  leave(holding: Holding): void {
    if (this.#current !== holding) return;
    this.#current = undefined;
    this.#options.onEnd(holding);
  }

  /** Gives the lease back, if it is held, once all that was begun has ended. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    this.wake();
    await this.#running;
  }

  async #run(): Promise<void> {
    while (this.#current || !this.isStopping) {
      if (this.#current) await this.#untilOver(this.#current);
      else await this.#rest.take(this.#options.lookMs);
      if (!this.isStopping) await this.#tryTake();
    }
  }

  async #take(): Promise<void> {
    const { lease, onBegin, log } = this.#options;
    const holding = await Holding.begin(this.#options, lease);
    if (!holding) return;
    this.#current = holding;
    log.info({}, "This server asks Hermon, for all servers of its database");
    onBegin(holding);
  }

  async #tryTake(): Promise<void> {
    try {
      await this.#take();
    } catch (error) {
      // The database logs that itself, and is asked again.
      if (error instanceof StoreFailure) return;
      const { log, leaseMs } = this.#options;
      log.error({ err: error }, "This server can't begin to ask Hermon");
      await sleep(leaseMs, undefined, { signal: this.#stopping.signal }).catch(() => {});
    }
  }

  /** Until the lease is lost, or this server stops. */
  async #untilOver(holding: Holding): Promise<void> {
    const over = AbortSignal.any([holding.lost, this.#stopping.signal]);
    if (!over.aborted) await once(over, "abort");
    if (holding.lost.aborted) this.#options.log.warn({}, LOST);
    this.leave(holding);
    await holding.end();
  }
}

const LOST = "This server has lost the right to ask Hermon: another one may have it by now";
