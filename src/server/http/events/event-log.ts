import { inOne, type News } from "#server/store/events/changes.ts";
import { type Event, eventsFrom, latestEvents } from "#server/store/events/events.ts";
import { EVENTS_KEPT } from "#server/store/events/record-changes.ts";
import type { Store } from "#server/store/open.ts";

/** What the database has behind the log's end. */
interface Continuation {
  readonly events: readonly Event[];
  /** Not where the log's end isn't in the database any more: then these are the latest ones. */
  readonly isContinued: boolean;
}

interface Entry extends Event {
  /** When it was read here, by this process' own clock, in milliseconds: it was committed before. */
  readonly at: number;
}

/**
 * The latest events of the database, as far as this process has read them, so that a page that was
 * away hears what it missed. A position is that of an event, `<seq>-<id>`: every server knows it,
 * and one from before the database was replaced or restored is known to be none of its own.
 */
export class EventLog {
  readonly #store: Store;
  readonly #entries: Entry[] = [];

  constructor(store: Store) {
    this.#store = store;
  }

  /** Behind the latest event; `undefined` while nothing was read. */
  get position(): string | undefined {
    const last = this.#entries.at(-1);
    return last && positionOf(last);
  }

  /** @throws {StoreFailure} */
  async read(): Promise<Continuation> {
    const last = this.#entries.at(-1);
    if (last) {
      const [same, ...events] = await eventsFrom(this.#store, last.seq);
      if (same?.id === last.id) return { events, isContinued: true };
    }
    return { events: await latestEvents(this.#store), isContinued: false };
  }

  add({ events, isContinued }: Continuation): void {
    const at = performance.now();
    if (!isContinued) this.#entries.length = 0;
    this.#entries.push(...events.map((event) => ({ ...event, at })));
    this.#entries.splice(0, Math.max(0, this.#entries.length - EVENTS_KEPT - 1));
  }

  /** What came behind a position, in one; `undefined` when that can't be told. */
  since(position: string): News | undefined {
    const [first] = this.#entries;
    const [seq] = position.split("-");
    const place = Number(seq) - (first?.seq ?? 0);
    const entry = this.#entries[place];
    if (!entry || positionOf(entry) !== position) return undefined;
    return inOne(this.#entries.slice(place + 1).map(({ news }) => news));
  }

  /** The position at a moment of this process' own clock; `undefined` when that can't be told. */
  positionAt(moment: number): string | undefined {
    const entry = this.#entries.findLast(({ at }) => at <= moment);
    return entry && positionOf(entry);
  }
}

const positionOf = ({ seq, id }: Event) => `${seq}-${id}`;
