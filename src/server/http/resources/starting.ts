import { Hono } from "hono";
import { sendJson } from "../wire/answer.ts";
import type { ServerEnv } from "../wire/server-env.ts";

/** What the server answers until its database is ready: that it lives, and to come back soon. */
export function startingApp(): Hono<ServerEnv> {
  const app = new Hono<ServerEnv>();
  app.get("/healthz", (context) => sendJson(context, 200, { status: "success", message: "Alive" }));
  app.all("*", (context) =>
    sendJson(context, 503, { status: "error", message: "Starting" }, { "retry-after": "1" }),
  );
  return app;
}
