import { setTimeout } from "node:timers/promises";
import { claimJob, failJob, type HeldJob, releaseJob } from "#server/store/jobs/held-jobs.ts";
import {
  beginBatch,
  finishBatch,
  type Outcome,
  type Progress,
  runBatch,
} from "#server/store/jobs/job-batches.ts";
import type { Store } from "#server/store/open.ts";
import { Feed } from "#server/store/record/feed.ts";
import { RecordFailure } from "#server/store/record/lead-record.ts";
import { StoreFailure } from "#server/store/store-failure.ts";
import type { JobHandler } from "./job-handler.ts";
import { LeaseKeeper } from "./lease-keeper.ts";

interface RunnerDeps {
  readonly store: Store;
  readonly handlers: readonly JobHandler[];
  readonly log: { error(facts: object, message: string): void };
  /** How long a job of a server that has crashed is left alone, in milliseconds. */
  readonly leaseMs?: number;
  /** How often it looks for jobs that other servers have made or left, in milliseconds. */
  readonly pollMs?: number;
  /** How long a batch that fails is left alone at first, in milliseconds; then longer and longer. */
  readonly retryMs?: number;
}

const LEASE = 30_000;
const POLL = 5_000;
const RETRY = 1_000;
const BATCH = 50;

/** How often a batch is tried that fails as a whole, or ends the server. */
const MOST_TRIES = 5;

/** Each pause is so many times the one before. */
const LONGER = 4;

const CRASHED = "The server stopped each time it worked on this";
const FAULT = "A fault in the server stopped this; its log says more";

/**
 * Works on the jobs that it has handlers for, one at a time; others are left for other servers. A
 * kind that mustn't wait for another one's long jobs has a runner of its own.
 */
export class JobRunner {
  readonly #deps: Required<RunnerDeps>;
  readonly #handlers: ReadonlyMap<string, JobHandler>;
  readonly #progress = new Feed<Progress>();
  readonly #stopping = new AbortController();
  #alarm = new AbortController();
  #running: Promise<void> = Promise.resolve();

  constructor(deps: RunnerDeps) {
    this.#deps = { leaseMs: LEASE, pollMs: POLL, retryMs: RETRY, ...deps };
    this.#handlers = new Map(deps.handlers.map((handler) => [handler.kind, handler]));
  }

  start(): void {
    this.#running = this.#run();
  }

  /** Resolves when the present batch is recorded and its job given back, for others to go on with. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    this.wake();
    await this.#running;
  }

  /** Looks for a job at once, because one was made. */
  wake(): void {
    this.#alarm.abort();
  }

  /** Tells of all that is recorded by this runner, once it is; gives the function that ends it. */
  subscribe(listener: (progress: Progress) => void): () => void {
    return this.#progress.subscribe(listener);
  }

  async #run(): Promise<void> {
    while (!this.#isStopping) {
      const hasWorked = await this.#next().catch((error: unknown) => {
        // What stops the database from working, the operator is told by it.
        if (!(error instanceof StoreFailure)) this.#log(error, "no job can be worked on");
        return false;
      });
      if (!hasWorked) await this.#rest();
    }
  }

  get #isStopping(): boolean {
    return this.#stopping.signal.aborted;
  }

  async #rest(): Promise<void> {
    const { signal } = this.#alarm;
    await setTimeout(this.#deps.pollMs, undefined, { signal, ref: false }).catch(() => undefined);
    if (!this.#isStopping) this.#alarm = new AbortController();
  }

  /** Works on the next job; says whether there was one. */
  async #next(): Promise<boolean> {
    const { store, leaseMs } = this.#deps;
    const held = await claimJob(store, [...this.#handlers.keys()], leaseMs);
    if (!held) return false;
    if (held.tries > MOST_TRIES) await this.#fail(held, CRASHED);
    else await this.#workOn(held);
    return true;
  }

  async #workOn(held: HeldJob): Promise<void> {
    const lease = new LeaseKeeper(this.#deps.store, held);
    const signal = AbortSignal.any([this.#stopping.signal, lease.signal]);
    let { tries } = held;
    try {
      while (!signal.aborted) {
        const progress = await this.#batch(held, signal);
        if (progress) this.#progress.publish(progress);
        if (progress?.job.state !== "running") return;
        tries = 1;
      }
      await releaseJob(this.#deps.store, held);
    } catch (error) {
      if (signal.aborted) await releaseJob(this.#deps.store, held);
      else await this.#retry(held, tries, error);
    } finally {
      await lease.end();
    }
  }

  /** Gives nothing when the job isn't to be worked on any more. */
  async #batch(held: HeldJob, signal: AbortSignal): Promise<Progress | null> {
    const { store } = this.#deps;
    const { job } = held;
    const handler = this.#handlers.get(job.kind);
    if (!handler) throw new Error(`Nobody here does ${job.kind}`);
    const { batchSize = BATCH } = handler;
    if (handler.effect === "here") {
      return runBatch(store, held, batchSize, async (tx, items) =>
        some(await handler.run(tx, items, job)),
      );
    }
    const items = await beginBatch(store, held, batchSize);
    if (!items) return null;
    if (items.length === 0) return finishBatch(store, held, [], []);
    const outcomes = await handler.run(items, job, signal);
    return finishBatch(store, held, items, signal.aborted ? outcomes : some(outcomes));
  }

  async #retry(held: HeldJob, tries: number, error: unknown): Promise<void> {
    this.#log(error, "a batch of a job has failed", held);
    const why = reasonOf(error);
    if (tries >= MOST_TRIES) return this.#fail(held, why);
    const pauseMs = this.#deps.retryMs * LONGER ** (tries - 1);
    await releaseJob(this.#deps.store, held, { error: why, pauseMs });
  }

  async #fail(held: HeldJob, error: string): Promise<void> {
    const job = await failJob(this.#deps.store, held, error);
    if (job) this.#progress.publish({ job, ended: [] });
  }

  #log(error: unknown, message: string, held?: HeldJob): void {
    this.#deps.log.error({ err: error, job: held?.job.id, kind: held?.job.kind }, message);
  }
}

/** Whoever does nothing about any item would be given the same ones for ever. */
function some(outcomes: readonly Outcome[]): readonly Outcome[] {
  if (outcomes.length === 0) throw new Error("No item of the batch has an outcome");
  return outcomes;
}

/** In words for whoever asked for the job: those of errors that were made for it, and no others. */
const reasonOf = (error: unknown): string =>
  error instanceof StoreFailure || error instanceof RecordFailure ? error.message : FAULT;
