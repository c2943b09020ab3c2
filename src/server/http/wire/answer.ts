import type { ContentfulStatusCode } from "hono/utils/http-status";
import { JsonBody } from "./json-body.ts";
import type { ServerContext } from "./server-env.ts";

/** Every answer of the API: never kept by a cache, since each one holds personal data. */
const JSON_HEADERS = {
  "content-type": "application/json",
  "cache-control": "no-store",
  vary: "accept-encoding",
} as const;

/** Sends an envelope as JSON, compressed for those who take it. */
export async function sendJson(
  context: ServerContext,
  status: ContentfulStatusCode,
  envelope: object | JsonBody,
  headers: Readonly<Record<string, string | string[]>> = {},
): Promise<Response> {
  const body = envelope instanceof JsonBody ? envelope : new JsonBody(envelope);
  const { bytes, coding } = await body.inCodingOf(context.req.header("accept-encoding") ?? "");
  const encoding = coding && { "content-encoding": coding };
  return context.body(bytes, status, { ...JSON_HEADERS, ...encoding, ...headers });
}
