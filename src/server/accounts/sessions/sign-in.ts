import { isAPIError } from "better-auth/api";
import type { Person } from "#api/contract/people.ts";
import type { Store } from "#server/store/open.ts";
import { isPasswordOf } from "../passwords/account-passwords.ts";
import { findAccount } from "../people/accounts.ts";
import { type Auth, DISABLED } from "../better-auth.ts";
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

/** What better-auth writes down as the session's user agent. */
const from = (device: string) => new Headers({ "user-agent": device });

/**
 * Begins a session with e-mail and password; "wrong" when they don't belong together, "disabled"
 * when they do and the account is disabled. An unknown e-mail takes as long as a wrong password.
 * Not by better-auth's own endpoint, which takes only addresses in ASCII.
 * @param device what signs in, in words
 */
export async function signInWithPassword(
  store: Store,
  auth: Auth,
  { email, password }: { email: string; password: string },
  device: string,
): Promise<SignedIn | "wrong" | "disabled"> {
  const account = await findAccount(store, email);
  const isRight = await isPasswordOf(store, auth, { userId: account?.id, password });
  if (!account || !isRight) return "wrong";
  try {
    return await signInVouched(auth, account.id, device);
  } catch (error) {
    if (isAPIError(error) && error.body?.code === DISABLED) return "disabled";
    throw error;
  }
}

/** Begins a session for someone this server vouches for: a sample person, a manager just made. */
export async function signInVouched(auth: Auth, userId: string, device = ""): Promise<SignedIn> {
  const { headers, response } = await auth.api.signInVouched({
    body: { userId },
    headers: from(device),
    returnHeaders: true,
  });
  return { person: personOf(response.user), cookies: headers.getSetCookie() };
}

/** Ends the session of these request headers, if there is one; gives the cookies that forget it. */
export async function signOut(auth: Auth, headers: Headers): Promise<readonly string[]> {
  const answer = await auth.api.signOut({ headers, returnHeaders: true });
  return answer.headers.getSetCookie();
}
