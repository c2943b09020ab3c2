import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { getCookie } from "hono/cookie";
import { serialize } from "hono/utils/cookie";
import type { Auth } from "#server/accounts/better-auth.ts";
import type { ServerContext } from "../../wire/server-env.ts";

/** How long a browser is known after someone signed in there, in seconds. */
const KNOWN = 180 * 24 * 3600;

/** Browsers in which someone signed in before: a cookie says so, signed for that one account. */
interface KnownDevices {
  /** The id of the request's browser; `null` when it isn't known for this account. */
  find(context: ServerContext, account: string): Promise<string | null>;
  /** The `Set-Cookie` header by which a browser is known from now on, by the id that it has. */
  remember(account: string, id: string | null): Promise<string>;
}

export function knownDevices(auth: Auth): KnownDevices {
  const look = async () => {
    const { secret, createAuthCookie } = await auth.$context;
    const { name, attributes } = createAuthCookie("device");
    const sign = (account: string, id: string) =>
      createHmac("sha256", secret)
        .update(JSON.stringify(["known device", account, id]))
        .digest();
    return { name, secure: attributes.secure ?? false, sign };
  };
  return {
    async find(context, account) {
      const { name, sign } = await look();
      const [id = "", signature = ""] = getCookie(context, name)?.split(".") ?? [];
      const given = Buffer.from(signature, "base64url");
      const expected = sign(account, id);
      return given.length === expected.length && timingSafeEqual(given, expected) ? id : null;
    },
    async remember(account, known) {
      const { name, secure, sign } = await look();
      const id = known ?? randomBytes(16).toString("base64url");
      return serialize(name, `${id}.${sign(account, id).toString("base64url")}`, {
        path: "/api/dashboard",
        httpOnly: true,
        sameSite: "Strict",
        secure,
        maxAge: KNOWN,
      });
    },
  };
}
