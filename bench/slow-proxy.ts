import { once } from "node:events";
import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";

/** A way to a server that takes its time, and counts who goes by. */
export interface SlowProxy {
  readonly url: string;
  /** Requests that have come so far, or those of them whose path is like that. */
  count(path?: RegExp): number;
  /** Keeps requests waiting, until `open` is called. */
  shut(): void;
  open(): void;
  close(): Promise<void>;
}

/** @param latency added to each request, in milliseconds */
export async function startSlowProxy(target: string, latency: number): Promise<SlowProxy> {
  const paths: string[] = [];
  let gate = Promise.withResolvers<void>();
  gate.resolve();
  const server = createServer((incoming, answer) => {
    paths.push(incoming.url ?? "");
    void gate.promise.then(() => pass(incoming, answer));
  });

  function pass(incoming: IncomingMessage, answer: ServerResponse) {
    const { method, url, headers } = incoming;
    const { host } = new URL(target);
    const outgoing = request(new URL(url ?? "/", target), {
      method,
      headers: { ...headers, host },
    });
    outgoing.once("response", (response) => {
      void sleep(latency).then(() => {
        answer.writeHead(response.statusCode ?? 502, response.headers);
        response.pipe(answer);
      });
    });
    outgoing.once("error", () => answer.destroy());
    incoming.pipe(outgoing);
  }

  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The proxy has no port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    count: (like = /^/) => paths.filter((path) => like.test(path)).length,
    shut() {
      gate = Promise.withResolvers();
    },
    open: () => gate.resolve(),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
