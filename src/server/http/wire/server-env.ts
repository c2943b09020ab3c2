import type { HttpBindings } from "@hono/node-server";
import type { Context } from "hono";

/** What Hono carries along with a request. Without a socket (tests in process) `env` is empty. */
export interface ServerEnv {
  Bindings: Partial<HttpBindings>;
  Variables: {
    /** Names the request in the log and in the `x-request-id` header. */
    requestId: string;
  };
}

export type ServerContext = Context<ServerEnv>;
