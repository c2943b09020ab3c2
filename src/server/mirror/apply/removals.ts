import { setTimeout } from "node:timers/promises";
import { batches } from "#server/store/batches.ts";
import { removeLeads, removeOptIns } from "#server/store/mirrored/removal/gone.ts";
import { isAboutOne } from "../hermon/about-one.ts";
import type { MirrorDeps } from "../deps.ts";
import type { List } from "../sync/progress.ts";
import type { RowWriter } from "./row-writer.ts";

/** When Hermon has none of so many, and counts no more than were read, it has none of the others. */
const SAMPLE = 20;

/** Removed with one commit. */
const AT_ONCE = 50;

/** How far it goes that a list was read and some rows were not in it. */
export interface Evidence {
  /** How many are asked for at most; the others wait for the next scan. */
  readonly mostAsked: number;
  /** How many are removed at most. */
  readonly mostGone: number;
  /** Whether Hermon counts no more rows than were read: then those that weren't are certainly gone. */
  readonly isCounted: boolean;
}

/** Removes what a reading of Hermon's whole list didn't come across, once Hermon says it has none such. */
export class Removals {
  readonly #deps: MirrorDeps;
  readonly #rowWriter: RowWriter;

  constructor(deps: MirrorDeps, rowWriter: RowWriter) {
    this.#deps = deps;
    this.#rowWriter = rowWriter;
  }

  /** @param ids in no order, so that the first of them are a sample */
  async rows(list: List, ids: readonly string[], evidence: Evidence): Promise<void> {
    const { mostAsked, mostGone, isCounted } = evidence;
    let gone = 0;
    for (let from = 0; from < Math.min(ids.length, mostAsked) && gone < mostGone; from += SAMPLE) {
      const some = ids.slice(from, Math.min(from + SAMPLE, mostAsked));
      gone += await this.#ask(list, some, mostGone - gone);
      const rest = ids.slice(from + SAMPLE);
      if (isCounted && from === 0 && gone === SAMPLE && rest.length > 0) {
        return this.#unasked(list, rest);
      }
    }
  }

  /** Gives how many of them were taken away, no more than `most`. */
  async #ask(list: List, ids: readonly string[], most: number): Promise<number> {
    if (list === "optIns") {
      const some = ids.slice(0, most);
      const ask = this.#rowWriter.optInDetails(some, "scan", { isUnlisted: true });
      return (await this.#orLater(ask))?.removed ?? 0;
    }
    let gone = 0;
    for (const id of ids) {
      if (gone >= most) break;
      const isThere = await this.#orLater(this.#rowWriter.lead(id, "scan", { isUnlisted: true }));
      if (isThere === false) gone += 1;
    }
    return gone;
  }

  /** One that Hermon doesn't give in a way that can be read is no reason to stop: the next scan asks. */
  async #orLater<T>(asked: Promise<T>): Promise<T | undefined> {
    try {
      return await asked;
    } catch (error) {
      if (!isAboutOne(error)) throw error;
      this.#deps.log.warn({ why: error.message }, "an unseen row can't be read");
      return undefined;
    }
  }

  async #unasked(list: List, ids: readonly string[]): Promise<void> {
    this.#deps.log.warn({ list, rows: ids.length }, "rows that Hermon's list lacks are taken away");
    for (const some of batches(ids, AT_ONCE)) {
      const begun = performance.now();
      await this.#remove(list, some);
      // The store does its work on the server's one thread: half of it is left to those who look.
      await setTimeout(performance.now() - begun);
    }
  }

  async #remove(list: List, ids: readonly string[]): Promise<void> {
    const { store, seen } = this.#deps;
    if (list === "leads") {
      for (const id of ids) seen.markGone(id);
      await removeLeads(store, ids);
    } else {
      await removeOptIns(store, ids);
    }
  }
}
