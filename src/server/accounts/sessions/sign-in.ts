import { isAPIError } from "better-auth/api";
import type { Person } from "#api/contract/people/people.ts";
import { recordAudit } from "#server/store/audit/audit.ts";
import type { Store } from "#server/store/open.ts";
import { isPasswordOf } from "../passwords/account-passwords.ts";
import { findAccount } from "../people/accounts.ts";
import { type Auth, DISABLED } from "../better-auth.ts";
import type { Visitor } from "./begin-session.ts";
import { endSession } from "./own-sessions.ts";
import { roleOf, type Session } from "./sessions.ts";

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
 * Begins a session with e-mail and password; "wrong" when they don't belong together, "disabled"
 * when they do and the account is disabled. An unknown e-mail takes as long as a wrong password.
 * Not by better-auth's own endpoint, which takes only addresses in ASCII.
 */
export async function signInWithPassword(
  store: Store,
  auth: Auth,
  { email, password }: { email: string; password: string },
  visitor: Visitor,
): Promise<SignedIn | "wrong" | "disabled"> {
  const account = await findAccount(store, email);
  const isRight = await isPasswordOf(store, auth, { userId: account?.id, password });
  if (!account || !isRight) {
    await recordFailure(store, { email, address: visitor.address, id: account?.id });
    return "wrong";
  }
  try {
    return await signInVouched(auth, account.id, visitor);
  } catch (error) {
    if (isAPIError(error) && error.body?.code === DISABLED) return "disabled";
    throw error;
  }
}

/** One row for whoever exists and whoever doesn't, so that both take as long. */
const recordFailure = (
  store: Store,
  { email, address, id }: { email: string; address: string; id: string | undefined },
): Promise<void> =>
  store.write((tx) =>
    recordAudit(tx, {
      actor: { kind: "email", id: email, address },
      action: "sign-in-failed",
      ...(id === undefined
        ? { detail: "no account" }
        : { detail: "wrong password", subject: { kind: "account", id } }),
    }),
  );

/** Begins a session for someone this server vouches for: a sample person, a manager just made. */
export async function signInVouched(
  auth: Auth,
  userId: string,
  { device, address }: Visitor,
): Promise<SignedIn> {
  const { headers, response } = await auth.api.signInVouched({
    body: { userId, device, address },
    returnHeaders: true,
  });
  return { person: personOf(response.user), cookies: headers.getSetCookie() };
}

/**
 * Ends a session, and gives the cookies that forget it.
 * @param headers of the request that asks for it
 * @param session missing where it isn't one any more
 */
export async function signOut(
  store: Store,
  auth: Auth,
  headers: Headers,
  { session, address }: { session: Session | null; address: string },
): Promise<readonly string[]> {
  if (session) {
    const { id, person } = session;
    const actor = { kind: "person", id: person.id, address } as const;
    await endSession(store, { userId: person.id, id }, { action: "signed-out", actor });
  }
  const answer = await auth.api.signOut({ headers, returnHeaders: true });
  return answer.headers.getSetCookie();
}
