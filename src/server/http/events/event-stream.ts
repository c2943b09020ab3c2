import type { EventName, EventOf } from "#api/contract/events.ts";

/** How many bytes may wait for a client that doesn't read. It can come back for the rest. */
const MOST_WAITING = 256 * 1024;

const encoder = new TextEncoder();

/** One event as it goes over the wire. `id` is where the client goes on from, should it be cut off. */
export function eventBytes<Name extends EventName>(
  name: Name,
  data: EventOf<Name>,
  id?: string,
): Uint8Array<ArrayBuffer> {
  const position = id === undefined ? "" : `id: ${id}\n`;
  return encoder.encode(`event: ${name}\n${position}data: ${JSON.stringify(data)}\n\n`);
}

/** How long a client may wait before it comes back, in milliseconds. */
export const RETRY = encoder.encode("retry: 2000\n\n");

/** Nothing new, but the connection holds: a comment for tools, an event for pages, which see no comments. */
export const HEARTBEAT = encoder.encode(": heartbeat\nevent: heartbeat\ndata: {}\n\n");

/** One client's events, as the body of its answer. */
export class EventStream {
  readonly body: ReadableStream<Uint8Array<ArrayBuffer>>;
  readonly #ended = new AbortController();
  readonly #cutOff: () => void;
  #controller: ReadableStreamDefaultController<Uint8Array<ArrayBuffer>> | undefined;

  /** @param cutOff closes the connection, whatever still waits to be sent */
  constructor(cutOff: () => void) {
    this.#cutOff = cutOff;
    this.body = new ReadableStream<Uint8Array<ArrayBuffer>>(
      {
        start: (controller) => {
          this.#controller = controller;
        },
        cancel: () => this.#ended.abort(),
      },
      new ByteLengthQueuingStrategy({ highWaterMark: MOST_WAITING }),
    );
  }

  /** Aborted when it is over, whoever ended it. */
  get ended(): AbortSignal {
    return this.#ended.signal;
  }

  /** A client that has left too much unread is dropped. */
  send(bytes: Uint8Array<ArrayBuffer>): void {
    if (this.ended.aborted) return;
    if ((this.#controller?.desiredSize ?? 0) > 0) this.#controller?.enqueue(bytes);
    else this.end();
  }

  end(): void {
    if (this.ended.aborted) return;
    const isRead = this.#controller?.desiredSize === MOST_WAITING;
    this.#ended.abort();
    this.#controller?.close();
    if (!isRead) this.#cutOff();
  }
}
