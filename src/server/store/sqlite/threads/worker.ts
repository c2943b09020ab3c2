import { flushCompileCache } from "node:module";
import { parentPort, workerData } from "node:worker_threads";
import { Connection } from "./connection.ts";
import { NO_ANSWER, type Opening, type Request, type Response, toWire } from "./protocol.ts";

/** The thread of one connection: opens it, then answers one request after the other. */

const port = parentPort;
if (!port) throw new Error("This is to be started as a thread");

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the other half of this program gives it
const opening = workerData as Opening;
const connecting = Connection.open(opening);

/** Looks at the file apart from who writes in it, by a connection that is opened when it is needed. */
let observer: Promise<Connection> | undefined;

async function observe(): Promise<Connection> {
  const { place } = (await connecting).opened;
  observer ??= Connection.open({ ...opening, role: "observer", place });
  observer.catch(() => (observer = undefined));
  return observer;
}

const answer = async (request: Request, connected: () => Promise<Connection>): Promise<unknown> => {
  const connection = await connected();
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- each operation comes with its own
  const operation = connection[request.operation] as (ask: unknown) => unknown;
  return operation.call(connection, request.ask);
};

async function respond(id: number, work: () => Promise<unknown>): Promise<void> {
  let response: Response;
  try {
    response = { id, answer: await work() };
  } catch (error) {
    response = { id, failure: toWire(error) };
  }
  if (id !== NO_ANSWER) port?.postMessage(response);
}

let last = respond(0, async () => (await connecting).opened);
// Now, not at the end: a thread that finds its files compiled needs no TypeScript, which takes 20 MB.
flushCompileCache();

port.on("message", (request: Request) => {
  const { id, operation } = request;
  if (operation === "probe" || operation === "version") {
    // They don't wait for a writer that waits for another process.
    void respond(id, () => answer(request, observe));
    return;
  }
  // In their order, also where one waits for another process.
  last = last.then(() => respond(id, () => answer(request, () => connecting)));
  if (operation === "close") void last.then(closeAll);
});

async function closeAll(): Promise<void> {
  const observing = await observer?.catch(() => undefined);
  observing?.close();
  port?.close();
}
