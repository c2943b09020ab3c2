import { expect } from "vitest";
import type { Store } from "../open.ts";
import { claimJob, extendLease, failJob, type HeldJob, releaseJob } from "./held-jobs.ts";
import { beginBatch, type BatchItem, finishBatch, type Outcome, runBatch } from "./job-batches.ts";
import type { ItemState, JobState } from "./job-tables.ts";
import { cancelJob } from "./jobs.ts";
import { endLease, makeTestJob, subjectsOf } from "./test-jobs.ts";

/* For tests: a plain model of what jobs are, and what servers do to them, each to the store and to the model. */

const LEASE = 600_000;
const STATES = ["done", "failed", "skipped"] as const;

interface ModelItem {
  state: ItemState;
  /** Which of its tries its result tells of. */
  result: number | null;
}

export interface ModelJob {
  readonly id: string;
  state: JobState;
  readonly items: ModelItem[];
  holder: string | null;
  hasLapsed: boolean;
  tries: number;
}

/** A server, with the job it believes to have and the batch that it has begun. */
interface Server {
  held?: HeldJob | undefined;
  begun?: readonly BatchItem[] | undefined;
}

/** Of one run: its jobs, in the order in which they were made, and all that was done. */
export class World {
  readonly store: Store;
  readonly kind: string;
  readonly jobs: ModelJob[] = [];
  readonly servers: readonly Server[] = [{}, {}];
  /** How often each item was done somewhere else. */
  readonly effects = new Map<string, number>();
  #tries = 0;

  constructor(store: Store, kind: string) {
    this.store = store;
    this.kind = kind;
  }

  server = (n: number): Server => this.servers[n] ?? {};

  jobOf({ held }: Server): ModelJob | undefined {
    return this.jobs.find(({ id, holder }) => id === held?.job.id && holder === held.holder);
  }

  /** The job of a server that may begin something. */
  running(server: Server): ModelJob | undefined {
    const job = this.jobOf(server);
    return job?.state === "running" ? job : undefined;
  }

  outcomes = (items: readonly unknown[]): Outcome[] =>
    items.map(() => {
      this.#tries += 1;
      return { state: STATES[this.#tries % 3] ?? "done", result: this.#tries };
    });

  /** What the store is to have done with outcomes of the next items. */
  end(job: ModelJob, outcomes: readonly Outcome[]): void {
    job.hasLapsed = false;
    for (const { state, result } of outcomes) {
      const item = job.items.find((one) => !isOver(one));
      if (item) Object.assign(item, { state, result });
    }
    if (outcomes.length > 0) job.tries = 1;
    if (job.state === "running" && job.items.every(isOver)) job.state = "done";
    if (job.state !== "running") job.holder = null;
  }
}

export const isOver = ({ state }: ModelItem) => state !== "waiting" && state !== "sent";

const next = (job: ModelJob, size: number): [place: number, ModelItem][] =>
  [...job.items.entries()].filter(([, item]) => !isOver(item)).slice(0, size);

export type Happening = (world: World) => Promise<void>;

export const make =
  (count: number): Happening =>
  async (world) => {
    const subjects = subjectsOf(`${world.kind}-${world.jobs.length}`, count);
    const id = await makeTestJob(world.store, world.kind, subjects);
    const items = subjects.map(() => ({ state: "waiting" as const, result: null }));
    world.jobs.push({ id, state: "waiting", items, holder: null, hasLapsed: false, tries: 0 });
  };

export const claim =
  (n: number): Happening =>
  async (world) => {
    const server = world.server(n);
    // One at a time.
    if (world.running(server) || server.begun) return;
    const held = await claimJob(world.store, [world.kind], LEASE);
    const job = world.jobs.find(
      ({ state, hasLapsed }) => state === "waiting" || (state === "running" && hasLapsed),
    );
    expect(held?.job.id).toBe(job?.id);
    if (!held || !job) return;
    Object.assign(job, { state: "running", holder: held.holder, hasLapsed: false });
    job.tries += 1;
    expect(held.tries).toBe(job.tries);
    Object.assign(server, { held, begun: undefined });
  };

/** The effect of an item is a row that can't be there twice. */
export const workHere =
  (n: number, size: number, isCut: boolean): Happening =>
  async (world) => {
    const server = world.server(n);
    if (!server.held || server.begun) return;
    const job = world.running(server);
    const expected = job ? next(job, size).map(([place]) => place) : [];
    const outcomes = world.outcomes(expected);
    const working = runBatch(world.store, server.held, size, async (tx, items) => {
      expect(items.map(({ place }) => place)).toEqual(expected);
      const effects = items.map(({ subject }) => ({ key: subject, count: 1, until: 0 }));
      await tx.insertInto("attempts").values(effects).execute();
      if (isCut) throw new Error("cut");
      return outcomes;
    });
    if (isCut && expected.length > 0) {
      await expect(working).rejects.toThrow("cut");
      return;
    }
    const progress = await working;
    expect(progress?.ended.map(({ place }) => place)).toEqual(job && expected);
    if (job) world.end(job, outcomes);
  };

export const begin =
  (n: number, size: number): Happening =>
  async (world) => {
    const server = world.server(n);
    if (!server.held || server.begun) return;
    const job = world.running(server);
    const items = await beginBatch(world.store, server.held, size);
    if (!job) {
      expect(items).toBeNull();
      return;
    }
    job.hasLapsed = false;
    const expected = next(job, size);
    expect(items).toMatchObject(
      expected.map(([place, { state }]) => ({ place, mayBeDone: state === "sent" })),
    );
    // Whatever was done somewhere else is known to be possible.
    for (const { subject, mayBeDone } of items ?? []) {
      if (world.effects.has(subject)) expect(mayBeDone).toBe(true);
    }
    for (const [, item] of expected) item.state = "sent";
    server.begun = items ?? undefined;
  };

/** Does what is begun, or the first of it, and looks first at what may be done already. */
export const finish =
  (n: number, most: number, isRecorded: boolean): Happening =>
  async (world) => {
    const server = world.server(n);
    const { held, begun } = server;
    if (!held || !begun) return;
    const some = begun.slice(0, most);
    const isOvertaken = world.jobOf(server) === undefined;
    // One that was overtaken has stopped: its signal is aborted when its lease runs out.
    for (const { subject, mayBeDone } of isOvertaken ? [] : some) {
      if (mayBeDone && world.effects.has(subject)) continue;
      world.effects.set(subject, (world.effects.get(subject) ?? 0) + 1);
    }
    if (!isRecorded) return lapse(n, true)(world);
    const outcomes = world.outcomes(some);
    const job = world.jobOf(server);
    const progress = await finishBatch(world.store, held, begun, outcomes);
    expect(progress?.ended.map(({ place }) => place)).toEqual(
      job && some.map(({ place }) => place),
    );
    server.begun = undefined;
    if (!job) return;
    for (const { place, mayBeDone } of begun.slice(most)) {
      const item = job.items[place];
      if (item && !mayBeDone) item.state = "waiting";
    }
    world.end(job, outcomes);
  };

/** The lease runs out; a server that has crashed knows nothing any more, one that hangs does. */
export const lapse =
  (n: number, hasCrashed: boolean): Happening =>
  async (world) => {
    const server = world.server(n);
    if (!server.held) return;
    const job = world.running(server);
    if (job) {
      await endLease(world.store, server.held);
      job.hasLapsed = true;
    }
    if (hasCrashed) Object.assign(server, { held: undefined, begun: undefined });
  };

export const beat =
  (n: number): Happening =>
  async (world) => {
    const server = world.server(n);
    if (!server.held) return;
    const job = world.running(server);
    expect(await extendLease(world.store, server.held)).toBe(job !== undefined);
    if (job) job.hasLapsed = false;
  };

export const release =
  (n: number): Happening =>
  async (world) => {
    const server = world.server(n);
    if (!server.held || server.begun) return;
    const job = world.running(server);
    await releaseJob(world.store, server.held);
    if (job) Object.assign(job, { state: "waiting", holder: null, tries: job.tries - 1 });
    server.held = undefined;
  };

export const fail =
  (n: number): Happening =>
  async (world) => {
    const server = world.server(n);
    if (!server.held) return;
    const job = world.running(server);
    const failed = await failJob(world.store, server.held, "no");
    expect(failed?.error).toBe(job && "no");
    if (job) Object.assign(job, { state: "failed", holder: null });
    Object.assign(server, { held: undefined, begun: undefined });
  };

export const cancel =
  (at: number): Happening =>
  async (world) => {
    const job = world.jobs[at];
    if (!job) return;
    const isOpen = job.state === "waiting" || job.state === "running";
    expect((await cancelJob(world.store, job.id))?.state).toBe(isOpen ? "canceled" : undefined);
    if (isOpen) job.state = "canceled";
  };
