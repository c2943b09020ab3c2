import type { ApiError } from "#api/errors.ts";
import { listUnseen } from "#server/store/mirrored/removal/unseen.ts";
import { monotonic } from "#server/store/time.ts";
import type { MirrorDeps } from "../deps.ts";
import type { MirroredList } from "./lists.ts";
import { judge, type ReadThrough } from "./apart.ts";
import { rowsIn } from "../walk/page-parts.ts";
import { MassRemoval } from "../trust/mass-removal.ts";
import { isReadThrough, walkPages } from "../walk/pages.ts";
import type { List } from "./progress.ts";
import type { SyncStatus } from "./sync-status.ts";
import { type Evidence, Removals } from "../apply/removals.ts";
import type { RowWriter } from "../apply/row-writer.ts";

/** How many unseen rows are asked for after one scan; the others wait for the next. */
const MOST_ASKED = 200;

/**
 * The same when Hermon's total doesn't say that any are gone: it may count some twice, or some that
 * it never lists, and rows that only moved are nothing to spend the budget on.
 */
const MOST_ASKED_IN_DOUBT = 20;

/** How many rows are removed at most that a list seems to lack which couldn't be read as a whole. */
const MOST_GONE_IN_DOUBT = 3;

/** Reads whole lists, because what changed in Hermon may stand on any page. */
export class Scanner {
  readonly #deps: MirrorDeps;
  readonly #removals: Removals;
  readonly #status: SyncStatus;
  readonly #massRemoval: MassRemoval;
  /** By how much each list differed from Hermon's after its last scan. */
  readonly #differences = { leads: 0, optIns: 0 };

  /** @param every how often everything is scanned, in milliseconds */
  constructor(deps: MirrorDeps, rowWriter: RowWriter, status: SyncStatus, every: number) {
    this.#deps = deps;
    this.#removals = new Removals(deps, rowWriter);
    this.#status = status;
    this.#massRemoval = new MassRemoval(every);
  }

  /** By how much a list differed from Hermon's after its last scan. */
  difference(list: List): number {
    return this.#differences[list];
  }

  /**
   * Reads all leads, and takes away those that Hermon no longer has.
   * @returns whether all of them could be read
   */
  leads(list: MirroredList): Promise<boolean> {
    const from = monotonic();
    const { store, seen } = this.#deps;
    const wasSeen = (lead: number) => (seen.lead(lead) ?? 0) >= from;
    return this.#through(list, () => listUnseen(store, "leads", wasSeen));
  }

  /** The same for opt-ins. */
  optIns(list: MirroredList): Promise<boolean> {
    const { store } = this.#deps;
    return this.#through(list, (seqs) => listUnseen(store, "opt_ins", (optIn) => seqs.has(optIn)));
  }

  /** Reads a list through, has what it lacks taken away, and judges what has come of it. */
  async #through(
    list: MirroredList,
    unseen: (seqs: ReadonlySet<number>) => Promise<string[]>,
  ): Promise<boolean> {
    const through = await this.#walk(list);
    const { walk } = through;
    const status = this.#status;
    this.#noteReading(list, through);
    const isTrusted = walk.isWhole && walk.isSteady;
    if (isTrusted) this.#deps.goneClaims.listRead(list.list);
    const isBelieved = walk.isSteady && this.#isRemovalBelieved(list, through);
    if (isBelieved) {
      const evidence = this.#evidenceOf(list, through);
      await this.#removals.rows(list.list, await unseen(through.seqs), evidence);
    }
    await status.recount();
    this.#noteReading(list, through);
    const before = this.#differences[list.list];
    const now = status.difference(list.list);
    this.#differences[list.list] = now;
    // One scan alone may have met with what was just coming or going.
    const isLasting = isTrusted && Math.sign(before) === Math.sign(now);
    judge(status, list, through, isLasting || (isTrusted && !isBelieved));
    return isReadThrough(walk);
  }

  #noteReading({ list }: MirroredList, { walk, seqs }: ReadThrough): void {
    const unseen = Math.max(0, this.#status.here(list) - seqs.size);
    this.#status.setReading(list, { ...walk, unseen });
  }

  #isRemovalBelieved({ list }: MirroredList, { walk, seqs }: ReadThrough): boolean {
    const here = this.#status.here(list);
    return this.#massRemoval.isBelieved(list, here - seqs.size - rowsIn(walk.gaps), here);
  }

  /**
   * Rows move between pages when others come or go, or stand where it can't be read: one that wasn't
   * seen may well be there.
   */
  #evidenceOf({ list, kind }: MirroredList, { walk, seqs }: ReadThrough): Evidence {
    const surplus = -this.#status.difference(list);
    const read = seqs.size + this.#deps.unreadable.count(kind);
    return {
      mostAsked: surplus > 0 ? MOST_ASKED : MOST_ASKED_IN_DOUBT,
      mostGone: walk.isWhole ? Infinity : Math.max(surplus, MOST_GONE_IN_DOUBT),
      isCounted: walk.isWhole && walk.total !== null && walk.total <= read,
    };
  }

  /** @throws the failure, when not even one page could be read */
  async #walk(list: MirroredList): Promise<ReadThrough> {
    const { log, unreadable } = this.#deps;
    const seqs = new Set<number>();
    const before = unreadable.mark();
    // A list without end may bring new rows with each reading, faster than they are found to be gone.
    const isFull = this.#status.isEndless(list.list) && this.#status.isOverfull(list.list);
    let failure: ApiError | undefined;
    const walk = await walkPages({
      from: 1,
      ask: (page) => list.ask(page, "scan"),
      take: async (page) => {
        if (isFull) return;
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
