import { type BigIntStats, statSync } from "node:fs";
import { realPath } from "./real-path.ts";
import { type During, StoreFailure } from "../store-failure.ts";

/** Nothing is opened: closing a file would end SQLite's locks on it. */
const statsOf = (path: string) => statSync(path, { bigint: true, throwIfNoEntry: false });

/** What tells a file from another one. */
type FileId = Pick<BigIntStats, "ino" | "dev" | "birthtimeNs">;

/** Which file stands at `path`; `undefined`: none. */
function fileAt(path: string): FileId | undefined {
  const stats = statsOf(path);
  return stats && { ino: stats.ino, dev: stats.dev, birthtimeNs: stats.birthtimeNs };
}

/** Which files a database and its log are. */
export interface Place {
  readonly file: FileId | undefined;
  readonly log: FileId | undefined;
}

/** Some network file systems number files anew while they are open; when they were made stays. */
const isSame = (a: FileId | undefined, b: FileId | undefined) =>
  (a?.ino === b?.ino && a?.dev === b?.dev) || (a && a.birthtimeNs === b?.birthtimeNs);

/**
 * Where an open database and its log are. A file that was removed or replaced stays open, and what
 * is written to it is gone with the process.
 */
export class FilePlace {
  readonly #path: string;
  readonly place: Place;

  /**
   * To be made when the file is open and was read.
   * @param place which files others have open as this database; left out: those that are there
   */
  constructor(path: string, place?: Place) {
    // SQLite puts the log beside the file itself, not beside a link to it.
    this.#path = realPath(path);
    this.place = place ?? { file: fileAt(this.#path), log: fileAt(`${this.#path}-wal`) };
  }

  /** @throws {StoreFailure} `displaced` when it isn't the same files any more */
  check(during: During): void {
    const { file, log } = this.place;
    const hasLog = !log || isSame(fileAt(`${this.#path}-wal`), log);
    if (!hasLog || !isSame(fileAt(this.#path), file)) {
      throw new StoreFailure("displaced", during);
    }
  }

  /** In bytes: the file, and its log, which may hold pages that the file hasn't yet. */
  sizes(): { file: number; log: number } {
    // In this order: pages leave the log after they came to the file.
    const log = Number(statsOf(`${this.#path}-wal`)?.size ?? 0n);
    return { file: Number(statsOf(this.#path)?.size ?? 0n), log };
  }
}
