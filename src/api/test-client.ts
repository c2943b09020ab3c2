import { type Client, type ClientOptions, createClient } from "./client.ts";
import { withTestUpstream } from "./test-upstream.ts";

export const KEY = "sk_live_secret";
export const ID = "896e4c72-e390-4baf-906f-395992266222";

/** A good answer to the question for statuses. */
export const STATUSES = { status: "success", message: "Statuses fetched successfully", data: [] };

/** For each test of a file a new upstream, and clients of it that don't wait long between tries. */
export function withClient() {
  const upstream = withTestUpstream();
  const client = (options: ClientOptions = {}): Client =>
    createClient({
      baseUrl: upstream().url,
      headers: { "x-api-key": KEY },
      backoffMs: 2,
      ...options,
    });
  return { upstream, client };
}
