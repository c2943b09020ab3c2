import type { ErrorHandler } from "hono";
import { routePath } from "hono/route";
import type { Log } from "#server/boot/log.ts";
import { sendJson } from "./answer.ts";
import { RecordFailure, type RecordFailureKind } from "#server/store/record/lead-record.ts";
import { StoreFailure } from "#server/store/store-failure.ts";
import { Refusal } from "./refusal.ts";
import type { ServerEnv } from "./server-env.ts";

/** What it means for whoever asked us that Hermon could not be asked. */
const STATUS_OF = {
  unreachable: 503,
  busy: 503,
  refused: 503,
  "not-asked": 503,
  "other-workspace": 503,
  rejected: 400,
  unknown: 504,
} as const satisfies Record<RecordFailureKind, number>;

/** When a database that another program keeps to itself may be free again. */
const BUSY_SECONDS = 5;

function refusalFor({ kind, message, retryAfterMs }: RecordFailure): Refusal {
  const headers =
    retryAfterMs === undefined ? {} : { "retry-after": String(Math.ceil(retryAfterMs / 1000)) };
  return new Refusal(STATUS_OF[kind], message, { headers });
}

/** Reads are tried again by themselves, also without a time. */
function refusalForStore({ kind, message }: StoreFailure): Refusal {
  const headers = kind === "busy" ? { "retry-after": String(BUSY_SECONDS) } : {};
  return new Refusal(503, message, { headers });
}

function asRefusal(thrown: unknown): unknown {
  if (thrown instanceof RecordFailure) return refusalFor(thrown);
  return thrown instanceof StoreFailure ? refusalForStore(thrown) : thrown;
}

/** Turns whatever a handler throws into the documented error envelope. */
export function failureAnswerer(log: Log): ErrorHandler<ServerEnv> {
  return (thrown, context) => {
    const error = asRefusal(thrown);
    if (error instanceof Refusal) {
      const { status, message, details, headers, logged } = error;
      if (logged) {
        log.warn({ requestId: context.get("requestId"), route: routePath(context) }, logged);
      }
      return sendJson(context, status, { status: "error", message, details }, headers);
    }
    log.error({ requestId: context.get("requestId"), route: routePath(context), err: error });
    return sendJson(context, 500, { status: "error", message: "Internal server error" });
  };
}
