import { APIError, createAuthEndpoint } from "better-auth/api";
import { kyselyAdapter } from "@better-auth/kysely-adapter";
import { setSessionCookie } from "better-auth/cookies";
// Without the drivers this app doesn't use: half the memory and time of the full entry.
import { betterAuth } from "better-auth/minimal";
import * as z from "zod/mini";
import { ROLES } from "#api/contract/people/roles.ts";
import type { Store } from "#server/store/open.ts";
import { isUsableSecret } from "./secret.ts";
import { beginSession } from "./sessions/begin-session.ts";

/** In seconds. */
const DAY = 24 * 3600;

/** A session ends so many days after it was last used, … */
export const IDLE_DAYS = 7;

/** … and so many after it began, however much it is used. */
export const LONGEST_DAYS = 30;

/** The code of the error that a session for a disabled account ends in. */
export const DISABLED = "ACCOUNT_DISABLED";

export interface AuthOptions {
  /** Signs the session cookie. */
  readonly secret: string;
  /** Only over https does the browser keep a cookie marked Secure. */
  readonly secureCookies: boolean;
}

/**
 * A session without a password, for those this server itself vouches for. Not reachable by HTTP. It
 * comes after the password was looked at: a stranger isn't told who is disabled.
 */
const vouchedSignIn = (store: Store) =>
  ({
    id: "vouched-sign-in",
    endpoints: {
      signInVouched: createAuthEndpoint(
        "/sign-in/vouched",
        {
          method: "POST",
          body: z.object({ userId: z.string(), device: z.string(), address: z.string() }),
          metadata: { SERVER_ONLY: true },
        },
        async (context) => {
          const { internalAdapter, sessionConfig } = context.context;
          const user = await internalAdapter.findUserById(context.body.userId);
          if (!user) throw context.error("NOT_FOUND");
          const { expiresIn } = sessionConfig;
          const begun = { ...context.body, expiresIn };
          const session = await store.write((tx) => beginSession(tx, begun));
          if (!session) throw new APIError("FORBIDDEN", { code: DISABLED });
          await setSessionCookie(context, { session, user });
          return context.json({ user });
        },
      ),
    },
  }) as const;

/**
 * better-auth over our own database, for what is its craft: passwords, sessions and their cookie.
 * It is called in process; its HTTP handler isn't mounted, so its limits and checks on origin are
 * off and ours count.
 */
export function openAuth(store: Store, { secret, secureCookies }: AuthOptions) {
  // In place of such a one better-auth would take its own, which is published.
  if (!isUsableSecret(secret)) throw new Error("This can't be the secret that signs sessions");
  return betterAuth({
    secret,
    // Left out, it would be taken from another program's environment.
    secrets: [{ version: 1, value: secret }],
    // Only for links in mails, and we send none.
    baseURL: "http://localhost",
    // Told no type, it writes times as ISO texts and flags as 0 and 1, as we do.
    database: kyselyAdapter(store.db, { transaction: false }),
    emailAndPassword: { enabled: true, disableSignUp: true },
    user: {
      additionalFields: {
        role: { type: [...ROLES], required: true, input: false },
        sample: { type: "boolean", required: true, defaultValue: false, input: false },
      },
    },
    // We prolong them ourselves, because better-auth knows no longest time.
    session: { expiresIn: IDLE_DAYS * DAY, disableSessionRefresh: true },
    advanced: {
      cookiePrefix: "dashboard",
      useSecureCookies: secureCookies,
      ipAddress: { disableIpTracking: true },
    },
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { disabled: true },
    plugins: [vouchedSignIn(store)],
  });
}

export type Auth = ReturnType<typeof openAuth>;
