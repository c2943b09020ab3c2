import {
  Duplicate,
  type During,
  RefusedValue,
  StoreFailure,
  type StoreFailureKind,
} from "../store-failure.ts";

/** The failures that SQLite itself tells of. */
type SqliteFailureKind = Exclude<StoreFailureKind, "slow" | "abandoned" | "crashed" | "superseded">;

/** SQLite's primary result codes that say something about the file, not about the query. */
const KINDS = new Map<number, SqliteFailureKind>([
  [5, "busy"], // SQLITE_BUSY
  [15, "busy"], // SQLITE_PROTOCOL: the locks of the log could not be had
  [8, "read-only"], // SQLITE_READONLY
  [10, "faulty"], // SQLITE_IOERR
  [14, "faulty"], // SQLITE_CANTOPEN
  [11, "damaged"], // SQLITE_CORRUPT
  [26, "damaged"], // SQLITE_NOTADB
  [13, "full"], // SQLITE_FULL
]);

/** SQLITE_IOERR_SHMSIZE: no room for the file that a log needs beside it. */
const NO_ROOM = 4874;

/** Which kind of failure an error of node:sqlite is; nothing when it is about the query. */
export function kindOf(error: unknown): SqliteFailureKind | undefined {
  if (!(error instanceof Error && "errcode" in error)) return undefined;
  const { errcode } = error;
  if (typeof errcode !== "number") return undefined;
  // Primary codes are the lowest byte of SQLite's extended ones.
  return errcode === NO_ROOM ? "full" : KINDS.get(errcode & 0xff);
}

/** SQLITE_TOOBIG, SQLITE_CONSTRAINT, SQLITE_MISMATCH */
const REFUSALS = [18, 19, 20];

/** SQLITE_CONSTRAINT_PRIMARYKEY, SQLITE_CONSTRAINT_UNIQUE */
const DUPLICATES = [1555, 2067];

function asRefusal(error: unknown): unknown {
  if (!(error instanceof Error && "errcode" in error)) return error;
  const { errcode } = error;
  if (typeof errcode !== "number" || !REFUSALS.includes(errcode & 0xff)) return error;
  return DUPLICATES.includes(errcode) ? new Duplicate(error) : new RefusedValue(error);
}

/** What went wrong with the file or a value as the store's own failure; any other error as it is. */
export function asFailure(error: unknown, during: During): unknown {
  const kind = kindOf(error);
  return kind ? new StoreFailure(kind, during, error) : asRefusal(error);
}
