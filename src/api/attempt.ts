import { type Endpoint, type Envelope, ErrorEnvelope } from "./contract/endpoint.ts";
import { ApiError } from "./errors.ts";
import { parseRetryAfter } from "./retry.ts";

/** One request as it goes out. */
export interface Outgoing {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly signal: AbortSignal | undefined;
  readonly timeoutMs: number;
  /** A longer answer isn't read to its end. */
  readonly mostBytes: number;
  readonly send: typeof fetch;
}

/**
 * Sends a request once and gives the parsed answer, envelope included.
 *
 * @throws {ApiError} whatever went wrong
 */
export async function attempt(endpoint: Endpoint, outgoing: Outgoing): Promise<Envelope> {
  const { signal, timeoutMs, mostBytes } = outgoing;
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    const ended = signal ? AbortSignal.any([signal, timeout]) : timeout;
    const response = await outgoing.send(outgoing.url, requestInit(endpoint, outgoing, ended));
    if (!response.ok) throw await failureOf(endpoint, response, mostBytes);
    return parse(endpoint, response, await readText(endpoint, response, mostBytes));
  } catch (error) {
    if (error instanceof ApiError) throw error;
    const about = { endpoint: endpoint.name };
    if (signal?.aborted) throw new ApiError({ ...about, kind: "aborted", happened: "aborted" });
    if (timeout.aborted) {
      const happened = `no whole answer within ${timeoutMs / 1000} s`;
      throw new ApiError({ ...about, kind: "timeout", happened });
    }
    throw new ApiError({ ...about, kind: "network", happened: `connection failed${code(error)}` });
  }
}

function requestInit(endpoint: Endpoint, outgoing: Outgoing, signal: AbortSignal): RequestInit {
  const { body, headers } = outgoing;
  // A redirect could carry the key to another host, so none is followed.
  const init = { method: endpoint.method, redirect: "manual", signal } satisfies RequestInit;
  if (body === undefined) return { ...init, headers };
  return {
    ...init,
    headers: { ...headers, "content-type": "application/json" },
    body: JSON.stringify(body),
  };
}

/** What counts of a failed answer is its status; its body is read for a message, but may be anything. */
async function failureOf(
  endpoint: Endpoint,
  response: Response,
  mostBytes: number,
): Promise<ApiError> {
  const { status, headers, type } = response;
  const about = { endpoint: endpoint.name, requestId: headers.get("x-request-id") ?? undefined };
  if (type === "opaqueredirect" || (status >= 300 && status < 400)) {
    await response.body?.cancel();
    return new ApiError({ ...about, kind: "redirected", happened: "redirected elsewhere" });
  }
  const envelope = await readEnvelope(endpoint, response, mostBytes);
  return new ApiError({
    ...about,
    kind: "http",
    happened: `HTTP ${status}`,
    status,
    retryAfterMs: parseRetryAfter(headers.get("retry-after"), clockOf(response)),
    answered: envelope?.message,
    details: envelope?.details,
  });
}

/** What time it is for the server, which is what its dates go by: ours may be set otherwise. */
function clockOf({ headers }: Response): number {
  const date = Date.parse(headers.get("date") ?? "");
  return Number.isNaN(date) ? Date.now() : date;
}

async function readEnvelope(
  endpoint: Endpoint,
  response: Response,
  mostBytes: number,
): Promise<ErrorEnvelope | undefined> {
  try {
    return ErrorEnvelope.safeParse(JSON.parse(await readText(endpoint, response, mostBytes))).data;
  } catch {
    return undefined;
  }
}

/** What keeps an answer without end from filling the memory. */
async function readText(
  endpoint: Endpoint,
  response: Response,
  mostBytes: number,
): Promise<string> {
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  // One that says how long it is needn't be read to find out.
  let isTooLong = Number(response.headers.get("content-length")) > mostBytes;
  while (!isTooLong) {
    const chunk = await reader?.read();
    if (!chunk?.value) return text + decoder.decode();
    bytes += chunk.value.byteLength;
    isTooLong = bytes > mostBytes;
    text += decoder.decode(chunk.value, { stream: true });
  }
  await reader?.cancel();
  throw unreadable(endpoint, response, "a body that is too long", true);
}

function parse(endpoint: Endpoint, response: Response, text: string): Envelope {
  const answer = endpoint.answer.safeParse(parseJson(endpoint, response, text));
  if (answer.success) return answer.data;
  const [issue] = answer.error.issues;
  throw new ApiError({
    kind: "unexpected-shape",
    endpoint: endpoint.name,
    happened: `unexpected answer at "${issue?.path.join(".")}" (${issue?.code})`,
    status: response.status,
    requestId: response.headers.get("x-request-id") ?? undefined,
  });
}

function parseJson(endpoint: Endpoint, response: Response, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw unreadable(endpoint, response, text ? "a body that is no JSON" : "an empty body");
  }
}

function unreadable(
  endpoint: Endpoint,
  { status, headers }: Response,
  body: string,
  isTooLong = false,
): ApiError {
  return new ApiError({
    kind: "unreadable",
    isTooLong,
    endpoint: endpoint.name,
    happened: `HTTP ${status} with ${body}`,
    status,
    requestId: headers.get("x-request-id") ?? undefined,
  });
}

/** Node's code of a failed connection, e.g. ` (ECONNRESET)`; browsers tell none. */
function code(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && "code" in cause ? ` (${String(cause.code)})` : "";
}
