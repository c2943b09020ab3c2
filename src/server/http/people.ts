import * as contract from "#api/contract/people.ts";
import { createAccount } from "#server/auth/accounts.ts";
import type { Auth } from "#server/auth/better-auth.ts";
import { takeFirstManagerToken } from "#server/auth/first-manager.ts";
import { listSamplePeople } from "#server/auth/sample-people.ts";
import * as sessions from "#server/auth/sign-in.ts";
import { ownerColumnOf } from "#server/store/lead-counts.ts";
import type { Store } from "#server/store/open.ts";
import { listTeam } from "#server/store/people.ts";
import { listStatuses } from "#server/store/statuses.ts";
import { clientAddress } from "./client-address.ts";
import type { Serve } from "./endpoint.ts";
import { Refusal, unknownResource } from "./refusal.ts";
import type { ServerContext } from "./server-env.ts";
import type { SignInAttempts } from "./sign-in-attempts.ts";

export interface PeopleOptions {
  readonly store: Store;
  readonly auth: Auth;
  readonly attempts: SignInAttempts;
  /** Whether one may continue as a sample person. */
  readonly mayBeSample: (context: ServerContext) => boolean;
}

/** Signing in and out, and what every screen needs to know once. */
export function servePeople(serve: Serve, { store, auth, attempts, mayBeSample }: PeopleOptions) {
  const samplePeople = async (context: ServerContext) =>
    mayBeSample(context) ? listSamplePeople(store) : [];

  serve(contract.getWorkspace, async ({ caller: { person, isDue }, context }) => ({
    cookies: isDue ? await sessions.prolongSession(auth, context.req.raw.headers) : [],
    data: {
      person,
      team: await listTeam(store),
      mine: await ownerColumnOf(store, person.email),
      statuses: await listStatuses(store),
    },
  }));

  serve(contract.listSamplePeople, async ({ context }) => ({
    data: await samplePeople(context),
  }));

  serve(contract.continueAsSamplePerson, async ({ params, context }) => {
    const people = await samplePeople(context);
    if (!people.some(({ id }) => id === params.id)) throw unknownResource();
    const { person, cookies } = await sessions.signInVouched(auth, params.id);
    return { data: { person }, cookies };
  });

  serve(contract.signIn, async ({ body, context }) => {
    const attempt = await attempts.begin(body.email, clientAddress(context));
    const signedIn = await sessions.signInWithPassword(auth, body);
    if (!signedIn) throw new Refusal(401, "E-mail or password is wrong");
    await attempt.succeeded();
    return { data: { person: signedIn.person }, cookies: signedIn.cookies };
  });

  serve(contract.signOut, async ({ context }) => ({
    data: null,
    cookies: await sessions.signOut(auth, context.req.raw.headers),
  }));

  serve(contract.createFirstManager, async ({ body: { token, ...manager } }) => {
    if (!(await takeFirstManagerToken(store, token))) {
      throw new Refusal(
        403,
        "This link was used already or is out of date; restart the server for a new one",
      );
    }
    const id = await createAccount(store, auth, { ...manager, role: "manager" });
    if (!id) throw new Refusal(409, "Someone has an account with this e-mail already");
    const { person, cookies } = await sessions.signInVouched(auth, id);
    return { status: 201, data: { person }, cookies };
  });
}
