/** Something the operator can mend; its message is one line that says what. */
export class OperatorError extends Error {}

/** What to print when a program can't go on: one line, or the stack of what nobody foresaw. */
export function explainFailure(error: unknown): string {
  if (error instanceof OperatorError) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
