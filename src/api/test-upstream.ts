import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { beforeEach, onTestFinished } from "vitest";
import { listenHere, type TestListener } from "./test-listener.ts";

/** What an upstream does with a request. */
export type Behaviour = (request: IncomingMessage, response: ServerResponse) => void;

/** A server that answers as a test wants it to, and remembers what it was asked. */
export interface TestUpstream extends TestListener {
  /** What it does with each request in turn; the last one stays. */
  behaviours: Behaviour[];
  /**
   * Each with when it came: in milliseconds since 1970, and of `performance.now()`, which a clock that
   * is set meanwhile doesn't move.
   */
  readonly requests: {
    readonly request: IncomingMessage;
    readonly at: number;
    readonly tick: number;
  }[];
}

/** Starts one on a free port of this machine. */
export async function startTestUpstream(): Promise<TestUpstream> {
  const requests: TestUpstream["requests"] = [];
  const server = createServer((request, response) => {
    requests.push({ request, at: Date.now(), tick: performance.now() });
    const { behaviours } = upstream;
    const behaviour = behaviours.length > 1 ? behaviours.shift() : behaviours[0];
    behaviour?.(request, response);
  });
  const upstream: TestUpstream = {
    ...(await listenHere(server)),
    behaviours: [],
    requests,
  };
  return upstream;
}

/** A new one for each test of a file, closed after it. */
export function withTestUpstream(): () => TestUpstream {
  let upstream: TestUpstream;
  beforeEach(async () => {
    upstream = await startTestUpstream();
    onTestFinished(() => upstream.close());
  });
  return () => upstream;
}

/** Answers with a status and a body, JSON unless it is a string. */
export const answers =
  (status: number, body: unknown, headers: Record<string, string> = {}): Behaviour =>
  (_, response) => {
    response.writeHead(status, { "content-type": "application/json", ...headers });
    response.end(typeof body === "string" ? body : JSON.stringify(body));
  };

/** Answers with an error as the reference has them. */
export const fails = (status: number, headers?: Record<string, string>): Behaviour =>
  answers(status, { status: "error", message: "No" }, headers);

/** Breaks the connection instead of an answer. */
export const reset: Behaviour = (request) => request.socket.resetAndDestroy();

/** Never answers. */
export const silence: Behaviour = () => {};

/** Promises more than comes. */
export const cutOff: Behaviour = (_, response) => {
  response.writeHead(200, { "content-type": "application/json", "content-length": "1000" });
  response.write('{"status":"succ', () => response.destroy());
};
