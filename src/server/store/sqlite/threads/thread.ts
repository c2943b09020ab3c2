import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { type During, StoreFailure } from "../../store-failure.ts";
import {
  fromWire,
  NO_ANSWER,
  type Opened,
  type Opening,
  type Operation,
  type Operations,
  type Response,
} from "./protocol.ts";

/** Half of a thread's start would be compiling its own files; nothing is lost if it can't be kept. */
const COMPILED = join(import.meta.dirname, "../../../../../node_modules/.cache/compiled");

interface Pending {
  /** In what a failure counts as having failed. */
  readonly during: During;
  resolve(answer: unknown): void;
  reject(error: unknown): void;
}

/** The main thread's end of a thread that has a connection of its own. */
export class DatabaseThread {
  readonly #worker: Worker;
  readonly #during: During;
  readonly #pending = new Map<number, Pending>();
  #lastId = 0;
  #crash: unknown;
  /** Resolves when the thread is no more, however it came to its end. */
  readonly ended: Promise<void>;
  #hasEnded = false;

  /** Throws what SQLite throws at the opening, as `Error` with its `errcode`, or a failure of the store's. */
  static async open(opening: Opening): Promise<{ thread: DatabaseThread; opened: Opened }> {
    const thread = new DatabaseThread(opening);
    try {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- that is what comes first
      return { thread, opened: (await thread.#answerTo(0, "read")) as Opened };
    } catch (error) {
      await thread.terminate();
      throw error;
    }
  }

  private constructor(opening: Opening) {
    this.#during = opening.role === "writer" ? "write" : "read";
    this.#worker = new Worker(new URL("./worker.ts", import.meta.url), {
      name: `sqlite ${opening.role}`,
      workerData: opening,
      env: { NODE_COMPILE_CACHE: COMPILED, ...process.env },
      // Node's own flags and hooks are the main thread's.
      execArgv: ["--disable-warning=ExperimentalWarning"],
    });
    this.#worker.on("message", (response: Response) => this.#receive(response));
    this.#worker.on("error", (error) => void (this.#crash = error));
    this.ended = new Promise((resolve) => {
      this.#worker.once("exit", () => {
        this.#end();
        resolve();
      });
    });
  }

  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  /** @throws {StoreFailure} `crashed` when the thread ends before it answers */
  ask<O extends Operation>(
    operation: O,
    ask: Operations[O]["ask"],
  ): Promise<Operations[O]["answer"]> {
    const isLook = operation === "probe" || operation === "version";
    const during = isLook ? "read" : this.#during;
    if (this.#hasEnded) return Promise.reject(this.#crashed(during));
    const id = (this.#lastId += 1);
    this.#send({ id, operation, ask });
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the other half of this program answers so
    return this.#answerTo(id, during) as Promise<Operations[O]["answer"]>;
  }

  /** The same of what needs no answer. */
  tell<O extends Operation>(operation: O, ask: Operations[O]["ask"]): void {
    if (!this.#hasEnded) this.#send({ id: NO_ANSWER, operation, ask });
  }

  /** Closes the connection after all that was asked, and ends the thread. */
  async close(): Promise<void> {
    // A thread that has ended has closed it.
    await this.ask("close", null).catch(() => undefined);
    this.#worker.ref();
    await this.ended;
  }

  /**
   * Ends the thread whatever it does, and answers nobody any more. What SQLite is in the middle of
   * can't be stopped: the thread lives on until then.
   */
  async terminate(): Promise<void> {
    await this.#worker.terminate();
  }

  #send(request: { id: number; operation: Operation; ask: unknown }): void {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- that is a window's
    this.#worker.postMessage(request);
  }

  /** A process with nothing else to do waits for answers, but not for threads that wait for questions. */
  #answerTo(id: number, during: During): Promise<unknown> {
    if (this.#pending.size === 0) this.#worker.ref();
    return new Promise((resolve, reject) => this.#pending.set(id, { during, resolve, reject }));
  }

  #receive(response: Response): void {
    const pending = this.#pending.get(response.id);
    this.#pending.delete(response.id);
    if (this.#pending.size === 0) this.#worker.unref();
    if (!pending) return;
    if ("failure" in response) pending.reject(fromWire(response.failure, pending.during));
    else pending.resolve(response.answer);
  }

  #end(): void {
    this.#hasEnded = true;
    for (const pending of this.#pending.values()) pending.reject(this.#crashed(pending.during));
    this.#pending.clear();
  }

  #crashed(during: During): StoreFailure {
    return new StoreFailure("crashed", during, this.#crash);
  }
}
