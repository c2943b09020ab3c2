import { randomUUID } from "node:crypto";
import type { Changes } from "#server/store/record/feed.ts";

/** What has changed: these leads (or they are gone), and whether there is more than that. */
export interface News {
  readonly ids: readonly string[];
  /** Leads of which lists show nothing new. */
  readonly details: readonly string[];
  readonly others: boolean;
  readonly opt_ins: boolean;
  readonly statuses: boolean;
}

/** So many changes can be gone back behind. A thousand of them take less than 3 MB. */
const MOST_KEPT = 1_000;

/** More leads than these aren't named: whoever hears of them asks for what is on the screen. */
const MOST_NAMED = 50;

/** And more than these aren't named by their details: the oldest are left out. */
const MOST_DETAILS = 200;

export const newsOf = (changes: Changes): News => {
  const { leads, gone = [], details = [], others = false, statuses = false } = changes;
  const opt_ins = changes.optIns === true || gone.length > 0;
  return inOne([{ ids: [...leads, ...gone], details, others, opt_ins, statuses }]);
};

/** Several news as one. */
export function inOne(all: readonly News[]): News {
  const ids = new Set(all.flatMap((news) => news.ids));
  const isTooMuch = ids.size > MOST_NAMED;
  const details = new Set(all.flatMap((news) => news.details));
  return {
    ids: isTooMuch ? [] : [...ids],
    // They concern nobody but who looks at one of them right now.
    details: [...details].slice(-MOST_DETAILS),
    others: isTooMuch || all.some(({ others }) => others),
    opt_ins: all.some(({ opt_ins }) => opt_ins),
    statuses: all.some(({ statuses }) => statuses),
  };
}

interface Entry {
  readonly news: News;
  /** By this process' own clock, in milliseconds. */
  readonly at: number;
}

/**
 * The news of this process by number, so that a page that was away hears what it missed. A position
 * in it is `<epoch>-<number>`; another process' is known to be none of ours.
 */
export class EventLog {
  readonly #epoch = randomUUID();
  readonly #entries: Entry[] = [];
  #last = 0;
  /** Nothing from before is known. */
  #from = performance.now();

  /** Behind the latest news. */
  get position(): string {
    return `${this.#epoch}-${this.#last}`;
  }

  add(news: News): void {
    this.#last += 1;
    this.#entries.push({ news, at: performance.now() });
    if (this.#entries.length > MOST_KEPT) this.#from = this.#entries.shift()?.at ?? this.#from;
  }

  /** What came behind a position, in one; `undefined` when that can't be told. */
  since(position: string): News | undefined {
    const dash = position.lastIndexOf("-");
    const number = position.slice(dash + 1);
    if (position.slice(0, dash) !== this.#epoch || !/^\d{1,15}$/.test(number)) return undefined;
    const missed = this.#last - Number(number);
    return missed >= 0 && missed <= this.#entries.length ? this.#latest(missed) : undefined;
  }

  /** The position `ms` milliseconds ago; `undefined` when that can't be told. */
  positionBefore(ms: number): string | undefined {
    const then = performance.now() - ms;
    if (then < this.#from) return undefined;
    const later = this.#entries.length - 1 - this.#entries.findLastIndex(({ at }) => at < then);
    return `${this.#epoch}-${this.#last - later}`;
  }

  #latest(count: number): News {
    return inOne(this.#entries.slice(this.#entries.length - count).map(({ news }) => news));
  }
}
