import { once } from "node:events";
import type { Server } from "node:http";

/** Where a test's server listens. */
export interface TestListener {
  readonly url: string;
  /** Cuts what is open, and resolves when nothing listens any more. */
  close(): Promise<void>;
}

/** Lets a server listen on a free port of this machine, or that one. */
export async function listenHere(server: Server, port = 0): Promise<TestListener> {
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("not listening");
  return {
    url: `http://127.0.0.1:${address.port}`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
