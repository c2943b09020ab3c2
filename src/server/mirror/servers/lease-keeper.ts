import type { MirrorLease, TakenLease } from "#server/store/database/database.ts";
import { monotonic } from "#server/store/time.ts";

/** A lease that is held: renewed again and again, and known to be over no later than others know. */
export class LeaseKeeper {
  readonly #lease: MirrorLease;
  readonly #term: number;
  readonly #forMs: number;
  readonly #lost: AbortController;
  /** Monotonic, and as the machine's clock has it: while a machine sleeps, one of the two may stand still. */
  #until = { monotonic: 0, wall: 0 };
  #pausedUntil = 0;
  #isStopped = false;
  #next: NodeJS.Timeout | undefined;
  #end: NodeJS.Timeout | undefined;

  /** @param lost aborted when another server may have it by now, here or elsewhere */
  constructor(lease: MirrorLease, { term }: TakenLease, forMs: number, lost: AbortController) {
    this.#lease = lease;
    this.#term = term;
    this.#forMs = forMs;
    this.#lost = lost;
  }

  /** Whether no other server has it for sure. */
  get isHeld(): boolean {
    const { monotonic: until, wall } = this.#until;
    return !this.#isOver && monotonic() < until && Date.now() < wall;
  }

  /** Resolves when it was renewed for the first time. */
  start(): Promise<void> {
    return this.#renew();
  }

  /** Hermon wants no requests for so long, in milliseconds: whoever has the lease next is to know at once. */
  paused(ms: number): void {
    this.#pausedUntil = Math.max(this.#pausedUntil, monotonic() + ms);
    void this.#renew();
  }

  /** Renews it no more. */
  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#next);
    clearTimeout(this.#end);
  }

  get #isOver(): boolean {
    return this.#isStopped || this.#lost.signal.aborted;
  }

  readonly #lose = (): void => {
    this.stop();
    this.#lost.abort();
  };

  async #renew(): Promise<void> {
    clearTimeout(this.#next);
    if (this.#isOver) return;
    this.#next = setTimeout(() => void this.#renew(), this.#forMs / 4);
    const asked = { monotonic: monotonic(), wall: Date.now() };
    const pausedMs = Math.max(0, Math.ceil(this.#pausedUntil - asked.monotonic));
    try {
      const isOurs = await this.#lease.renew(this.#term, this.#forMs, pausedMs);
      if (isOurs) this.#lastsFrom(asked);
      else this.#lose();
    } catch {
      // It is tried again until it is over.
    }
  }

  /** A little less long than others think: what was sent last is to have arrived before they send. */
  #lastsFrom(asked: { monotonic: number; wall: number }): void {
    if (this.#isOver) return;
    const ms = (this.#forMs * 5) / 6;
    this.#until = { monotonic: asked.monotonic + ms, wall: asked.wall + ms };
    clearTimeout(this.#end);
    this.#end = setTimeout(this.#lose, this.#until.monotonic - monotonic());
  }
}
