import type { LeadsChange } from "#api/contract/events.ts";
import type { SyncState } from "#api/contract/sync.ts";
import type { Log } from "#server/boot/log.ts";
import type { ChangeFeed } from "#server/store/record/feed.ts";
import { leadsById } from "#server/store/leads/leads.ts";
import type { Store } from "#server/store/open.ts";
import { EventLog, inOne, type News, newsOf } from "./event-log.ts";
import { eventBytes, type EventStream, RETRY } from "./event-stream.ts";
import type { SyncSource } from "#server/store/record/sync-source.ts";

export interface HubOptions {
  readonly store: Store;
  readonly feed: ChangeFeed;
  readonly sync: SyncSource;
  readonly log: Log;
  /** Ends all streams at once. */
  readonly stopping: AbortSignal;
}

/** Where a client goes on: behind an event it had, or with what came while it was loading. */
export type From = { readonly after: string } | { readonly ageMs: number };

/** What comes within this time is told in one, in milliseconds. */
const GATHER_MS = 100;

/** The state of the copy is told at most this often, in milliseconds. */
const SYNC_MS = 1_000;

/** Tells everything that is new to all streams there are: each event is read and written once. */
export class EventHub {
  readonly #options: HubOptions;
  readonly #streams = new Set<EventStream>();
  readonly #past = new EventLog();
  #waiting: News[] = [];
  #gathering: NodeJS.Timeout | undefined;
  #syncPause: NodeJS.Timeout | undefined;
  #hasNewSync = false;

  constructor(options: HubOptions) {
    const { feed, sync, stopping } = options;
    this.#options = options;
    const leaveFeed = feed.subscribe((changes) => this.#gather(newsOf(changes)));
    const leaveSync = sync.subscribe((state) => this.#tellSync(state));
    stopping.addEventListener("abort", () => {
      leaveFeed();
      leaveSync();
      clearTimeout(this.#gathering);
      clearTimeout(this.#syncPause);
      for (const stream of this.#streams) stream.end();
    });
  }

  /** Sends a stream how things are and what its client missed, then all that is new. */
  async add(stream: EventStream, from: From): Promise<void> {
    const { sync, stopping } = this.#options;
    const past = this.#past;
    const known = "after" in from ? from.after : past.positionBefore(from.ageMs);
    let missed: News | undefined;
    let change: LeadsChange | undefined;
    let position: string;
    do {
      position = past.position;
      missed = known === undefined ? undefined : past.since(known);
      change = missed && !isNothing(missed) ? await this.#read(missed) : undefined;
      // Something may have come while that was read.
    } while (position !== past.position);
    stream.send(RETRY);
    stream.send(eventBytes("sync", sync.state(), missed ? known : position));
    if (!missed) stream.send(eventBytes("reset", {}, position));
    if (change) stream.send(eventBytes("leads", change, position));
    if (stopping.aborted) return stream.end();
    this.#streams.add(stream);
    stream.ended.addEventListener("abort", () => this.#streams.delete(stream));
  }

  #gather(news: News): void {
    this.#waiting.push(news);
    this.#wait();
  }

  /** A process that has nothing else to do doesn't wait for this. */
  #wait(): void {
    this.#gathering ??= setTimeout(() => void this.#tellLeads(), GATHER_MS).unref();
  }

  async #tellLeads(): Promise<void> {
    const news = inOne(this.#waiting);
    this.#waiting = [];
    const change = this.#streams.size > 0 ? await this.#read(news) : undefined;
    this.#past.add(news);
    if (change) this.#sendAll(eventBytes("leads", change, this.#past.position));
    this.#gathering = undefined;
    if (this.#waiting.length > 0) this.#wait();
  }

  /** The leads as they are by now. Where they can't be read, whoever hears of it asks by themselves. */
  async #read({ ids, ...news }: News): Promise<LeadsChange> {
    const rest = { ...news, details: [...news.details] };
    try {
      const leads = await leadsById(this.#options.store, ids);
      const found = new Set(leads.map(({ id }) => id));
      return { ...rest, leads, gone: ids.filter((id) => !found.has(id)) };
    } catch (error) {
      this.#options.log.error({ err: error }, "Changed leads couldn't be read for open pages");
      return { ...rest, leads: [], gone: [], others: true, opt_ins: true };
    }
  }

  #tellSync(state: SyncState): void {
    this.#hasNewSync = this.#syncPause !== undefined;
    if (this.#hasNewSync) return;
    this.#sendAll(eventBytes("sync", state));
    this.#syncPause = setTimeout(() => {
      this.#syncPause = undefined;
      if (this.#hasNewSync) this.#tellSync(this.#options.sync.state());
    }, SYNC_MS).unref();
  }

  #sendAll(bytes: Uint8Array<ArrayBuffer>): void {
    for (const stream of this.#streams) stream.send(bytes);
  }
}

const isNothing = ({ ids, details, others, opt_ins, statuses }: News) =>
  ids.length + details.length === 0 && !others && !opt_ins && !statuses;
