import { listOptInsLackingDetails } from "#server/store/mirrored/opt-ins.ts";
import type { MirrorDeps } from "./deps.ts";
import type { SyncStatus } from "./sync-status.ts";
import type { TakeOver } from "./take-over.ts";

/** Filled in with one commit. Few, so that what is seen of them is never long behind. */
const AT_ONCE = 12;

/** How long an opt-in whose details can't be read is left alone, in milliseconds. */
const LEFT_ALONE = 10 * 60_000;

/** Fills in the details of opt-ins, newest first, with what the budget has left. */
export class Backfill {
  readonly #deps: MirrorDeps;
  readonly #takeOver: TakeOver;
  readonly #status: SyncStatus;
  readonly #leftAlone = new Map<string, number>();

  constructor(deps: MirrorDeps, takeOver: TakeOver, status: SyncStatus) {
    this.#deps = deps;
    this.#takeOver = takeOver;
    this.#status = status;
  }

  /** Fills in the next few; says whether there were any. */
  async next(): Promise<boolean> {
    const ids = await this.#choose();
    if (ids.length === 0) return false;
    const failed = await this.#takeOver.optInDetails(ids, "backfill");
    for (const id of failed) this.#leftAlone.set(id, Date.now() + LEFT_ALONE);
    await this.#status.recount();
    return true;
  }

  async #choose(): Promise<string[]> {
    for (const [id, until] of this.#leftAlone) {
      if (until < Date.now()) this.#leftAlone.delete(id);
    }
    const ids = await listOptInsLackingDetails(this.#deps.store, AT_ONCE + this.#leftAlone.size);
    return ids.filter((id) => !this.#leftAlone.has(id)).slice(0, AT_ONCE);
  }
}
