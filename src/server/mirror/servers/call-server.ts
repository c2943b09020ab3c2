import { setTimeout } from "node:timers/promises";
import {
  answerCall,
  beginCalls,
  type Call,
  hasNewCalls,
  returnCall,
} from "#server/store/mirrored/servers/calls.ts";
import type { Store } from "#server/store/open.ts";
import { StoreFailure } from "#server/store/store-failure.ts";
import type { MirrorLog } from "../mirror-log.ts";
import { type Answering, answerTo } from "./calls.ts";
import { coalesced } from "./coalesced.ts";

/** How often an answer that can't be saved is tried again, a second apart. */
const MOST_TRIES = 10;

interface CallServerOptions {
  /** Written under the lease. */
  readonly store: Store;
  /** The lease's. */
  readonly term: number;
  readonly mirror: Answering;
  readonly log: MirrorLog;
}

/** Does what other servers ask of the one that asks Hermon. */
export class CallServer {
  readonly #options: CallServerOptions;
  readonly #underWay = new Set<Promise<void>>();
  #isStopped = false;

  constructor(options: CallServerOptions) {
    this.#options = options;
  }

  /** Looks for new calls: something was committed, or some time has passed. */
  readonly serve = coalesced(() => this.#serveOnce());

  /** Begins with none any more, and resolves when those under way are answered, or left to others. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    await this.serve();
    await Promise.all(this.#underWay);
  }

  async #serveOnce(): Promise<void> {
    const { store, term, log } = this.#options;
    try {
      if (this.#isStopped || !(await hasNewCalls(store))) return;
      for (const call of await beginCalls(store, term)) this.#begin(call);
    } catch (error) {
      if (!(error instanceof StoreFailure)) log.error({ err: error }, "calls can't be read");
    }
  }

  #begin(call: Call): void {
    const answering = this.#answer(call).finally(() => this.#underWay.delete(answering));
    this.#underWay.add(answering);
  }

  async #answer(call: Call): Promise<void> {
    const { store, mirror, log } = this.#options;
    const failed = (error: unknown) =>
      log.error({ call: call.kind, err: error }, "a call of another server failed");
    try {
      const answer = await answerTo(mirror, call, failed);
      await saved(() =>
        answer === "not-asked"
          ? returnCall(store, call)
          : answerCall(store, call.id, JSON.stringify(answer)),
      );
    } catch (error) {
      failed(error);
    }
  }
}

/** While the lease is held a failure may pass; whoever asked doesn't wait for ever. */
async function saved(write: () => Promise<void>): Promise<void> {
  for (let tries = 1; tries <= MOST_TRIES; tries += 1) {
    try {
      return await write();
    } catch (error) {
      if (!(error instanceof StoreFailure)) throw error;
      if (error.kind === "superseded") return;
      await setTimeout(1_000);
    }
  }
}
