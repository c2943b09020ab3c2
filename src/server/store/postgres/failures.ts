import {
  Deadlock,
  Duplicate,
  type During,
  RefusedValue,
  StoreFailure,
  type StoreFailureKind,
} from "../store-failure.ts";

/** PostgreSQL's codes that say something about the server, not about the query. */
const KINDS = new Map<string, StoreFailureKind>([
  ["53100", "full"], // disk_full
  ["25006", "read-only"], // read_only_sql_transaction
  ["58030", "faulty"], // io_error
  ["XX001", "damaged"], // data_corrupted
  ["XX002", "damaged"], // index_corrupted
  ["55P03", "busy"], // lock_not_available
  ["53300", "busy"], // too_many_connections
  ["57014", "slow"], // query_canceled
  ["57P01", "crashed"], // admin_shutdown
  ["57P02", "crashed"], // crash_shutdown
  ["57P03", "crashed"], // cannot_connect_now
  ["ECONNREFUSED", "crashed"],
  ["ECONNRESET", "crashed"],
  ["EPIPE", "crashed"],
  ["ETIMEDOUT", "crashed"],
  ["ENOTFOUND", "crashed"],
  ["EAI_AGAIN", "crashed"],
  ["EHOSTUNREACH", "crashed"],
]);

/** What the driver says itself, without a code, where its connection is lost or none is free. */
const LOST = /connection terminated|connection error|client was closed/i;
const NONE_FREE = /timeout exceeded when trying to connect/i;

/** The code of an error that PostgreSQL or the network tells of. */
export const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && "code" in error ? String(error.code) : undefined;

/** Which kind of failure an error is; nothing when it is about the query. */
export function kindOf(error: unknown): StoreFailureKind | undefined {
  const code = codeOf(error);
  // 08: connection exceptions.
  if (code !== undefined) return KINDS.get(code) ?? (code.startsWith("08") ? "crashed" : undefined);
  if (!(error instanceof Error)) return undefined;
  if (LOST.test(error.message)) return "crashed";
  return NONE_FREE.test(error.message) ? "busy" : undefined;
}

/** deadlock_detected, serialization_failure */
const DEADLOCKS = ["40P01", "40001"];

/** Data exceptions, violations of a rule, and what goes beyond limits. */
const REFUSALS = /^(22|23|54)/;

/** unique_violation, exclusion_violation */
const DUPLICATES = ["23505", "23P01"];

function asRefusal(error: unknown): unknown {
  const code = codeOf(error) ?? "";
  if (!(error instanceof Error && REFUSALS.test(code))) return error;
  return DUPLICATES.includes(code) ? new Duplicate(error) : new RefusedValue(error);
}

/** What went wrong with the server or a value as the store's own failure; any other error as it is. */
export function asFailure(error: unknown, during: During): unknown {
  if (DEADLOCKS.includes(codeOf(error) ?? "")) return new Deadlock(during, error);
  const kind = kindOf(error);
  return kind ? new StoreFailure(kind, during, error) : asRefusal(error);
}
