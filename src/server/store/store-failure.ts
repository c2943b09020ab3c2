/**
 * - `full`: there is no room on the disk.
 * - `read-only`: the database may not be written to.
 * - `faulty`: the disk doesn't do what it is asked.
 * - `damaged`: what is in the file makes no sense.
 * - `displaced`: the file was removed, moved or replaced while it was open.
 * - `busy`: another program has kept the database to itself for too long.
 * - `slow`: it took longer than whoever asked may wait.
 * - `abandoned`: whoever asked is gone.
 * - `crashed`: the thread that had to do it has ended.
 * - `superseded`: another server asks Hermon by now, and writes what comes of it.
 */
export type StoreFailureKind =
  | "full"
  | "read-only"
  | "faulty"
  | "damaged"
  | "displaced"
  | "busy"
  | "slow"
  | "abandoned"
  | "crashed"
  | "superseded";

/** What the database was asked to do. */
export type During = "read" | "write";

const REASONS: Readonly<Record<StoreFailureKind, string>> = {
  full: "the server's disk is full",
  "read-only": "the server may not write to its database",
  faulty: "the server's disk reports errors",
  damaged: "the server's database is damaged",
  displaced: "the server's database was moved or removed",
  busy: "another program keeps the server's database to itself",
  slow: "the server's database takes too long to answer",
  abandoned: "nobody waits for it any more",
  crashed: "the server lost its connection to the database, and makes a new one",
  superseded: "another server asks Hermon by now",
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

/** Two transactions waited for each other, and this one gave way: done again, it may well succeed. */
export class Deadlock extends StoreFailure {
  constructor(during: During, cause?: unknown) {
    super("busy", during, cause);
  }
}

/** The database doesn't take a value: too long, of a wrong type, or against a rule of its table. */
export class RefusedValue extends Error {
  override readonly name: string = "RefusedValue";

  constructor(cause: Error) {
    super(cause.message, { cause });
  }
}

/** What may be there once is there already. */
export class Duplicate extends RefusedValue {
  override readonly name = "Duplicate";
}

/**
 * A database, or a file that belongs to it, can't be used as it is. The message is one line for
 * whoever runs the server.
 */
export class DatabaseProblem extends Error {}
