import { listSamplePeople, type SamplePerson } from "#api/contract/people/sign-in.ts";
import { createAccount } from "#server/accounts/people/accounts.ts";
import { OPERATOR } from "#server/store/test-store.ts";
import type { TestServer } from "#server/test-server.ts";

/** How people sign in to the app of a test. */

export const PASSWORD = "correct horse battery";

/** Makes an account for someone with {@link PASSWORD}. */
export async function newPerson({ store, auth }: TestServer, email: string) {
  const person = { name: "Pat Example", email, role: "member" } as const;
  await createAccount(store, auth, { ...person, password: PASSWORD }, OPERATOR);
  return person;
}

/** Asks to be signed in with a password. */
export const signIn = (
  of: TestServer,
  email: string,
  password: string,
  headers: Readonly<Record<string, string>> = {},
) => of.ask("/api/dashboard/sign-in", { method: "POST", headers, body: { email, password } });

/** The cookie of a new session, as a browser sends it back. */
export const cookieOf = (headers: Headers) => ({
  cookie: headers.getSetCookie()[0]?.split(";")[0] ?? "",
});

/** Those whom one can continue as. */
export const samplePeople = (of: TestServer) => of.client({}).call(listSamplePeople);

/** Asks to be signed in as one of them. */
export const continueAs = (of: TestServer, { id }: SamplePerson) =>
  of.ask(`/api/dashboard/sample-people/${id}/sign-in`, { method: "POST" });
