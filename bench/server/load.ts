import { Agent, type OutgoingHttpHeaders, request } from "node:http";

export interface Request {
  readonly method?: string;
  readonly path: string;
  readonly headers?: OutgoingHttpHeaders;
  readonly body?: string;
}

export interface Load {
  readonly url: string;
  readonly connections: number;
  /** Over after so many seconds, or so many requests. */
  readonly seconds?: number;
  readonly requests?: number;
  /** The request to send as the n-th, from 0. */
  readonly next: (n: number) => Request;
}

export interface LoadResult {
  /** Of each request until its answer was whole, in milliseconds. */
  readonly latencies: readonly number[];
  readonly perSecond: number;
}

/**
 * Keeps so many connections busy, each with one request at a time.
 * @throws on the first answer that is no success: what fails is no measure
 */
export async function load({ url, connections, seconds, requests, next }: Load) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const latencies: number[] = [];
  const begun = performance.now();
  const end = begun + (seconds ?? Infinity) * 1000;
  let sent = 0;
  const sendInTurn = async () => {
    while (sent < (requests ?? Infinity) && performance.now() < end) {
      const before = performance.now();
      await send(url, next(sent++), agent);
      latencies.push(performance.now() - before);
    }
  };
  await Promise.all(Array.from({ length: connections }, sendInTurn));
  agent.destroy();
  return { latencies, perSecond: (latencies.length * 1000) / (performance.now() - begun) };
}

function send(url: string, { path, body, ...options }: Request, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url + path, { ...options, agent }, (answer) => {
      const status = answer.statusCode ?? 0;
      answer.once("end", () => {
        if (status < 300) resolve();
        else reject(new Error(`${options.method ?? "GET"} ${path} answered ${status}`));
      });
      answer.resume();
    });
    outgoing.once("error", reject).end(body);
  });
}
