import { isLoopback } from "#server/settings.ts";
import type { ServerContext } from "./server-env.ts";

/**
 * The address a request comes from. A proxy on this machine writes the address it saw at the end
 * of `X-Forwarded-For`; from anywhere else that header is the sender's own claim and isn't read.
 */
export function clientAddress({ req, env }: ServerContext): string {
  const peer = env.incoming?.socket.remoteAddress?.replace(/^::ffff:/, "") ?? "unknown";
  const forwarded = isLoopback(peer) && req.header("x-forwarded-for")?.split(",").at(-1)?.trim();
  return forwarded || peer;
}
