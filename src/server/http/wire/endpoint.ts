import type { Hono } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type * as z from "zod/mini";
import type { Endpoint } from "#api/contract/endpoint.ts";
import { sendJson } from "./answer.ts";
import { type AnyCall, type Call, callReader, type Gates } from "./call.ts";
import { Refusal } from "./refusal.ts";
import type { ServerEnv } from "./server-env.ts";

interface Delivery {
  /** One of the contract's success statuses; 200 when left out. */
  readonly status?: ContentfulStatusCode;
  readonly cookies?: readonly string[];
}

/** What a handler comes back with: the contract's answer, but for what the envelope adds. */
type Answer<E extends Endpoint> = Omit<z.output<E["answer"]>, "status" | "message"> & Delivery;

/** The same where the endpoint isn't known until the server runs. */
interface AnyAnswer extends Delivery {
  readonly data?: unknown;
  readonly pagination?: unknown;
}

/** Puts an endpoint of the contract on the server. */
export type Serve = <E extends Endpoint>(
  endpoint: E,
  handler: (call: Call<E>) => Promise<Answer<E>>,
) => void;

/**
 * Makes the function that serves endpoints on `app`: it reads and checks each request by the
 * contract, and puts the handler's answer into the envelope with the contract's message.
 */
export function endpointServer(app: Hono<ServerEnv>, gates: Gates): Serve {
  function serve<E extends Endpoint>(
    endpoint: E,
    handler: (call: Call<E>) => Promise<Answer<E>>,
  ): void;
  function serve(endpoint: Endpoint, handler: (call: AnyCall) => Promise<AnyAnswer>): void {
    const readCall = callReader(endpoint, gates);
    app.on(endpoint.method, endpoint.path, async (context) => {
      const answer = await handler(await readCall(context));
      const { status = 200, cookies, data, pagination } = answer;
      const message = endpoint.success[status];
      const headers = cookies && { "set-cookie": [...cookies] };
      return sendJson(context, status, { status: "success", message, data, pagination }, headers);
    });
  }
  return serve;
}

/** Answers 405 to every other method of these endpoints' paths. To be called after all are served. */
export function refuseOtherMethods(
  app: Hono<ServerEnv>,
  endpoints: readonly Pick<Endpoint, "method" | "path">[],
): void {
  const byPath = Map.groupBy(endpoints, ({ path }) => path);
  for (const [path, served] of byPath) {
    const methods = served.flatMap(({ method }) => (method === "GET" ? ["GET", "HEAD"] : [method]));
    const allow = methods.join(", ");
    app.all(path, () => {
      throw new Refusal(405, `Method not allowed, use ${allow}`, { headers: { allow } });
    });
  }
}
