import { createHmac, timingSafeEqual } from "node:crypto";
import { parse, serialize } from "hono/utils/cookie";
import type { Person } from "#api/contract/people/people.ts";
import { ROLES } from "#api/contract/people/roles.ts";
import type { Store } from "#server/store/open.ts";
import type { AccountTables } from "../account-tables.ts";
import { type Auth, IDLE_DAYS, LONGEST_DAYS } from "../better-auth.ts";

/** In milliseconds. */
const DAY = 24 * 3600 * 1000;

/** The use of a session is written down so often, in milliseconds: not with every request. */
const USE_NOTED = 10 * 60 * 1000;

/** Someone who is signed in. */
export interface Session {
  readonly id: string;
  readonly person: Person;
  /** Given when it was in use and nobody has written that down for a while. */
  readonly renewal?: Renewal;
}

/** What lets a session live on. */
interface Renewal {
  /** ISO 8601 in UTC. */
  readonly expiresAt: string;
  /** The `Set-Cookie` header by which the browser keeps it as long. */
  readonly cookie: string;
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
 * session that was ended, or whose person is gone or disabled, is refused at once.
 */
export function sessionReader(store: Store, auth: Auth): SessionReader {
  return async (cookieHeader, sampleAllowed) => {
    if (!cookieHeader) return null;
    const { secret, authCookies } = await auth.$context;
    const { name: cookieName, attributes } = authCookies.sessionToken;
    const cookie = parse(cookieHeader, cookieName)[cookieName];
    const token = cookie && verifiedToken(cookie, secret);
    const row = token ? await findSession(store, token) : undefined;
    if (!cookie || !row || (row.sample && !sampleAllowed)) return null;
    const { session, id, name, email, role, createdAt, expiresAt } = row;
    const found = { id: session, person: { id, name, email, role: roleOf(role) } };
    const endsAt = endOf(createdAt);
    if (endsAt - Date.parse(expiresAt) < USE_NOTED) return found;
    const maxAge = Math.floor((endsAt - Date.now()) / 1000);
    const renewal = {
      expiresAt: new Date(endsAt).toISOString(),
      cookie: serialize(cookieName, cookie, {
        ...SESSION_COOKIE,
        secure: attributes.secure ?? false,
        maxAge,
      }),
    };
    return { ...found, renewal };
  };
}

/** As better-auth sets it. */
const SESSION_COOKIE = { path: "/", httpOnly: true, sameSite: "Lax" } as const;

/** When a session that is used now ends, in milliseconds: after idle days, or for good. */
const endOf = (createdAt: string): number =>
  Math.min(Date.now() + IDLE_DAYS * DAY, Date.parse(createdAt) + LONGEST_DAYS * DAY);

/** Sessions from before that began too long ago. */
const tooOld = () => new Date(Date.now() - LONGEST_DAYS * DAY).toISOString();

const sessionsOf = ({ db }: Pick<Store, "db">) => db.$extendTables<AccountTables>();

const findSession = (store: Store, token: string) =>
  sessionsOf(store)
    .selectFrom("session")
    .innerJoin("user", "user.id", "session.userId")
    .select(["session.id as session", "user.id", "name", "email", "role", "sample"])
    .select(["session.createdAt", "expiresAt"])
    .where("token", "=", token)
    .where("disabledAt", "is", null)
    .where("expiresAt", ">", new Date().toISOString())
    .where("session.createdAt", ">", tooOld())
    .executeTakeFirst();

/** Writes down that a session is in use. */
export async function renewSession(
  store: Store,
  id: string,
  { expiresAt }: Renewal,
): Promise<void> {
  await sessionsOf(store)
    .updateTable("session")
    .set({ expiresAt, updatedAt: new Date().toISOString() })
    .where("id", "=", id)
    .execute();
}

/** Removes the sessions that are over and that nobody came back to sign out of. */
export async function removeOldSessions(store: Store): Promise<void> {
  await sessionsOf(store)
    .deleteFrom("session")
    .where((or) =>
      or.or([or("expiresAt", "<=", new Date().toISOString()), or("createdAt", "<=", tooOld())]),
    )
    .execute();
}

/** A role this version doesn't know may only read. */
export function roleOf(stored: unknown): Person["role"] {
  return ROLES.find((role) => role === stored) ?? "viewer";
}
