import { isLoopback } from "./ip-addresses.ts";
import type { ServerContext } from "../wire/server-env.ts";

/** What proxies, tunnels and content networks add to the requests that they pass on. */
const FORWARDING_HEADERS = [
  "forwarded",
  "via",
  "cdn-loop",
  "fastly-client-ip",
  "fly-client-ip",
  "tailscale-user-login",
  "true-client-ip",
  "x-amzn-trace-id",
  "x-appengine-user-ip",
  "x-azure-clientip",
  "x-azure-socketip",
  "x-client-ip",
  "x-cluster-client-ip",
  "x-envoy-external-address",
  "x-original-forwarded-for",
  "x-original-host",
  "x-original-url",
  "x-originating-ip",
  "x-real-ip",
  "x-remote-addr",
  "x-remote-ip",
  "x-rewrite-url",
] as const;

/** Of whole families: `X-Forwarded-For`, `-Host`, `-Proto`, …; `CF-Connecting-IP`, `CF-Ray`, … */
const FORWARDING_FAMILY = /^(x-forwarded|cf-)/;

/** Whether someone stands between the browser and this server, as far as a request shows it. */
const isForwarded = ({ req }: ServerContext): boolean =>
  FORWARDING_HEADERS.some((name) => req.header(name) !== undefined) ||
  Object.keys(req.header()).some((name) => FORWARDING_FAMILY.test(name));

/** `NAME` or `NAME:PORT`, with an IPv6 address in brackets. */
const HOST = /^(\[[^\]]+\]|[^:]+)(?::\d{1,5})?$/;

/** A page of another name, resolved to this machine (DNS rebinding), asks with that name. */
function isForThisMachine({ req }: ServerContext): boolean {
  const host = req.header("host") ?? new URL(req.url).host;
  const [, name] = HOST.exec(host) ?? [];
  return name !== undefined && isLoopback(name);
}

/**
 * Whether a request was sent to this machine by its own name, and passed on by nobody: what reaches
 * a server that listens on loopback may still come from anywhere, through a proxy beside it.
 */
export const isDirect = (context: ServerContext): boolean =>
  isForThisMachine(context) && !isForwarded(context);
