import { monotonic } from "#server/store/time.ts";
import { Breaker } from "../gates/breaker.ts";
import type { Closed } from "../gates/gate.ts";
import { KeyTrust } from "../gates/key-trust.ts";
import { NotSent } from "./not-sent.ts";
import type { Outcome } from "./outcome.ts";
import { Pause } from "../gates/pause.ts";
import { type Token, TokenBucket } from "./token-bucket.ts";
import { RequestQueue, type QueuedRequest } from "./request-queue.ts";

const MOST_AT_ONCE = 4;

/** One place is kept for people, so that none of them waits for the end of a whole page. */
const MOST_AT_ONCE_IN_BACKGROUND = 3;

/** A request under way, and whether it is the one that finds out about an outage or a refused key. */
interface Request {
  readonly token: Token;
  readonly question: string | undefined;
  readonly probes: { readonly outage: boolean; readonly key: boolean };
}

/** What holds where several servers have the budget one after another. Times in milliseconds. */
export interface SharedBudget {
  /** Whether it is this server's now. */
  readonly isOurs: () => boolean;
  /** Whether another server may have spent it all a moment ago. */
  readonly isSpent: boolean;
  /** How long Hermon wants no requests, as another server was told. */
  readonly pausedMs: number;
  /** Told how long Hermon wants no requests. */
  readonly onPause: (ms: number) => void;
}

/** The right to send one request now. */
export interface Turn {
  /** When it is sent: milliseconds since 1970, for people. */
  readonly sentAt: number;
  /** The same, monotonic: which of two was sent first. */
  readonly order: number;
  /** To be called when the answer begins, or the try failed without one. */
  readonly arrived: () => void;
  /** To be called once, at the end of the try. */
  readonly end: (outcome: Outcome) => void;
}

/**
 * Decides when which request is sent, so that Hermon never gets more than it can or wants to take:
 * a bucket of tokens, four at once, a pause when it asks for one, a breaker for its outages, and
 * next to nothing while it doesn't take the key.
 */
export class RequestBudget {
  readonly #bucket: TokenBucket;
  readonly #breaker = new Breaker();
  readonly #key = new KeyTrust();
  readonly #pause = new Pause();
  readonly #queue = new RequestQueue<Turn>();
  readonly #onChange: () => void;
  #underWay = 0;
  #inBackground = 0;
  #answers = 0;
  /** Numbers of the requests that have been the outage's probe in the present round of turns. */
  readonly #probed = new Set<number>();
  readonly #shared: SharedBudget | undefined;
  #isStopped = false;
  #timer: NodeJS.Timeout | undefined;

  /**
   * @param most requests a second
   * @param onChange called after whatever may have changed `outage`, `refusal` or `waiting`
   * @param shared left out: it is this server's alone
   */
  constructor(most: number, onChange: () => void, shared?: SharedBudget) {
    this.#bucket = new TokenBucket(most, () => this.#letIn());
    this.#onChange = onChange;
    this.#shared = shared;
    if (shared?.isSpent) this.#bucket.spend();
    if (shared && shared.pausedMs > 0) this.#pause.ask(shared.pausedMs);
  }

  get rate(): { most: number; now: number } {
    return { most: this.#bucket.most, now: this.#bucket.rate };
  }

  get outage(): Closed | undefined {
    return this.#breaker.outage;
  }

  /** Hermon doesn't take the key. */
  get refusal(): Closed | undefined {
    return this.#key.refusal;
  }

  /** Hermon asks us to wait, for long or again and again. */
  get waiting(): Closed | undefined {
    return this.#pause.waiting;
  }

  /** Whether Hermon has taken the key, and refused nothing since. */
  get isKeyProven(): boolean {
    return this.#key.isProven;
  }

  /** Questions about everything that were refused since. */
  get refused(): ReadonlySet<string> {
    return this.#key.questions;
  }

  /** How many requests have been answered so far. */
  get answers(): number {
    return this.#answers;
  }

  /** Until when nothing is sent because Hermon asked for a pause; a monotonic time. */
  get pausedUntil(): number {
    return this.#pause.until;
  }

  /**
   * Waits for the turn of a request.
   *
   * @throws {NotSent} if it is not worth waiting for
   * @throws the reason of the request's signal once it aborts
   */
  async turn(request: QueuedRequest): Promise<Turn> {
    if (this.#isStopped) throw new NotSent("stopped");
    const turn = this.#queue.join(request);
    this.#letIn();
    return turn;
  }

  /** Ends the wait of a refusal or an outage: the next request is sent at once, alone. */
  askAgain(): void {
    this.#key.endWait();
    this.#breaker.endWait();
    this.#changed();
  }

  /** Nothing is sent any more. */
  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    this.#queue.reject(() => new NotSent("stopped"));
  }

  #changed(): void {
    this.#onChange();
    this.#letIn();
  }

  #letIn(): void {
    if (this.#isStopped) return;
    const begin = monotonic();
    while (this.#sendNext());
    this.#queue.reject((request) => this.#whyNot(request));
    this.#wakeUp(begin);
  }

  #sendNext(): boolean {
    const [outage, key] = [this.#breaker.admits(), this.#key.admits()];
    if (outage === "none" || key === "none" || monotonic() < this.pausedUntil) return false;
    if (this.#shared?.isOurs() === false) return false;
    if (this.#underWay >= (this.#key.isProven ? MOST_AT_ONCE : 1)) return false;
    const mayGo = (request: QueuedRequest) =>
      this.#hasPlace(request) &&
      // What is refused about one thing says nothing of the key.
      (key === "any" || request.question !== undefined);
    const next =
      outage === "probe"
        ? this.#nextProbe(mayGo)
        : this.#queue.first((request) => mayGo(request) && request.notBefore <= monotonic());
    const token = next && this.#bucket.take();
    if (token) next.admit(this.#begin(next.request, token));
    return token !== undefined;
  }

  /**
   * A probe is for all: it doesn't wait until one request of many may be tried again. Each is the
   * probe in its turn, as one may fail alone while the others wouldn't.
   */
  #nextProbe(mayGo: (request: QueuedRequest) => boolean) {
    return (
      this.#queue.first((request) => mayGo(request) && !this.#probed.has(request.number)) ??
      this.#queue.first(mayGo)
    );
  }

  #hasPlace({ purpose }: QueuedRequest): boolean {
    return purpose === "person" || this.#inBackground < MOST_AT_ONCE_IN_BACKGROUND;
  }

  #begin({ purpose, question, number }: QueuedRequest, token: Token): Turn {
    const background = purpose === "person" ? 0 : 1;
    const probes = { outage: this.#breaker.sends(), key: this.#key.sends() };
    this.#noteProbe(probes.outage ? number : undefined);
    this.#underWay += 1;
    this.#inBackground += background;
    const end = (outcome: Outcome): void => {
      token.arrived();
      this.#underWay -= 1;
      this.#inBackground -= background;
      this.#learn(outcome, { token, question, probes });
      this.#changed();
    };
    return { sentAt: Date.now(), order: monotonic(), arrived: token.arrived, end };
  }

  #noteProbe(number: number | undefined): void {
    if (number === undefined || this.#probed.has(number)) this.#probed.clear();
    if (number !== undefined) this.#probed.add(number);
  }

  #learn(outcome: Outcome, { token, question, probes }: Request): void {
    if (outcome.kind !== "answered" && outcome.kind !== "denied") this.#key.withdrawn(probes.key);
    if (outcome.kind === "withdrawn") return this.#breaker.withdrawn(probes.outage);
    if (outcome.kind === "failed") return this.#learnFailure(outcome.pauseMs ?? 0, probes.outage);
    if (this.#breaker.answered(probes.outage)) this.#bucket.startAtHalf();
    if (outcome.kind === "busy") return this.#slowDown(token, outcome.pauseMs);
    if (outcome.kind === "denied") return this.#key.refused(question, probes.key);
    this.#pause.forgive();
    if (outcome.kind === "declined") return;
    this.#key.taken(probes.key);
    this.#answers += 1;
    this.#bucket.speedUp();
  }

  /** A pause that is too long to be waited for opens the breaker, so that people are told. */
  #learnFailure(pauseMs: number, isProbe: boolean): void {
    this.#breaker.failed(isProbe, pauseMs);
    if (this.#breaker.outage) return;
    this.#pause.extend(pauseMs);
    this.#sharePause();
  }

  #slowDown(token: Token, pauseMs: number | undefined): void {
    const isNew = this.#bucket.slowDown(token);
    if (pauseMs === undefined && !isNew) return;
    this.#pause.ask(pauseMs);
    this.#sharePause();
  }

  #sharePause(): void {
    const ms = this.pausedUntil - monotonic();
    if (ms > 0) this.#shared?.onPause(ms);
  }

  /** Why somebody who doesn't wait for ever should go, if so. */
  #whyNot({ until }: QueuedRequest): NotSent | undefined {
    if (until === Infinity) return undefined;
    if (this.refusal) return new NotSent("refused");
    const now = monotonic();
    if (this.#breaker.admits() === "none") {
      const wait = (this.outage?.nextTryAt ?? now) - now;
      return new NotSent("unreachable", Math.max(wait, 0));
    }
    if (now < until && this.pausedUntil <= until) return undefined;
    return new NotSent("busy", this.pausedUntil > now ? this.pausedUntil - now : undefined);
  }

  /** Looks again at the next time that was still to come when this look began: it may have passed since. */
  #wakeUp(begin: number): void {
    clearTimeout(this.#timer);
    const { queued } = this.#queue;
    if (queued.length === 0) return;
    const times = queued.flatMap(({ notBefore, until }) => [notBefore, until]);
    times.push(this.pausedUntil, this.outage?.nextTryAt ?? 0, this.refusal?.nextTryAt ?? 0);
    const next = Math.min(...times.filter((time) => time > begin));
    if (next === Infinity) return;
    // It may have come since the look: Node would warn of a time below nothing.
    this.#timer = setTimeout(() => this.#letIn(), Math.max(0, next - monotonic()));
  }
}
