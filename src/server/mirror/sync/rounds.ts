import { ApiError } from "#api/errors.ts";
import type { MirrorDeps } from "../deps.ts";
import { NotSent } from "../hermon/budget/not-sent.ts";
import { Rest } from "./rest.ts";
import { OtherWorkspace } from "../trust/workspace.ts";
import { StoreFailure } from "#server/store/store-failure.ts";

/** How long nothing is done after a failure, in milliseconds. */
const AFTER_FAILURE = 5_000;

/** How long nothing is asked of another workspace, in milliseconds. */
const IN_OTHER_WORKSPACE = 60_000;

/** In place of a rest: there is no further round. */
export const DONE = -1;

/** A round of work; it comes back with how long to rest before the next, in milliseconds. */
type Round = () => Promise<number>;

/** Work of several kinds that is done again and again, each with rests of its own. */
export class Rounds<Kind extends string> {
  readonly #deps: MirrorDeps;
  readonly #onNotSaved: (failure: StoreFailure | null) => void;
  /** Of the kinds whose last round failed at the store. */
  readonly #notSaved = new Map<Kind, StoreFailure>();
  readonly #rests = new Map<Kind, Rest>();
  /** What each kind last failed with, which is logged once. */
  readonly #failures = new Map<Kind, string>();
  #isStopped = false;

  /** @param onNotSaved told after each round whether the store is in the way, and how */
  constructor(deps: MirrorDeps, onNotSaved: (failure: StoreFailure | null) => void) {
    this.#deps = deps;
    this.#onNotSaved = onNotSaved;
  }

  /** Does a round, and again after each rest, until it is done or all is stopped. */
  async repeat(kind: Kind, round: Round): Promise<void> {
    while (!this.#isStopped) {
      const rest = await this.#attempt(kind, round);
      if (rest === DONE) return;
      if (rest > 0) await this.rest(kind, rest);
    }
  }

  async rest(kind: Kind, ms: number): Promise<void> {
    if (!this.#isStopped) await this.#restOf(kind).take(ms);
  }

  /** Ends the rest of that kind, or of all kinds. */
  wake(kind?: Kind): void {
    if (kind) this.#restOf(kind).wake();
    else for (const rest of this.#rests.values()) rest.wake();
  }

  /** What is under way goes on to its end. */
  stop(): void {
    this.#isStopped = true;
    this.wake();
  }

  #restOf(kind: Kind): Rest {
    const rest = this.#rests.get(kind) ?? new Rest();
    this.#rests.set(kind, rest);
    return rest;
  }

  /** Whatever fails is tried again later. */
  async #attempt(kind: Kind, round: Round): Promise<number> {
    try {
      const rest = await round();
      this.#failures.delete(kind);
      this.#noteNotSaved(kind, undefined);
      return rest;
    } catch (error) {
      if (this.#isStopped) return DONE;
      // Which workspace it is was logged. It is looked at again, as the key may be given back its own.
      if (error instanceof OtherWorkspace) return IN_OTHER_WORKSPACE;
      // The store logs its failures itself, once.
      if (error instanceof StoreFailure) this.#noteNotSaved(kind, error);
      else this.#log(kind, error);
      return AFTER_FAILURE;
    }
  }

  #log(kind: Kind, error: unknown): void {
    const { log } = this.#deps;
    if (!(error instanceof ApiError || error instanceof NotSent)) {
      return log.error({ round: kind, err: error }, "the mirror failed");
    }
    const why = error.message;
    if (this.#failures.get(kind) !== why)
      log.warn({ round: kind, why }, "Hermon could not be read");
    this.#failures.set(kind, why);
  }

  #noteNotSaved(kind: Kind, failure: StoreFailure | undefined): void {
    if (failure) this.#notSaved.set(kind, failure);
    else this.#notSaved.delete(kind);
    const [first = null] = this.#notSaved.values();
    this.#onNotSaved(first);
  }
}
