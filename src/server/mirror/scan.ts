import { listUnseen } from "#server/store/mirrored/unseen.ts";
import { monotonic } from "#server/store/time.ts";
import type { MirrorDeps } from "./deps.ts";
import type { MirroredList } from "./lists.ts";
import { type Walk, walkPages } from "./pages.ts";
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

  constructor(deps: MirrorDeps, takeOver: TakeOver, status: SyncStatus) {
    this.#deps = deps;
    this.#takeOver = takeOver;
    this.#status = status;
  }

  /** Reads all leads. Those it didn't see are asked for one by one before they are taken away. */
  async leads(list: MirroredList): Promise<void> {
    const from = monotonic();
    const { walk } = await this.#walk(list);
    if (!canMissBeTrusted(walk)) return;
    const { store, seen } = this.#deps;
    const wasSeen = (lead: number) => (seen.lead(lead) ?? 0) >= from;
    const unseen = await listUnseen(store, "leads", wasSeen, this.#mostAsked(list));
    for (const id of unseen) await this.#orLater(this.#takeOver.lead(id, "scan"));
    await this.#status.recount();
  }

  /** The same for opt-ins. */
  async optIns(list: MirroredList): Promise<void> {
    const { walk, seqs } = await this.#walk(list);
    if (!canMissBeTrusted(walk)) return;
    const wasSeen = (optIn: number) => seqs.has(optIn);
    const unseen = await listUnseen(this.#deps.store, "opt_ins", wasSeen, this.#mostAsked(list));
    if (unseen.length > 0) await this.#orLater(this.#takeOver.optInDetails(unseen, "scan"));
    await this.#status.recount();
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

  async #walk(list: MirroredList): Promise<{ walk: Walk; seqs: Set<number> }> {
    const { log, unreadable } = this.#deps;
    const seqs = new Set<number>();
    const before = unreadable.mark();
    const walk = await walkPages({
      from: 1,
      ask: (page) => list.ask(page, "scan"),
      take: async (page) => {
        const taken = await list.take(page, "scan");
        for (const seq of taken.seqs) seqs.add(seq);
      },
      onBroken: (page, error) =>
        log.warn({ list: list.list, page, why: error.message }, "a page can't be read"),
    });
    unreadable.forgetUntil(before, list.kind);
    await this.#status.synced();
    return { walk, seqs };
  }
}

/** Rows move between pages when others come or go: then one that wasn't seen may well be there. */
const canMissBeTrusted = ({ isWhole, isSteady }: Walk) => isWhole && isSteady;
