import type { ApiError } from "#api/errors.ts";
import { listUnseen } from "#server/store/mirrored/unseen.ts";
import { monotonic } from "#server/store/time.ts";
import type { MirrorDeps } from "./deps.ts";
import type { MirroredList } from "./lists.ts";
import { judge, type ReadThrough } from "./apart.ts";
import { MassRemoval } from "./mass-removal.ts";
import { type Walk, walkPages } from "./pages.ts";
import type { List } from "./progress.ts";
import type { SyncStatus } from "./sync-status.ts";
import type { TakeOver } from "./take-over.ts";
import { isAboutOne } from "./about-one.ts";

/** So many unseen rows are asked for after one scan; the others wait for the next. */
const MOST_ASKED = 200;

/**
 * The same when Hermon's total doesn't say that any are gone: it may count some twice, or some that
 * it never lists, and rows that only moved are nothing to spend the budget on.
 */
const MOST_ASKED_IN_DOUBT = 20;

/** Reads whole lists, because what changed in Hermon may stand on any page. */
export class Scanner {
  readonly #deps: MirrorDeps;
  readonly #takeOver: TakeOver;
  readonly #status: SyncStatus;
  readonly #massRemoval: MassRemoval;
  /** By how much each list differed from Hermon's after its last scan. */
  readonly #differences = { leads: 0, optIns: 0 };

  /** @param every how often everything is scanned, in milliseconds */
  constructor(deps: MirrorDeps, takeOver: TakeOver, status: SyncStatus, every: number) {
    this.#deps = deps;
    this.#takeOver = takeOver;
    this.#status = status;
    this.#massRemoval = new MassRemoval(every);
  }

  /** By how much a list differed from Hermon's after its last scan. */
  difference(list: List): number {
    return this.#differences[list];
  }

  /** Reads all leads. Those it didn't see are asked for one by one before they are taken away. */
  async leads(list: MirroredList): Promise<void> {
    const from = monotonic();
    const { store, seen } = this.#deps;
    const wasSeen = (lead: number) => (seen.lead(lead) ?? 0) >= from;
    await this.#through(list, async () => {
      const unseen = await listUnseen(store, "leads", wasSeen, this.#mostAsked(list));
      for (const id of unseen)
        await this.#orLater(this.#takeOver.lead(id, "scan", { isUnlisted: true }));
    });
  }

  /** The same for opt-ins. */
  async optIns(list: MirroredList): Promise<void> {
    await this.#through(list, async (seqs) => {
      const wasSeen = (optIn: number) => seqs.has(optIn);
      const unseen = await listUnseen(this.#deps.store, "opt_ins", wasSeen, this.#mostAsked(list));
      if (unseen.length > 0)
        await this.#orLater(this.#takeOver.optInDetails(unseen, "scan", { isUnlisted: true }));
    });
  }

  /** Reads a list through, has what it lacks taken away, and judges what has come of it. */
  async #through(
    list: MirroredList,
    takeAway: (seqs: ReadonlySet<number>) => Promise<void>,
  ): Promise<void> {
    const through = await this.#walk(list);
    const status = this.#status;
    const isTrusted = canMissBeTrusted(through.walk);
    const missing = status.here(list.list) - through.seqs.size;
    const isBelieved =
      isTrusted && this.#massRemoval.isBelieved(list.list, missing, status.here(list.list));
    if (isTrusted) this.#deps.goneClaims.listRead(list.list);
    if (isBelieved) await takeAway(through.seqs);
    await status.recount();
    const before = this.#differences[list.list];
    const now = status.difference(list.list);
    this.#differences[list.list] = now;
    // One scan alone may have met with what was just coming or going.
    const isLasting = isTrusted && Math.sign(before) === Math.sign(now);
    judge(status, list, through, isLasting || (isTrusted && !isBelieved));
  }

  #mostAsked({ list }: MirroredList): number {
    return this.#status.difference(list) < 0 ? MOST_ASKED : MOST_ASKED_IN_DOUBT;
  }

  /** One that Hermon doesn't give in a way that can be read is no reason to stop: the next scan asks. */
  async #orLater(asked: Promise<unknown>): Promise<void> {
    try {
      await asked;
    } catch (error) {
      if (!isAboutOne(error)) throw error;
      this.#deps.log.warn({ why: error.message }, "an unseen row can't be read");
    }
  }

  /** @throws the failure, when not even one page could be read */
  async #walk(list: MirroredList): Promise<ReadThrough> {
    const { log, unreadable } = this.#deps;
    const seqs = new Set<number>();
    const before = unreadable.mark();
    let failure: ApiError | undefined;
    const walk = await walkPages({
      from: 1,
      ask: (page) => list.ask(page, "scan"),
      take: async (page) => {
        const taken = await list.take(page, "scan");
        for (const seq of taken.seqs) seqs.add(seq);
      },
      onBroken(page, error) {
        failure = error;
        log.warn({ list: list.list, page, why: error.message }, "a page can't be read");
      },
    });
    if (failure && walk.total === null) throw failure;
    unreadable.forgetUntil(before, list.kind);
    await this.#status.synced();
    return { walk, seqs };
  }
}

/** Rows move between pages when others come or go: then one that wasn't seen may well be there. */
const canMissBeTrusted = ({ isWhole, isSteady }: Walk) => isWhole && isSteady;
