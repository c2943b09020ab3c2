import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { listenHere, type TestListener } from "#api/test-listener.ts";
import type { Behaviour } from "#api/test-upstream.ts";

/** A request that came by. */
export interface Passer {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly key: string | undefined;
  readonly body: string;
  /** In milliseconds of `performance.now()`. */
  readonly at: number;
}

/** What the server behind the proxy answers. */
interface Passed {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: string;
}

/** A request under way, with the way to the server behind. */
interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly pass: () => Promise<Passed>;
}

/** What becomes of a request. */
export type Treatment = (exchange: Exchange) => Promise<void> | void;

/** A way to a server on which a test can do to requests whatever networks and servers do. */
export interface TestProxy extends TestListener {
  /** Every request so far, in the order in which they came. */
  readonly requests: readonly Passer[];
  /** Says what becomes of a request; one it says nothing of is passed on. */
  rule: (passer: Passer) => Treatment | undefined;
}

/** Starts one on a free port of this machine, in front of the server at `target`. */
export async function startTestProxy(target: string): Promise<TestProxy> {
  const requests: Passer[] = [];
  const server = createServer((request, response) => void meet(request, response));

  async function meet(request: IncomingMessage, response: ServerResponse) {
    const passer = { ...whatIs(request), at: performance.now(), body: await text(request) };
    requests.push(passer);
    const treatment = proxy.rule(passer) ?? passOn;
    try {
      await treatment({ request, response, pass: () => passTo(target, passer) });
    } catch {
      // The server behind has gone, or whoever asked.
      request.socket.destroy();
    }
  }

  const proxy: TestProxy = {
    ...(await listenHere(server)),
    requests,
    rule: () => undefined,
  };
  return proxy;
}

const whatIs = ({ method = "", url = "", headers }: IncomingMessage) => ({
  method,
  path: url,
  key: headers["x-api-key"]?.toString(),
});

async function passTo(target: string, { method, path, key, body }: Passer): Promise<Passed> {
  const headers = { "x-api-key": key ?? "", "content-type": "application/json" };
  const init = { method, headers, ...(body && { body }) };
  const response = await fetch(target + path, init);
  const type = response.headers.get("content-type") ?? "";
  return {
    status: response.status,
    headers: { "content-type": type },
    body: await response.text(),
  };
}

function answerWith(response: ServerResponse, { status, headers, body }: Passed) {
  response.writeHead(status, headers);
  response.end(body);
}

/** Passed on as it is, and so is the answer. */
export const passOn: Treatment = async ({ response, pass }) => answerWith(response, await pass());

/** Never gets there. */
export const instead =
  (behaviour: Behaviour): Treatment =>
  ({ request, response }) =>
    behaviour(request, response);

/** Is carried out, but its answer is lost. */
export const answeredBy =
  (behaviour: Behaviour): Treatment =>
  async ({ request, response, pass }) => {
    await pass();
    behaviour(request, response);
  };

/** Takes its time on the way there, in milliseconds. */
export const late =
  (ms: number): Treatment =>
  async (exchange) => {
    await sleep(ms);
    await passOn(exchange);
  };

/** Is carried out, which `onHeld` is told, and its answer waits for the gate. */
export const heldBy =
  (gate: Promise<void>, onHeld?: () => void): Treatment =>
  async ({ response, pass }) => {
    const passed = await pass();
    onHeld?.();
    await gate;
    answerWith(response, passed);
  };

/** Does something else first, and is passed on then. */
export const after =
  (work: () => Promise<unknown>): Treatment =>
  async (exchange) => {
    await work();
    await passOn(exchange);
  };

/** Comes back with another body. */
export const altered =
  (change: (body: string) => unknown): Treatment =>
  async ({ response, pass }) => {
    const passed = await pass();
    answerWith(response, { ...passed, body: JSON.stringify(change(passed.body)) });
  };
