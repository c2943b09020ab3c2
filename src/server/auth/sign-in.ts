import { isAPIError } from "better-auth/api";
import type { Person } from "#api/contract/people.ts";
import type { Auth } from "./better-auth.ts";
import { roleOf } from "./sessions.ts";

/** A session just begun: whose it is, and the `Set-Cookie` headers that carry it. */
export interface SignedIn {
  readonly person: Person;
  readonly cookies: readonly string[];
}

type User = Awaited<ReturnType<Auth["api"]["signInVouched"]>>["user"];

const personOf = ({ id, name, email, role }: User & { role?: unknown }): Person => ({
  id,
  name,
  email,
  role: roleOf(role),
});

/**
 * Begins a session with e-mail and password; `null` when they don't belong together. An unknown
 * e-mail takes as long as a wrong password: better-auth hashes in both cases.
 */
export async function signInWithPassword(
  auth: Auth,
  credentials: { email: string; password: string },
): Promise<SignedIn | null> {
  try {
    const { headers, response } = await auth.api.signInEmail({
      body: credentials,
      returnHeaders: true,
    });
    return { person: personOf(response.user), cookies: headers.getSetCookie() };
  } catch (error) {
    if (isAPIError(error) && error.statusCode < 500) return null;
    throw error;
  }
}

/** Begins a session for someone this server vouches for: a sample person, a manager just made. */
export async function signInVouched(auth: Auth, userId: string): Promise<SignedIn> {
  const { headers, response } = await auth.api.signInVouched({
    body: { userId },
    returnHeaders: true,
  });
  return { person: personOf(response.user), cookies: headers.getSetCookie() };
}

/** Ends the session of these request headers, if there is one; gives the cookies that forget it. */
export async function signOut(auth: Auth, headers: Headers): Promise<readonly string[]> {
  const answer = await auth.api.signOut({ headers, returnHeaders: true });
  return answer.headers.getSetCookie();
}

/** Lets a session that is due live on; gives the cookies that say so. */
export async function prolongSession(auth: Auth, headers: Headers): Promise<readonly string[]> {
  const answer = await auth.api.getSession({ headers, returnHeaders: true });
  return answer.headers.getSetCookie();
}
