import type { ContentfulStatusCode } from "hono/utils/http-status";
import { compressed } from "./compression.ts";
import type { ServerContext } from "./server-env.ts";

/** Every answer of the API: never kept by a cache, since each one holds personal data. */
const JSON_HEADERS = {
  "content-type": "application/json",
  "cache-control": "no-store",
  vary: "accept-encoding",
} as const;

const encoder = new TextEncoder();

/** Sends an envelope as JSON, compressed for those who take it. */
export async function sendJson(
  context: ServerContext,
  status: ContentfulStatusCode,
  envelope: object,
  headers: Readonly<Record<string, string | string[]>> = {},
): Promise<Response> {
  const text = encoder.encode(JSON.stringify(envelope));
  const { bytes, coding } = await compressed(text, context.req.header("accept-encoding") ?? "");
  const encoding = coding && { "content-encoding": coding };
  return context.body(bytes, status, { ...JSON_HEADERS, ...encoding, ...headers });
}
