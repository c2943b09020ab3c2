import type { ErrorHandler } from "hono";
import { routePath } from "hono/route";
import type { Log } from "#server/log.ts";
import { sendJson } from "./answer.ts";
import { Refusal } from "./refusal.ts";
import type { ServerEnv } from "./server-env.ts";

/** Turns whatever a handler throws into the documented error envelope. */
export function failureAnswerer(log: Log): ErrorHandler<ServerEnv> {
  return (error, context) => {
    if (error instanceof Refusal) {
      const { status, message, details, headers } = error;
      return sendJson(context, status, { status: "error", message, details }, headers);
    }
    log.error({ requestId: context.get("requestId"), route: routePath(context), err: error });
    return sendJson(context, 500, { status: "error", message: "Internal server error" });
  };
}
