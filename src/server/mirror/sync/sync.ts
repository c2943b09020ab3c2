import type { ApiError } from "#api/errors.ts";
import { listPendingLeads } from "#server/store/mirrored/changes/pending-changes.ts";
import { monotonic, wallTime } from "#server/store/time.ts";
import { isAboutOne } from "../hermon/about-one.ts";
import { Backfill } from "./backfill.ts";
import type { MirrorDeps } from "../deps.ts";
import { copyLists } from "./first-copy.ts";
import { type MirroredList, mirroredLists } from "./lists.ts";
import { isProgressGone, keepProgress } from "./progress.ts";
import { DONE, Rounds } from "./rounds.ts";
import { Scanner } from "./scan.ts";
import type { SyncStatus } from "./sync-status.ts";
import type { RowWriter } from "../apply/row-writer.ts";

/** A scan begins once in so many polls. */
const POLLS_A_SCAN = 4;

/** Opt-ins hardly ever change, so all of them are read once in so many scans, or when their total is off. */
const SCANS_AN_OPT_IN_SCAN = 5;

/** New rows may fill more than one page; so many are polled at most, the scan finds the rest. */
const MOST_POLLED_PAGES = 5;

/** Keeps the store in step with Hermon, from the first copy on, until it is stopped. */
export class Sync {
  readonly #deps: MirrorDeps;
  readonly #rowWriter: RowWriter;
  readonly #status: SyncStatus;
  readonly #lists: readonly [leads: MirroredList, optIns: MirroredList];
  readonly #scanner: Scanner;
  readonly #backfill: Backfill;
  readonly #pollEvery: number;
  readonly #rounds: Rounds<"start" | "poll" | "scan" | "backfill">;
  #scans = 0;
  /** Monotonic; not yet since this process was started. */
  #scanBegan: number | undefined;
  #isScanAsked = false;
  #hasScanFailed = false;
  #isProbing = false;
  /** By the last scan of them. */
  #areOptInsRead = true;
  #running: Promise<unknown> = Promise.resolve();

  /** @param pollEvery in milliseconds */
  constructor(deps: MirrorDeps, rowWriter: RowWriter, status: SyncStatus, pollEvery: number) {
    this.#deps = deps;
    this.#rowWriter = rowWriter;
    this.#status = status;
    this.#lists = mirroredLists(deps, rowWriter, status);
    this.#scanner = new Scanner(deps, rowWriter, status, POLLS_A_SCAN * pollEvery);
    this.#backfill = new Backfill(deps, rowWriter, status);
    this.#rounds = new Rounds(deps, (failure) => status.setNotSaved(failure));
    this.#pollEvery = pollEvery;
  }

  start(): void {
    this.#running = this.#run();
  }

  /** Resolves when nothing is under way any more. The client must have been stopped before. */
  async stop(): Promise<void> {
    this.#rounds.stop();
    await this.#running;
  }

  /** Reads everything again, beginning now; also after a refused key. */
  now(): void {
    this.#isScanAsked = true;
    this.#rounds.wake();
  }

  async #run(): Promise<void> {
    const unsubscribe = this.#deps.hermon.subscribe(({ kind }) => {
      if (kind === "unreachable") void this.#probeByStatuses();
    });
    await Promise.all([this.#copyAndScan(), this.#pollMeanwhile()]);
    unsubscribe();
  }

  /**
   * One page that always fails looks like an outage while nothing else is asked for: the statuses
   * are small, and show whether Hermon answers.
   */
  async #probeByStatuses(): Promise<void> {
    if (this.#isProbing) return;
    this.#isProbing = true;
    try {
      await this.#rowWriter.statuses("poll");
    } catch {
      // Then it is an outage; whoever needs the statuses asks for them again.
    } finally {
      this.#isProbing = false;
    }
  }

  async #copyAndScan(): Promise<void> {
    await this.#rounds.repeat("start", () => this.#begin());
    this.#rounds.wake("poll");
    await Promise.all([
      this.#rounds.repeat("scan", () => this.#scan()),
      this.#rounds.repeat("backfill", () => this.#fillIn()),
    ]);
  }

  /**
   * Also while a long first copy is under way: it shows what is new meanwhile, and that Hermon does
   * answer while one page of the copy can't be read.
   */
  async #pollMeanwhile(): Promise<void> {
    await this.#rounds.rest("poll", this.#pollEvery);
    await this.#rounds.repeat("poll", () => this.#poll());
  }

  async #begin(): Promise<number> {
    // Whose changes were under way when the server was stopped must be known before a scan sees them.
    for (const id of await listPendingLeads(this.#deps.store)) await this.#readPending(id);
    if (this.#status.isCopied) return DONE;
    const begun = monotonic();
    const { next, isDone } = this.#status.progress.leads;
    const [, isAllRead] = await Promise.all([
      this.#statuses(),
      copyLists(this.#deps, this.#status, this.#lists),
    ]);
    // Everything was read just now, unless an earlier start had read some of it.
    if (next === 1 && !isDone && this.#status.isCopied) await this.#scanned(begun, isAllRead);
    return DONE;
  }

  /** One that Hermon doesn't give holds up none of the others: a scan will show what became of it. */
  async #readPending(id: string): Promise<void> {
    try {
      await this.#rowWriter.lead(id, "scan");
    } catch (error) {
      if (!isAboutOne(error)) throw error;
      this.#deps.log.warn({ kind: "lead", id, why: error.message }, "the lead can't be read");
    }
  }

  /** Leads bring their statuses along, so a list of them that can't be read stops nothing. */
  async #statuses(): Promise<void> {
    try {
      await this.#rowWriter.statuses("scan");
    } catch (error) {
      if (!isAboutOne(error)) throw error;
      this.#deps.log.warn({ why: error.message }, "the statuses can't be read");
    }
  }

  async #poll(): Promise<number> {
    await this.#noticeEmptied();
    const { leads } = this.#status.progress;
    let failure: ApiError | undefined;
    // Opt-ins come after the leads they belong to.
    for (const list of leads.isDone ? this.#lists : [this.#lists[0]]) {
      failure = (await this.#pollOr(list)) ?? failure;
    }
    if (failure) throw failure;
    await this.#status.synced();
    if (!this.#status.isCopied) return this.#pollEvery;
    const isOff = this.#lists.some(
      ({ list }) => this.#status.difference(list) !== this.#scanner.difference(list),
    );
    if (isOff || this.#hasScanFailed) this.#askScan();
    this.#rounds.wake("backfill");
    return this.#pollEvery;
  }

  /** The admin command may have emptied the mirror meanwhile: then the next scan is the first copy. */
  async #noticeEmptied(): Promise<void> {
    if (!this.#status.isCopied || !(await isProgressGone(this.#deps.store))) return;
    this.#status.startOver();
    this.#askScan();
  }

  #askScan(): void {
    this.#isScanAsked = true;
    this.#rounds.wake("scan");
  }

  /** One list that Hermon doesn't give is no reason not to ask for the other. */
  async #pollOr(list: MirroredList): Promise<ApiError | undefined> {
    try {
      await this.#pollList(list);
      return undefined;
    } catch (error) {
      if (!isAboutOne(error)) throw error;
      return error;
    }
  }

  async #pollList(list: MirroredList): Promise<void> {
    for (let number = 1; number <= MOST_POLLED_PAGES; number += 1) {
      const { added, hasNext } = await this.#pollPage(list, number);
      if (added === 0 || !hasNext) return;
    }
  }

  async #pollPage(list: MirroredList, number: number) {
    let added = 0;
    let hasNext = false;
    for await (const part of list.ask(number, "poll")) {
      ({ hasNext } = part.pagination);
      // Whatever comes is new, and is more than Hermon says there is: a scan has to clear that up first.
      if (this.#status.isOverfull(list.list)) continue;
      added += (await list.take({ ...part, number }, "poll")).added;
    }
    return { added, hasNext };
  }

  async #scan(): Promise<number> {
    const rest = this.#untilNextScan();
    if (rest > 0 && !this.#isScanAsked) return rest;
    this.#isScanAsked = false;
    const from = monotonic();
    // One that fails isn't begun again at once, which would spend the budget on it.
    this.#scanBegan = from;
    try {
      const isAllRead = await this.#scanLists();
      await this.#scanned(from, isAllRead);
    } catch (error) {
      this.#hasScanFailed = true;
      throw error;
    }
    this.#hasScanFailed = false;
    return this.#untilNextScan();
  }

  /** Gives whether all of both lists could be read, by the last scan of each. */
  async #scanLists(): Promise<boolean> {
    const [leads, optIns] = this.#lists;
    const [, areLeadsRead] = await Promise.all([this.#statuses(), this.#scanner.leads(leads)]);
    this.#status.setList("leads", { isDone: true, next: 1 });
    if (this.#areOptInsDue()) {
      this.#areOptInsRead = await this.#scanner.optIns(optIns);
      this.#status.setList("optIns", { isDone: true, next: 1 });
    }
    this.#scans += 1;
    return areLeadsRead && this.#areOptInsRead;
  }

  #areOptInsDue(): boolean {
    const isOff = this.#status.difference("optIns") !== this.#scanner.difference("optIns");
    return isOff || !this.#status.isCopied || this.#scans % SCANS_AN_OPT_IN_SCAN === 0;
  }

  /** In milliseconds; nothing when everything was last read long ago, or never. */
  #untilNextScan(): number {
    return Math.max(0, POLLS_A_SCAN * this.#pollEvery - this.#sinceLastScan());
  }

  /** How long ago the last one began. By a clock that was set back since an earlier start, that isn't known. */
  #sinceLastScan(): number {
    if (this.#scanBegan !== undefined) return monotonic() - this.#scanBegan;
    const { scanned } = this.#status.progress;
    const age = Date.now() - (scanned?.from ?? 0);
    return age < 0 ? Infinity : age;
  }

  /**
   * Everything was asked for.
   * @param from since when; monotonic
   * @param isAllRead whether it was given: else it isn't said that it was read
   */
  async #scanned(from: number, isAllRead: boolean): Promise<void> {
    this.#scanBegan = from;
    const { progress } = this.#status;
    const now = isAllRead ? this.#status.setScanned(wallTime(from), Date.now()) : progress;
    await this.#deps.store.write((tx) => keepProgress(tx, now));
    await this.#status.recount();
  }

  async #fillIn(): Promise<number> {
    return (await this.#backfill.next()) ? 0 : this.#pollEvery;
  }
}
