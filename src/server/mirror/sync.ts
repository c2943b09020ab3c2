import { ApiError } from "#api/errors.ts";
import { listPendingLeads } from "#server/store/mirrored/pending-changes.ts";
import { Backfill } from "./backfill.ts";
import type { MirrorDeps } from "./deps.ts";
import { copyList } from "./first-copy.ts";
import { type MirroredList, mirroredLists } from "./lists.ts";
import { NotSent } from "./hermon/not-sent.ts";
import { keepProgress } from "./progress.ts";
import { Rest } from "./rest.ts";
import { Scanner } from "./scan.ts";
import type { SyncStatus } from "./sync-status.ts";
import type { TakeOver } from "./take-over.ts";
import { isAboutOne } from "./about-one.ts";

type Round = "start" | "poll" | "scan" | "backfill";

/** A scan begins once in so many polls. */
const POLLS_A_SCAN = 4;

/** Opt-ins hardly ever change, so all of them are read once in so many scans, or when their total is off. */
const SCANS_AN_OPT_IN_SCAN = 5;

/** New rows may fill more than one page; so many are polled at most, the scan finds the rest. */
const MOST_POLLED_PAGES = 5;

/** How long nothing is done after a failure of our own, in milliseconds. */
const AFTER_FAILURE = 5_000;

/** Keeps the store in step with Hermon, from the first copy on, until it is stopped. */
export class Sync {
  readonly #deps: MirrorDeps;
  readonly #takeOver: TakeOver;
  readonly #status: SyncStatus;
  readonly #lists: readonly [leads: MirroredList, optIns: MirroredList];
  readonly #scanner: Scanner;
  readonly #backfill: Backfill;
  readonly #pollEvery: number;
  readonly #rests: Readonly<Record<Round, Rest>> = {
    start: new Rest(),
    poll: new Rest(),
    scan: new Rest(),
    backfill: new Rest(),
  };
  /** By how much each list differed from Hermon's after its last scan. */
  readonly #differences = { leads: 0, optIns: 0 };
  #scans = 0;
  #isStopped = false;
  #running: Promise<unknown> = Promise.resolve();

  /** @param pollEvery in milliseconds */
  constructor(deps: MirrorDeps, takeOver: TakeOver, status: SyncStatus, pollEvery: number) {
    this.#deps = deps;
    this.#takeOver = takeOver;
    this.#status = status;
    this.#lists = mirroredLists(deps, takeOver, status);
    this.#scanner = new Scanner(deps, takeOver, status);
    this.#backfill = new Backfill(deps, takeOver, status);
    this.#pollEvery = pollEvery;
  }

  start(): void {
    this.#running = this.#run();
  }

  /** Resolves when nothing is under way any more. The client must have been stopped before. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.now();
    await this.#running;
  }

  /** Reads everything again, beginning now; also after a refused key. */
  now(): void {
    for (const rest of Object.values(this.#rests)) rest.wake();
  }

  async #run(): Promise<void> {
    await Promise.all([this.#copyAndScan(), this.#pollFromThenOn()]);
  }

  async #copyAndScan(): Promise<void> {
    await this.#again("start", () => this.#begin());
    this.#rests.poll.wake();
    await Promise.all([
      this.#again("scan", () => this.#scan()),
      this.#again("backfill", () => this.#fillIn()),
    ]);
  }

  /**
   * Also while a long first copy is under way: it shows what is new meanwhile, and that Hermon does
   * answer while one page of the copy can't be read.
   */
  async #pollFromThenOn(): Promise<void> {
    await this.#rests.poll.take(this.#pollEvery);
    await this.#again("poll", () => this.#poll());
  }

  async #begin(): Promise<number> {
    // Whose changes were under way when the server was stopped must be known before a scan sees them.
    for (const id of await listPendingLeads(this.#deps.store))
      await this.#takeOver.lead(id, "scan");
    await Promise.all([this.#readStatuses(), this.#copy()]);
    return DONE;
  }

  async #copy(): Promise<void> {
    for (const list of this.#lists) await copyList(this.#deps, this.#status, list);
  }

  /** Leads bring their own statuses along: a list of them that can't be read stops nothing else. */
  async #readStatuses(): Promise<void> {
    try {
      await this.#takeOver.statuses("scan");
    } catch (error) {
      if (!isAboutOne(error)) throw error;
      this.#deps.log.warn({ why: error.message }, "the statuses can't be read");
    }
  }

  async #poll(): Promise<number> {
    const { leads } = this.#status.progress;
    // Opt-ins come after the leads they belong to.
    for (const list of leads.isDone ? this.#lists : [this.#lists[0]]) await this.#pollList(list);
    await this.#status.synced();
    if (!this.#status.isCopied) return this.#pollEvery;
    const isOff = this.#lists.some(
      ({ list }) => this.#status.difference(list) !== this.#differences[list],
    );
    if (isOff) this.#rests.scan.wake();
    this.#rests.backfill.wake();
    return this.#pollEvery;
  }

  async #pollList(list: MirroredList): Promise<void> {
    for (let number = 1; number <= MOST_POLLED_PAGES; number += 1) {
      const page = await list.ask(number, "poll");
      const { added } = await list.take({ ...page, number }, "poll");
      if (added === 0 || !page.pagination.hasNext) return;
    }
  }

  async #scan(): Promise<number> {
    const from = Date.now();
    const [leads, optIns] = this.#lists;
    await Promise.all([this.#readStatuses(), this.#scanner.leads(leads)]);
    const isOff = this.#status.difference("optIns") !== this.#differences.optIns;
    if (isOff || this.#scans % SCANS_AN_OPT_IN_SCAN === 0) await this.#scanner.optIns(optIns);
    this.#scans += 1;
    for (const { list } of this.#lists) this.#differences[list] = this.#status.difference(list);
    const progress = this.#status.setScanned(from, Date.now());
    await this.#deps.store.write((tx) => keepProgress(tx, progress));
    await this.#status.recount();
    return Math.max(0, from + POLLS_A_SCAN * this.#pollEvery - Date.now());
  }

  async #fillIn(): Promise<number> {
    return (await this.#backfill.next()) ? 0 : this.#pollEvery;
  }

  /** Does a round of work, and again after the rest it asks for, until it says that it is done. */
  async #again(kind: Round, round: () => Promise<number>): Promise<void> {
    while (!this.#isStopped) {
      const rest = await this.#attempt(kind, round);
      if (rest === DONE) return;
      if (rest > 0 && !this.#isStopped) await this.#rests[kind].take(rest);
    }
  }

  /** Whatever fails is tried again later; a refused key only when someone asks for it. */
  async #attempt(kind: Round, round: () => Promise<number>): Promise<number> {
    try {
      return await round();
    } catch (error) {
      if (this.#isStopped) return 0;
      if (this.#deps.hermon.reach().kind === "refused") return FOREVER;
      if (error instanceof ApiError || error instanceof NotSent) {
        this.#deps.log.warn({ round: kind, why: error.message }, "Hermon could not be read");
      } else {
        this.#deps.log.error({ round: kind, err: error }, "the mirror failed");
      }
      return AFTER_FAILURE;
    }
  }
}

/** In place of a rest. */
const DONE = -1;

/** As long as a timer can wait: 24 days. Nobody waits that long, someone presses "Sync now". */
const FOREVER = 2 ** 31 - 1;
