import { inRanges, parseRanges, plainAddress } from "./ip-addresses.ts";
import type { ServerContext } from "../wire/server-env.ts";

/** Tells the address that a request comes from. */
export type ClientAddress = (context: ServerContext) => string;

/** This machine's own: what a proxy beside the server has. */
const LOOPBACK = parseRanges("127.0.0.0/8, ::1") ?? [];

/**
 * Makes the reader of client addresses. A proxy writes the address it saw at the end of
 * `X-Forwarded-For`, so the header is read from there, for as long as the one who wrote is trusted:
 * from anyone else it is the sender's own claim. What can't be read is nobody's word either.
 * @param trusted left out: proxies on this machine
 */
export function clientAddresses(trusted: typeof LOOPBACK = LOOPBACK): ClientAddress {
  const isTrusted = inRanges(trusted);
  return ({ req, env }) => {
    const peer = plainAddress(env.incoming?.socket.remoteAddress ?? "") ?? "unknown";
    const written = req.header("x-forwarded-for")?.split(",") ?? [];
    let address = peer;
    while (isTrusted(address)) {
      const before = forwardedAddress(written.pop());
      if (before === null) break;
      address = before;
    }
    return address;
  };
}

/** An entry of the header. Some proxies add the port that they saw. */
function forwardedAddress(entry = ""): string | null {
  const [, v4, bracketed] =
    /^(?:(\d+\.\d+\.\d+\.\d+)|\[([^\]]+)\])(?::\d{1,5})?$/.exec(entry.trim()) ?? [];
  return plainAddress(v4 ?? bracketed ?? entry.trim());
}
