import { isLoopback } from "./ip-addresses.ts";
import { Refusal } from "../wire/refusal.ts";
import type { ServerContext } from "../wire/server-env.ts";

/** Where people open the dashboard, and where the server listens. */
export interface Addresses {
  /** `APP_URL`, if it was given. */
  readonly appUrl: string | undefined;
  readonly host: string;
  readonly port: number;
}

/** Whether a request of this method changes nothing. */
export const isRead = (method: string): boolean => method === "GET" || method === "HEAD";

const LOOPBACK_NAMES = ["127.0.0.1", "localhost", "[::1]"];

/** Whether a page of this origin is the dashboard. `Host` counts where nothing else is known. */
function isOwn(origin: string, requestHost: string | undefined, addresses: Addresses): boolean {
  const { appUrl, host, port } = addresses;
  if (appUrl && origin === new URL(appUrl).origin) return true;
  if (isLoopback(host)) return LOOPBACK_NAMES.some((name) => origin === `http://${name}:${port}`);
  return !appUrl && origin === `http://${requestHost}`;
}

/**
 * Makes the check that no foreign page changes anything in the name of whoever is signed in.
 *
 * The session cookie is SameSite=Lax, so other sites' requests come without it anyway. On top of
 * that, a browser says where a request comes from: `Origin` on every POST, PATCH and DELETE, and
 * `Sec-Fetch-Site` on secure addresses. Each that is there must be right. A request with neither
 * comes from no browser, hence from nobody whose cookie a page could borrow: it may pass.
 * @throws {Refusal} 403
 */
export function originCheck(addresses: Addresses) {
  return ({ req }: ServerContext): void => {
    if (isRead(req.method)) return;
    const origin = req.header("origin");
    const site = req.header("sec-fetch-site");
    const foreignSite = site !== undefined && site !== "same-origin" && site !== "none";
    const foreignOrigin = origin !== undefined && !isOwn(origin, req.header("host"), addresses);
    if (foreignSite || foreignOrigin) {
      throw new Refusal(
        403,
        "This request came from another site; open the dashboard at its own address (APP_URL)",
      );
    }
  };
}
