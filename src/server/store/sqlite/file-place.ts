import { type BigIntStats, statSync } from "node:fs";
import { realPath } from "./real-path.ts";
import { type During, StoreFailure } from "../store-failure.ts";

/** Which file stands at `path`; `undefined`: none. Nothing is opened: closing a file would end SQLite's locks on it. */
function fileAt(path: string): BigIntStats | undefined {
  return statSync(path, { bigint: true, throwIfNoEntry: false });
}

/** Some network file systems number files anew while they are open; when they were made stays. */
const isSame = (a: BigIntStats | undefined, b: BigIntStats | undefined) =>
  (a?.ino === b?.ino && a?.dev === b?.dev) || (a && a.birthtimeNs === b?.birthtimeNs);

/**
 * Where an open database and its log are. A file that was removed or replaced stays open, and what
 * is written to it is gone with the process.
 */
export class FilePlace {
  readonly #path: string;
  readonly #file: BigIntStats | undefined;
  readonly #log: BigIntStats | undefined;

  /** To be made when the file is open and was read. */
  constructor(path: string) {
    // SQLite puts the log beside the file itself, not beside a link to it.
    this.#path = realPath(path);
    this.#file = fileAt(this.#path);
    this.#log = fileAt(`${this.#path}-wal`);
  }

  /** @throws {StoreFailure} `displaced` when it isn't the same files any more */
  check(during: During): void {
    const hasLog = !this.#log || isSame(fileAt(`${this.#path}-wal`), this.#log);
    if (!hasLog || !isSame(fileAt(this.#path), this.#file)) {
      throw new StoreFailure("displaced", during);
    }
  }

  /** In bytes: the file, and its log, which may hold pages that the file hasn't yet. */
  sizes(): { file: number; log: number } {
    // In this order: pages leave the log after they came to the file.
    const log = Number(fileAt(`${this.#path}-wal`)?.size ?? 0n);
    return { file: Number(fileAt(this.#path)?.size ?? 0n), log };
  }
}
