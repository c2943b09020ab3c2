import { Hono } from "hono";
import { expect, test } from "vitest";
import { parseRanges } from "./ip-addresses.ts";
import { present } from "#server/test-server.ts";
import { clientAddresses } from "./client-address.ts";
import type { ServerEnv } from "../wire/server-env.ts";

/** What is taken for the address behind a peer that sends such a header. */
async function addressBehind(peer: string, forwarded: string | undefined, trusted?: string) {
  const addressOf = clientAddresses(
    trusted === undefined ? undefined : present(parseRanges(trusted)),
  );
  const app = new Hono<ServerEnv>().get("*", (context) => context.text(addressOf(context)));
  const headers = forwarded === undefined ? {} : { "x-forwarded-for": forwarded };
  const incoming = { socket: { remoteAddress: peer } };
  const answer = await app.request("/", { headers }, { incoming });
  return answer.text();
}

const PROXY = "10.0.0.0/8, 2001:db8::/32, 127.0.0.1";

test.each([
  // Proxies on this machine are believed as long as nobody says otherwise.
  ["127.0.0.1", "203.0.113.9", undefined, "203.0.113.9"],
  ["::ffff:127.0.0.1", "203.0.113.9", undefined, "203.0.113.9"],
  ["::1", "192.0.2.5, 203.0.113.9", undefined, "203.0.113.9"],
  ["172.17.0.2", "203.0.113.9", undefined, "172.17.0.2"],
  ["127.0.0.1", undefined, undefined, "127.0.0.1"],
  // Named ones are, and no others.
  ["10.0.0.2", "203.0.113.9", PROXY, "203.0.113.9"],
  ["::ffff:10.0.0.2", "203.0.113.9", PROXY, "203.0.113.9"],
  ["2001:db8::2", "203.0.113.9", PROXY, "203.0.113.9"],
  ["192.0.2.1", "203.0.113.9", PROXY, "192.0.2.1"],
  ["127.0.0.1", "203.0.113.9", "10.0.0.0/8", "127.0.0.1"],
  // Whatever stands further left is the sender's own claim.
  ["10.0.0.2", "198.51.100.1, 203.0.113.9", PROXY, "203.0.113.9"],
  ["10.0.0.2", "198.51.100.1, 203.0.113.9, 10.0.0.3", PROXY, "203.0.113.9"],
  ["10.0.0.2", "10.0.0.4, 10.0.0.3", PROXY, "10.0.0.4"],
  // As some proxies spell them.
  ["10.0.0.2", "203.0.113.9:51234", PROXY, "203.0.113.9"],
  ["10.0.0.2", "[2001:DB9::9]:443", PROXY, "2001:db9::9"],
  ["10.0.0.2", "::ffff:203.0.113.9", PROXY, "203.0.113.9"],
  // What can't be read ends the walk.
  ["10.0.0.2", "203.0.113.9, unknown", PROXY, "10.0.0.2"],
  ["10.0.0.2", "203.0.113.9, _hidden, 10.0.0.3", PROXY, "10.0.0.3"],
  ["10.0.0.2", "203.0.113.9,", PROXY, "10.0.0.2"],
  ["10.0.0.2", "", PROXY, "10.0.0.2"],
])("%s with %j, trusting %s, is %s", async (peer, forwarded, trusted, address) => {
  expect(await addressBehind(peer, forwarded, trusted)).toBe(address);
});
