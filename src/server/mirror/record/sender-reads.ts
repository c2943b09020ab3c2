import { setTimeout } from "node:timers/promises";
import { RecordFailure } from "#server/store/record/lead-record.ts";
import { seqOfLead, stateOfDetails } from "#server/store/leads/leads.ts";
import { lacksDetails } from "#server/store/mirrored/rows/opt-in-details.ts";
import { StoreFailure } from "#server/store/store-failure.ts";
import { monotonic } from "#server/store/time.ts";
import type { MirrorDeps } from "../deps.ts";
import { oddAnswer } from "../apply/odd-answer.ts";
import { failureOf } from "./record-failures.ts";
import { getOptInRow } from "../rows/hermon-endpoints.ts";
import type { RowWriter } from "../apply/row-writer.ts";

/** Nothing is read again sooner, in milliseconds: a sender that asks for one thing without end costs little. */
const FRESH = 5_000;

/** A sender waits so long for newer details than those that are here, in milliseconds. */
const PATIENCE = 5_000;

/** While so many are being read, whoever asks for others gets what is here: to read them takes longer. */
const MOST_UNDER_WAY = 16;

/**
 * Reads the details that senders with an API key ask for. Billing, summary, counts and answers change
 * without a sign of it in any list, so those that were read a while ago are read again.
 */
export class SenderReads {
  readonly #deps: MirrorDeps;
  readonly #rowWriter: RowWriter;
  readonly #underWay = new Map<string, Promise<void>>();

  constructor(deps: MirrorDeps, rowWriter: RowWriter) {
    this.#deps = deps;
    this.#rowWriter = rowWriter;
  }

  /**
   * Sees to it that a lead's details are those of the lead. Old ones do while Hermon can't be asked.
   * @param id in lower case
   * @throws when they were never read, and can't be: they can't be made up
   */
  async lead(id: string): Promise<void> {
    const { store, seen } = this.#deps;
    const state = await stateOfDetails(store, id);
    const read = () => this.#rowWriter.lead(id, "key");
    if (state === "missing") return this.#read(id, read);
    const seq = await seqOfLead(store, id);
    if (seq === null) return;
    await this.#refresh(id, state === "behind" ? undefined : seen.details(seq), read);
  }

  /** The same for an opt-in. */
  async optIn(id: string): Promise<void> {
    const { store, seen } = this.#deps;
    const isMissing = await lacksDetails(store, id);
    if (isMissing === null) return;
    const read = () => this.#readOptIn(id);
    await (isMissing ? this.#read(id, read) : this.#refresh(id, seen.optInDetails(id), read));
  }

  async #readOptIn(id: string): Promise<void> {
    const { failed } = await this.#rowWriter.optInDetails([id], "key");
    if (failed.length > 0) throw oddAnswer(getOptInRow);
  }

  /** @param readAt when what is here was asked for, monotonic; `undefined` when that isn't known */
  async #refresh(id: string, readAt: number | undefined, read: () => Promise<unknown>) {
    // What is under way counts as read before it is committed: whoever comes then waits for it, too.
    if (!this.#underWay.has(id)) {
      if (readAt !== undefined && monotonic() - readAt < FRESH) return;
      if (this.#underWay.size >= MOST_UNDER_WAY) return;
    }
    const reading = this.#read(id, read).catch(ignoreFailure);
    await Promise.race([reading, setTimeout(PATIENCE, undefined, { ref: false })]);
  }

  /** Asked for by several at once, it is read once. */
  #read(id: string, read: () => Promise<unknown>): Promise<void> {
    const known = this.#underWay.get(id);
    if (known) return known;
    const reading = this.#inWorkspace(read).finally(() => this.#underWay.delete(id));
    this.#underWay.set(id, reading);
    return reading;
  }

  async #inWorkspace(read: () => Promise<unknown>): Promise<void> {
    await this.#deps.workspace.ensure("key");
    await read();
  }
}

function ignoreFailure(error: unknown): void {
  const failure = failureOf(error);
  if (!(failure instanceof RecordFailure || failure instanceof StoreFailure)) throw error;
}
