import type * as z from "zod/mini";
import { attempt } from "./attempt.ts";
import type { Endpoint, Envelope, Pagination } from "./contract/endpoint.ts";
import { type AnyRequest, type RequestOf, requestPath } from "./request.ts";
import { pause, retryDelay } from "./retry.ts";

export interface ClientOptions {
  /** Put before every path; left out, paths are relative to the page. */
  readonly baseUrl?: string;
  /** Sent with every request, e.g. `x-api-key`. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly fetch?: typeof fetch;
  /** For each try, its answer's body included. Default: 15 s. */
  readonly timeoutMs?: number;
  /** A longer answer isn't read to its end, but fails. Default: 32 MiB, far beyond any page of a list. */
  readonly mostBytes?: number;
  /** How often a read is tried before its failure is told. Default: 3. */
  readonly tries?: number;
  /** Upper bound of the wait before the second try; it doubles for each further one. */
  readonly backoffMs?: number;
}

/** What a call gives: the envelope's `data`; of a page, `data` and `pagination`. */
export type AnswerOf<E extends Endpoint> =
  z.output<E["answer"]> extends { data: infer Data; pagination: Pagination }
    ? { data: Data; pagination: Pagination }
    : z.output<E["answer"]> extends { data: infer Data }
      ? Data
      : never;

type Input<E extends Endpoint> = RequestOf<E> & { readonly signal?: AbortSignal | undefined };

/** The input may be left out where nothing in it is required. */
type Arguments<E extends Endpoint> = {} extends Input<E> ? [input?: Input<E>] : [input: Input<E>];

export interface Client {
  /**
   * Calls an endpoint and opens its envelope. Sends only what it is given: no default parameters,
   * no headers but the client's (and a body's content type). Reads are tried again after failures
   * that pass; writes are sent once.
   *
   * @throws {ApiError} whatever went wrong
   */
  call<E extends Endpoint>(endpoint: E, ...input: Arguments<E>): Promise<AnswerOf<E>>;
}

/** Makes the client of an API that speaks the contract, in a browser or in Node. */
export function createClient(options: ClientOptions = {}): Client {
  const { baseUrl = "", headers = {}, timeoutMs = 15_000, tries = 3, backoffMs = 300 } = options;
  const { mostBytes = 32 * 1024 * 1024 } = options;
  const send = options.fetch ?? globalThis.fetch.bind(globalThis);

  async function call<E extends Endpoint>(
    endpoint: E,
    ...input: Arguments<E>
  ): Promise<AnswerOf<E>>;
  async function call(endpoint: Endpoint, input: Input<Endpoint> & AnyRequest = {}) {
    const { body, signal } = input;
    const outgoing = { url: baseUrl + requestPath(endpoint, input), headers, body, signal };
    for (let failed = 1; ; failed += 1) {
      try {
        return openEnvelope(await attempt(endpoint, { ...outgoing, timeoutMs, mostBytes, send }));
      } catch (error) {
        const delay = failed < tries ? retryDelay(endpoint, error, failed, backoffMs) : null;
        if (delay === null) throw error;
        await pause(delay, signal);
      }
    }
  }

  return { call };
}

/** The envelope's `status` and a lead's share a name; so nothing above the client sees the envelope. */
function openEnvelope({ data, pagination }: Envelope): unknown {
  return pagination ? { data, pagination } : data;
}
