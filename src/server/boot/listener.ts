import { createServer, type Server } from "node:http";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { getRequestListener, RequestError } from "@hono/node-server";
import { OperatorError } from "./operator-error.ts";

type Fetch = Parameters<typeof getRequestListener>[0];

/** A server that listens. */
export interface Listener {
  readonly port: number;
  /** Sends requests from now on to this function. */
  serveWith(fetch: Fetch): void;
  /** Takes no new requests, and resolves when those under way are answered. */
  close(): Promise<void>;
}

/** How long a request under way may take once the server is to stop, in milliseconds. */
const PATIENCE = 10_000;

/** How long an answer is still made for a connection whose other end is closed, in milliseconds. */
const HALF_OPEN_PATIENCE = 1_000;

const OPTIONS = {
  // In milliseconds. A proxy in front keeps idle connections shorter than we do, so none is cut.
  requestTimeout: 30_000,
  headersTimeout: 15_000,
  keepAliveTimeout: 65_000,
  // Node would refuse a request without `Host` with an answer of its own.
  requireHostHeader: false,
};

const envelope = (message: string) => JSON.stringify({ status: "error", message });

/** A request Hono can't be given: a broken `Host` header or target. */
const answerBroken = (error: unknown) => {
  const known = error instanceof RequestError;
  const message = known ? "Request is not valid HTTP" : "Internal server error";
  const headers = { "content-type": "application/json", "cache-control": "no-store" };
  return new Response(envelope(message), { status: known ? 400 : 500, headers });
};

/** What Node's parser gives up on doesn't even become a request. */
const UNPARSED: Readonly<Record<string, readonly [status: string, message: string]>> = {
  HPE_HEADER_OVERFLOW: ["431 Request Header Fields Too Large", "Request headers are too large"],
  ERR_HTTP_REQUEST_TIMEOUT: ["408 Request Timeout", "Request took too long"],
};

function answerUnparsed(error: NodeJS.ErrnoException, socket: Duplex) {
  if (error.code === "ECONNRESET" || !socket.writable) return socket.destroy();
  const [status, message] = UNPARSED[error.code ?? ""] ?? [
    "400 Bad Request",
    "Request is not valid HTTP",
  ];
  const body = envelope(message);
  return socket.end(
    `HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
  );
}

const cannotListen: Readonly<Record<string, string>> = {
  EADDRINUSE: "PORT is in use by another program: stop that one or set another PORT",
  EACCES: "PORT is not allowed to this user: set one above 1023",
  EADDRNOTAVAIL: "HOST is no address of this machine",
  ENOTFOUND: "HOST is no address of this machine",
};

/**
 * Listens on `host` and `port` (0: any free one) and answers by `fetch`.
 * @throws {OperatorError} when it can't
 */
export async function listen(host: string, port: number, fetch: Fetch): Promise<Listener> {
  let current = fetch;
  const answer = getRequestListener((request, env) => current(request, env), {
    errorHandler: answerBroken,
  });
  const server = createServer(OPTIONS, (request, response) => void answer(request, response));
  server.on("clientError", answerUnparsed);
  Object.assign(server, { httpAllowHalfOpen: true }).on("connection", endHalfOpen);
  await new Promise<void>((resolve, reject) => {
    const refuse = (error: NodeJS.ErrnoException) => {
      const line = cannotListen[error.code ?? ""];
      reject(line ? new OperatorError(line) : error);
    };
    server.once("error", refuse).listen(port, host, resolve);
  });
  return {
    port: portOf(server),
    serveWith: (next) => (current = next),
    close: () => closeGracefully(server),
  };
}

/**
 * Who has no more to say may still wait for an answer, as `nc` does, or be gone: nobody can tell.
 * Node itself would take them all for gone.
 */
function endHalfOpen(socket: Socket): void {
  socket.once("end", () => {
    const giveUp = setTimeout(() => socket.destroy(), HALF_OPEN_PATIENCE);
    socket.once("close", () => clearTimeout(giveUp));
  });
}

function portOf(server: Server): number {
  const bound = server.address();
  if (!bound || typeof bound === "string") throw new Error("The server has no port");
  return bound.port;
}

/** Connections kept alive are idle between two requests, so they are looked for again and again. */
async function closeGracefully(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  const sweep = setInterval(() => server.closeIdleConnections(), 50);
  const giveUp = setTimeout(() => server.closeAllConnections(), PATIENCE);
  await closed;
  clearInterval(sweep);
  clearTimeout(giveUp);
}
