import type { Log } from "./log.ts";
import type { StoreWatch } from "#server/store/database/database.ts";
import type { StoreFailureKind } from "#server/store/store-failure.ts";

/** After so long without a failure writing works again: where there is hardly room, some writes fit. */
const RECOVERED = 60_000;

/** How long a failure to read isn't logged again, in milliseconds. */
const QUIET = 10 * 60_000;

/**
 * Tells the operator what stops the database from working: once for each reason, however many ask
 * for it, and that it works again.
 * @param now a clock in milliseconds that nobody sets
 */
export function watchStore(
  log: Pick<Log, "error" | "info">,
  now: () => number = () => performance.now(),
): StoreWatch {
  let stopped: { readonly kind: StoreFailureKind; readonly at: number } | undefined;
  const readFailures = new Map<StoreFailureKind, number>();

  function isNew(kind: StoreFailureKind, during: "read" | "write"): boolean {
    if (during === "write") {
      const isOther = stopped?.kind !== kind;
      stopped = { kind, at: now() };
      return isOther;
    }
    const last = readFailures.get(kind) ?? -Infinity;
    if (now() - last < QUIET) return false;
    readFailures.set(kind, now());
    return true;
  }

  return {
    failed({ kind, during, message, cause }) {
      if (!isNew(kind, during)) return;
      log.error(
        { why: kind, database: cause instanceof Error ? cause.message : undefined },
        message,
      );
    },
    written() {
      if (!stopped || now() - stopped.at < RECOVERED) return;
      stopped = undefined;
      log.info({}, "The database is written to again");
    },
  };
}
