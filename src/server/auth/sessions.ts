import { createHmac, timingSafeEqual } from "node:crypto";
import { parse } from "hono/utils/cookie";
import { type Person, ROLES } from "#api/contract/people.ts";
import type { Store } from "#server/store/open.ts";
import type { AccountTables } from "./account-tables.ts";
import { type Auth, SESSION_DAYS } from "./better-auth.ts";

/** In milliseconds. */
const DAY = 24 * 3600 * 1000;

/** Someone who is signed in. */
export interface Session {
  readonly id: string;
  readonly person: Person;
  /** Whether a day has passed since it was prolonged. */
  readonly isDue: boolean;
}

/** Finds out who sent a `Cookie` header. Sessions of sample people count only where they may. */
export type SessionReader = (
  cookieHeader: string | undefined,
  sampleAllowed: boolean,
) => Promise<Session | null>;

/** Takes the token out of better-auth's cookie, `token.signature`, or nothing if it isn't ours. */
function verifiedToken(cookie: string, secret: string): string | null {
  const dot = cookie.lastIndexOf(".");
  const token = cookie.slice(0, dot);
  const expected = createHmac("sha256", secret).update(token).digest();
  const signature = Buffer.from(cookie.slice(dot + 1), "base64");
  const ours = signature.length === expected.length && timingSafeEqual(signature, expected);
  return dot > 0 && ours ? token : null;
}

/**
 * Makes the reader of `Cookie` headers. It does what better-auth's `getSession` does, in one query
 * instead of several and a JSON round trip, because every request of the dashboard asks it. A
 * session that was ended or whose person is gone is refused at once.
 */
export function sessionReader(store: Store, auth: Auth): SessionReader {
  return async (cookieHeader, sampleAllowed) => {
    if (!cookieHeader) return null;
    const { secret, authCookies } = await auth.$context;
    const cookie = parse(cookieHeader, authCookies.sessionToken.name)[
      authCookies.sessionToken.name
    ];
    const token = cookie && verifiedToken(cookie, secret);
    const row = token ? await findSession(store, token) : undefined;
    if (!row || (row.sample && !sampleAllowed)) return null;
    const { session, id, name, email, role, expiresAt } = row;
    const daysLeft = (Date.parse(expiresAt) - Date.now()) / DAY;
    return {
      id: session,
      person: { id, name, email, role: roleOf(role) },
      isDue: daysLeft < SESSION_DAYS - 1,
    };
  };
}

const findSession = (store: Store, token: string) =>
  store.db
    .$extendTables<AccountTables>()
    .selectFrom("session")
    .innerJoin("user", "user.id", "session.userId")
    .select(["session.id as session", "user.id", "name", "email", "role", "sample", "expiresAt"])
    .where("token", "=", token)
    .where("expiresAt", ">", new Date().toISOString())
    .executeTakeFirst();

/** Removes the sessions that are over and that nobody came back to sign out of. */
export async function removeOldSessions({ db }: Store): Promise<void> {
  await db
    .$extendTables<AccountTables>()
    .deleteFrom("session")
    .where("expiresAt", "<=", new Date().toISOString())
    .execute();
}

/** A role this version doesn't know may only read. */
export function roleOf(stored: unknown): Person["role"] {
  return ROLES.find((role) => role === stored) ?? "viewer";
}
