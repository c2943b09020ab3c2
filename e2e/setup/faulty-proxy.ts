import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import { lateness } from "./slow.ts";

/** What the proxy does instead of passing a request on. */
export type Fault = (request: IncomingMessage, response: ServerResponse) => void;

/** A proxy in front of a server, in which a test makes requests fail. */
export interface FaultyProxy {
  readonly url: string;
  /** Lets requests of this method, `*` for any, whose path matches fail from now on. */
  fail(method: string, path: RegExp, fault: Fault): void;
  /** Keeps requests back until what it gives is called. */
  hold(method: string, path: RegExp): () => void;
  /** Breaks off the answers under way to requests whose path matches. */
  breakOff(path: RegExp): void;
  /** Passes everything on again. */
  mend(): void;
  close(): Promise<void>;
}

/** The connection ends without an answer. */
export const cut: Fault = (incoming) => incoming.socket.destroy();

/** An answer with this status in the API's envelope. */
export const answer =
  (status: number, message: string, headers: Record<string, string> = {}): Fault =>
  (_, response) => {
    response.writeHead(status, { "content-type": "application/json", ...headers });
    response.end(JSON.stringify({ status: "error", message }));
  };

/** What a proxy says on its own when the server behind it is away. */
export const html: Fault = (_, response) => {
  response.writeHead(502, { "content-type": "text/html" });
  response.end("<html><body><h1>502 Bad Gateway</h1></body></html>");
};

/** Starts a proxy in front of the app; the app takes what comes through it for its own page's. */
export async function startFaultyProxy(appUrl: string): Promise<FaultyProxy> {
  let rules: { method: string; path: RegExp; fault: Fault }[] = [];
  const underWay = new Map<ServerResponse, string>();
  const server = createServer((incoming, response) => {
    underWay.set(response, incoming.url ?? "");
    response.once("close", () => underWay.delete(response));
    const rule = rules.find(
      ({ method, path }) =>
        (method === "*" || method === incoming.method) && path.test(incoming.url ?? ""),
    );
    if (rule) rule.fault(incoming, response);
    else setTimeout(() => passOn(appUrl, incoming, response), lateness(incoming.url ?? ""));
  });
  const port = await new Promise<number>((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address ? address.port : 0);
    });
  });
  return {
    url: `http://127.0.0.1:${port}`,
    fail: (method, path, fault) => rules.push({ method, path, fault }),
    hold: (method, path) => {
      const held: (() => void)[] = [];
      const fault: Fault = (incoming, response) => {
        held.push(() => passOn(appUrl, incoming, response));
      };
      rules.push({ method, path, fault });
      return () => {
        rules = rules.filter((rule) => rule.fault !== fault);
        for (const release of held) release();
      };
    },
    breakOff: (path) => {
      for (const [response, url] of underWay) if (path.test(url)) response.destroy();
    },
    mend: () => (rules = []),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function passOn(appUrl: string, incoming: IncomingMessage, response: ServerResponse): void {
  const { host } = new URL(appUrl);
  const headers = { ...incoming.headers, host };
  if (headers.origin) headers.origin = appUrl;
  const { method, url } = incoming;
  const outgoing = request(new URL(url ?? "/", appUrl), { method, headers }, (answered) => {
    response.writeHead(answered.statusCode ?? 502, answered.headers);
    answered.pipe(response);
  });
  outgoing.on("error", () => response.destroy());
  // An answer without end is no longer wanted once nobody reads it.
  response.on("close", () => outgoing.destroy());
  incoming.pipe(outgoing);
}
