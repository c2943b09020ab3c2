import { DatabaseProblem, StoreFailure } from "#server/store/store-failure.ts";

/** Something the operator can mend; its message is one line that says what. */
export class OperatorError extends Error {}

/** What to print when a program can't go on: one line, or the stack of what nobody foresaw. */
export function explainFailure(error: unknown): string {
  const isForeseen = [OperatorError, DatabaseProblem, StoreFailure].some(
    (kind) => error instanceof kind,
  );
  if (isForeseen && error instanceof Error) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
