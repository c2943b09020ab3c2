import { createClient } from "#api/client.ts";
import type { Endpoint } from "#api/contract/endpoint.ts";
import type { AnyRequest } from "#api/request.ts";

interface SendingOptions {
  readonly apiUrl: string;
  readonly apiKey: string;
  readonly timeoutMs: number;
  readonly fetch: typeof fetch;
}

/** How one try ended. */
export type Sent =
  | { readonly answer: unknown }
  | {
      readonly error: unknown;
      /** There was no connection, so it can't have been carried out. */
      readonly neverArrived: boolean;
    };

type Input = AnyRequest & { readonly signal: AbortSignal | undefined };

/** Sends a request once. `onArrival` is called when its answer begins, or there is none. */
export type Send = (endpoint: Endpoint, input: Input, onArrival: () => void) => Promise<Sent>;

/**
 * Four answers may be under way at once, and one that is read takes several times its length for a
 * moment. A page of a hundred usual leads has a tenth of a megabyte; one that is longer than this is
 * asked for in parts.
 */
const MOST_BYTES = 4 * 1024 * 1024;

/** Gives what sends requests to Hermon; the key is in there and nowhere else. */
export function createSend({ apiUrl, apiKey, timeoutMs, fetch }: SendingOptions): Send {
  const options = {
    mostBytes: MOST_BYTES,
    headers: { "x-api-key": apiKey },
    baseUrl: apiUrl.replace(/\/+$/, ""),
  };
  return async (endpoint, input, onArrival) => {
    let neverArrived = false;
    const fetchOnce: typeof fetch = async (url, init) => {
      try {
        return await fetch(url, init);
      } catch (error) {
        neverArrived = hadNoConnection(error);
        throw error;
      } finally {
        onArrival();
      }
    };
    try {
      const client = createClient({ ...options, timeoutMs, fetch: fetchOnce, tries: 1 });
      return { answer: await client.call(endpoint, input) };
    } catch (error) {
      return { error, neverArrived };
    }
  };
}

/** What Node says when it didn't even get as far as sending. */
const NO_CONNECTION: readonly unknown[] = [
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "UND_ERR_CONNECT_TIMEOUT",
];

function hadNoConnection(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && "code" in cause && NO_CONNECTION.includes(cause.code);
}
