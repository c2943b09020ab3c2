import { listOptInsLackingDetails } from "#server/store/mirrored/rows/opt-in-details.ts";
import { monotonic } from "#server/store/time.ts";
import type { MirrorDeps } from "../deps.ts";
import type { SyncStatus } from "./sync-status.ts";
import type { RowWriter } from "../apply/row-writer.ts";
import { isAboutOne } from "../hermon/about-one.ts";

/** Filled in with one commit. Few, so that what is seen of them is never long behind. */
const AT_ONCE = 12;

/** How long an opt-in whose details can't be read is left alone, in milliseconds. */
const LEFT_ALONE = 10 * 60_000;

/** Fills in the details of opt-ins, newest first, with what the budget has left. */
export class Backfill {
  readonly #deps: MirrorDeps;
  readonly #rowWriter: RowWriter;
  readonly #status: SyncStatus;
  readonly #leftAlone = new Map<string, number>();

  constructor(deps: MirrorDeps, rowWriter: RowWriter, status: SyncStatus) {
    this.#deps = deps;
    this.#rowWriter = rowWriter;
    this.#status = status;
  }

  /** Fills in the next few; says whether there were any. */
  async next(): Promise<boolean> {
    const ids = await this.#choose();
    if (ids.length === 0) return false;
    for (const id of await this.#failed(ids)) this.#leftAlone.set(id, monotonic() + LEFT_ALONE);
    await this.#status.recount();
    return true;
  }

  /** Those whose details Hermon doesn't give, be it all of them. */
  async #failed(ids: readonly string[]): Promise<readonly string[]> {
    try {
      return (await this.#rowWriter.optInDetails(ids, "backfill")).failed;
    } catch (error) {
      if (!isAboutOne(error)) throw error;
      this.#deps.log.warn({ opt_ins: ids.length, why: error.message }, "details can't be read");
      return ids;
    }
  }

  async #choose(): Promise<string[]> {
    for (const [id, until] of this.#leftAlone) {
      if (until < monotonic()) this.#leftAlone.delete(id);
    }
    const ids = await listOptInsLackingDetails(this.#deps.store, AT_ONCE + this.#leftAlone.size);
    return ids.filter((id) => !this.#leftAlone.has(id)).slice(0, AT_ONCE);
  }
}
