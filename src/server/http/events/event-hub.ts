import type { LeadsChange } from "#api/contract/events.ts";
import type { Log } from "#server/boot/log.ts";
import { inOne, isNothing, type News } from "#server/store/events/changes.ts";
import { leadsById } from "#server/store/leads/leads.ts";
import type { Store } from "#server/store/open.ts";
import type { SyncSource } from "#server/store/record/sync-source.ts";
import { StoreFailure } from "#server/store/store-failure.ts";
import { EventLog } from "./event-log.ts";
import { eventBytes, type EventStream, RETRY } from "./event-stream.ts";

export interface HubOptions {
  readonly store: Store;
  readonly sync: SyncSource;
  readonly log: Log;
  /** Ends all streams at once. */
  readonly stopping: AbortSignal;
}

/**
 * Where a client goes on: behind an event it had, or with what came while it was loading, since a moment
 * of this process' own clock, in milliseconds.
 */
export type From = { readonly after: string } | { readonly since: number };

/** What is committed within this time is told in one, in milliseconds. */
const GATHER_MS = 100;

/** The state of the copy is told at most this often, and what couldn't be read is tried again, in milliseconds. */
const PAUSE_MS = 1_000;

/** Tells everything that is new to all streams there are: each event is read and written once. */
export class EventHub {
  readonly #options: HubOptions;
  readonly #streams = new Set<EventStream>();
  readonly #past: EventLog;
  #gathering: NodeJS.Timeout | undefined;
  #syncPause: NodeJS.Timeout | undefined;
  #hasNewSync = false;
  #telling: Promise<void> = Promise.resolve();

  constructor(options: HubOptions) {
    const { store, sync, stopping } = options;
    this.#options = options;
    this.#past = new EventLog(store);
    const leaveStore = store.onCommit(() => this.#tellSoon());
    const leaveSync = sync.subscribe(() => this.#tellSync());
    this.#tellSoon(0);
    stopping.addEventListener("abort", () => {
      leaveStore();
      leaveSync();
      clearTimeout(this.#gathering);
      clearTimeout(this.#syncPause);
      for (const stream of this.#streams) stream.end();
    });
  }

  /**
   * Sends a stream how things are and what its client missed, then all that is new.
   * @throws {StoreFailure} when nothing could be read so far
   */
  async add(stream: EventStream, from: From): Promise<void> {
    const { sync, stopping } = this.#options;
    const past = this.#past;
    // Another server may have told it what isn't read here yet.
    if (!past.position || ("after" in from && !past.since(from.after))) await this.#tell();
    const known = "after" in from ? from.after : past.positionAt(from.since);
    let missed: News | undefined;
    let change: LeadsChange | undefined;
    let position: string | undefined;
    do {
      position = past.position;
      missed = known === undefined ? undefined : past.since(known);
      change = missed && !isNothing(missed) ? await this.#readLeads(missed) : undefined;
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

  /** A process that has nothing else to do doesn't wait for this. */
  #tellSoon(ms = GATHER_MS): void {
    this.#gathering ??= setTimeout(() => {
      this.#gathering = undefined;
      this.#tell().catch((error: unknown) => this.#tellLater(error));
    }, ms).unref();
  }

  #tellLater(error: unknown): void {
    const { stopping, log } = this.#options;
    if (stopping.aborted) return;
    if (!(error instanceof StoreFailure)) log.error({ err: error }, "Events couldn't be read");
    this.#tellSoon(PAUSE_MS);
  }

  /** One after another, each from where the one before has come to. */
  #tell(): Promise<void> {
    const told = this.#telling.then(() => this.#tellNew());
    this.#telling = told.catch(() => undefined);
    return told;
  }

  async #tellNew(): Promise<void> {
    const next = await this.#past.read();
    const news = inOne(next.events.map((event) => event.news));
    const isAsked = next.isContinued && !isNothing(news) && this.#streams.size > 0;
    const change = isAsked ? await this.#readLeads(news) : undefined;
    this.#past.add(next);
    if (!next.isContinued) this.#sendAll(eventBytes("reset", {}, this.#past.position));
    if (change) this.#sendAll(eventBytes("leads", change, this.#past.position));
  }

  /** The leads as they are by now. Where they can't be read, whoever hears of it asks by themselves. */
  async #readLeads({ ids, ...news }: News): Promise<LeadsChange> {
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

  #tellSync(): void {
    this.#hasNewSync = this.#syncPause !== undefined;
    if (this.#hasNewSync) return;
    this.#sendAll(eventBytes("sync", this.#options.sync.state()));
    this.#syncPause = setTimeout(() => {
      this.#syncPause = undefined;
      if (this.#hasNewSync) this.#tellSync();
    }, PAUSE_MS).unref();
  }

  #sendAll(bytes: Uint8Array<ArrayBuffer>): void {
    for (const stream of this.#streams) stream.send(bytes);
  }
}
