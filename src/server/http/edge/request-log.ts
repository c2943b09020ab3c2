import { randomUUID } from "node:crypto";
import type { MiddlewareHandler } from "hono";
import { routePath } from "hono/route";
import type { Log } from "#server/boot/log.ts";
import type { ServerEnv } from "../wire/server-env.ts";

/** Names every request, times it, and writes one line about it once its answer is made. */
export function requestLog(log: Log): MiddlewareHandler<ServerEnv> {
  return async (context, next) => {
    const start = performance.now();
    const requestId = randomUUID();
    context.set("requestId", requestId);
    context.header("x-request-id", requestId);
    await next();
    log.info({
      requestId,
      method: context.req.method,
      // As it is written in the contract: paths hold ids, and queries e-mails.
      route: routePath(context),
      status: context.res.status,
      ms: Math.round((performance.now() - start) * 10) / 10,
    });
  };
}
