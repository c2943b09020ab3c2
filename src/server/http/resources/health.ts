import { Hono } from "hono";
import type { Log } from "#server/boot/log.ts";
import type { Store } from "#server/store/open.ts";
import { sendJson } from "../wire/answer.ts";
import type { ServerContext, ServerEnv } from "../wire/server-env.ts";

/** What the server answers until its database is ready: that it lives, and to come back soon. */
export function startingApp(): Hono<ServerEnv> {
  const app = new Hono<ServerEnv>();
  app.get("/healthz", (context) => sendJson(context, 200, { status: "success", message: "Alive" }));
  app.all("*", (context) =>
    sendJson(context, 503, { status: "error", message: "Starting" }, { "retry-after": "1" }),
  );
  return app;
}

/**
 * Makes what answers whether requests can be answered: 503 when the database can't be read from the
 * disk. A disk that is full doesn't count, as reading goes on. What stops it is logged once.
 */
export function readiness(store: Store, log: Log) {
  let isReady = true;
  return async (context: ServerContext): Promise<Response> => {
    try {
      await store.probe();
    } catch (error) {
      if (isReady) log.error({ err: error }, "Not ready: the database can't be read");
      isReady = false;
      throw error;
    }
    if (!isReady) log.info({}, "Ready again");
    isReady = true;
    return sendJson(context, 200, { status: "success", message: "Ready" });
  };
}
