/**
 * - `full`: there is no room on the disk.
 * - `read-only`: the database may not be written to.
 * - `faulty`: the disk doesn't do what it is asked.
 * - `damaged`: what is in the file makes no sense.
 * - `displaced`: the file was removed, moved or replaced while it was open.
 * - `busy`: another program has kept the database to itself for too long.
 */
export type StoreFailureKind = "full" | "read-only" | "faulty" | "damaged" | "displaced" | "busy";

/** What the database was asked to do. */
export type During = "read" | "write";

const REASONS: Readonly<Record<StoreFailureKind, string>> = {
  full: "the server's disk is full",
  "read-only": "the server may not write to its database",
  faulty: "the server's disk reports errors",
  damaged: "the server's database is damaged",
  displaced: "the server's database was moved or removed",
  busy: "another program keeps the server's database to itself",
};

const RESULTS: Readonly<Record<During, string>> = {
  read: "The data can't be read",
  write: "Nothing was saved",
};

/**
 * The database can't do what it was asked, whoever asks. After a failed write nothing of it stays,
 * and a later one works once there is no reason any more. The message is one plain sentence for
 * whoever asked.
 */
export class StoreFailure extends Error {
  override readonly name = "StoreFailure";
  readonly kind: StoreFailureKind;
  readonly during: During;

  constructor(kind: StoreFailureKind, during: During, cause?: unknown) {
    super(`${RESULTS[during]}: ${REASONS[kind]}`, { cause });
    this.kind = kind;
    this.during = during;
  }

  /** The second half of the message: "the server's disk is full". */
  get reason(): string {
    return REASONS[this.kind];
  }
}

/**
 * A database, or a file that belongs to it, can't be used as it is. The message is one line for
 * whoever runs the server.
 */
export class DatabaseProblem extends Error {}
