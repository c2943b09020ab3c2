import type { Opened, Opening, Operation, Operations } from "./protocol.ts";
import { DatabaseThread } from "./thread.ts";

/** The one thread that writes, and looks at the file. Should it crash, the next one who asks gets another. */
export class Writer {
  readonly opened: Opened;
  readonly #opening: Opening;
  #thread: Promise<DatabaseThread>;
  #hasEnded = false;
  /** How many there were: two connections count commits apart from each other. */
  #threads = 1;

  /** Throws what SQLite throws. */
  static async open(opening: Opening): Promise<Writer> {
    const { thread, opened } = await DatabaseThread.open(opening);
    return new Writer(thread, opened, { ...opening, place: opened.place });
  }

  private constructor(thread: DatabaseThread, opened: Opened, opening: Opening) {
    this.opened = opened;
    this.#opening = opening;
    this.#thread = this.#watched(thread);
  }

  /** The thread, which a transaction has to keep to. */
  thread(): Promise<DatabaseThread> {
    if (this.#hasEnded) this.#thread = this.#open();
    return this.#thread;
  }

  /** @throws {StoreFailure} `crashed` when the thread ends before it answers */
  async ask<O extends Operation>(
    operation: O,
    ask: Operations[O]["ask"],
  ): Promise<Operations[O]["answer"]> {
    return (await this.thread()).ask(operation, ask);
  }

  /** Differs from before whenever anything was committed. */
  async version(): Promise<string> {
    const n = await this.ask("version", null);
    return `${this.#threads}.${n}`;
  }

  async close(): Promise<void> {
    const thread = await this.#thread.catch(() => undefined);
    await thread?.close();
  }

  async #open(): Promise<DatabaseThread> {
    this.#hasEnded = false;
    try {
      const { thread } = await DatabaseThread.open(this.#opening);
      this.#threads += 1;
      return await this.#watched(thread);
    } catch (error) {
      this.#hasEnded = true;
      throw error;
    }
  }

  async #watched(thread: DatabaseThread): Promise<DatabaseThread> {
    void thread.ended.then(() => (this.#hasEnded = true));
    return thread;
  }
}
