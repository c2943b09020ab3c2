import type * as z from "zod/mini";
import * as people from "#api/contract/people/people.ts";
import * as signIn from "#api/contract/people/sign-in.ts";
import { hasManager, listSamplePeople } from "#server/accounts/people/accounts.ts";
import type { Auth } from "#server/accounts/better-auth.ts";
import { deviceName } from "#server/accounts/sessions/device-name.ts";
import { createFirstManager, isFirstManagerToken } from "#server/accounts/people/first-manager.ts";
import type { Session } from "#server/accounts/sessions/sessions.ts";
import * as sessions from "#server/accounts/sessions/sign-in.ts";
import { listColumnLayouts } from "#server/store/views/column-layouts.ts";
import { ownerColumnOf } from "#server/store/counts/lead-counts.ts";
import type { Store } from "#server/store/open.ts";
import { listTeam } from "#server/store/people.ts";
import { listStatuses } from "#server/store/statuses/statuses.ts";
import type { ClientAddress } from "../../edge/client-address.ts";
import type { Serve } from "../../wire/endpoint.ts";
import { refuseWeakPassword } from "./password-rules.ts";
import { Refusal, unknownResource } from "../../wire/refusal.ts";
import type { ServerContext } from "../../wire/server-env.ts";
import type { SessionWatch } from "#server/accounts/sessions/session-watch.ts";
import { refuseOtherPerson } from "../../edge/shown-person.ts";
import type { SignInAttempts } from "./sign-in-attempts.ts";

export interface PeopleOptions {
  readonly store: Store;
  readonly auth: Auth;
  readonly attempts: SignInAttempts;
  readonly watch: SessionWatch;
  readonly addressOf: ClientAddress;
  readonly sessionOf: (context: ServerContext) => Promise<Session | null>;
  /** Whether sample people may sign in at all. */
  readonly sampleAllowed: boolean;
  /** Whether a request may continue as one of them. */
  readonly mayBeSample: (context: ServerContext) => boolean;
}

/** What every screen needs to know once. */
export async function readWorkspace(
  store: Store,
  person: people.Person,
): Promise<people.Workspace> {
  return {
    person,
    team: await listTeam(store),
    mine: await ownerColumnOf(store, person.email),
    statuses: await listStatuses(store),
    column_layouts: await listColumnLayouts(store, person.id),
  };
}

/** Signing in and out, and what every screen needs to know once. */
export function servePeople(serve: Serve, options: PeopleOptions): void {
  const { store, auth, attempts, watch, addressOf, sessionOf, sampleAllowed, mayBeSample } =
    options;
  const visitorOf = (context: ServerContext) => ({
    device: deviceName(context.req.header("user-agent")),
    address: addressOf(context),
  });
  const samplePeople = async (context: ServerContext) =>
    mayBeSample(context) ? listSamplePeople(store) : [];
  const firstManagerLinkState = async (token: string): Promise<LinkState> => {
    if (await hasManager(store, sampleAllowed)) return "used";
    return (await isFirstManagerToken(store, token)) ? "valid" : "out-of-date";
  };

  serve(people.getWorkspace, async ({ caller }) => ({
    data: await readWorkspace(store, caller.person),
  }));

  serve(signIn.listSamplePeople, async ({ context }) => ({
    data: await samplePeople(context),
  }));

  serve(signIn.continueAsSamplePerson, async ({ params, context }) => {
    const offered = await samplePeople(context);
    if (!offered.some(({ id }) => id === params.id)) throw unknownResource();
    const { person, cookies } = await sessions.signInVouched(auth, params.id, visitorOf(context));
    return { data: { person }, cookies };
  });

  serve(signIn.signIn, async ({ body, context }) => {
    const actor = { kind: "email", id: body.email, address: addressOf(context) } as const;
    const attempt = await attempts.begin(body.email, context, actor);
    const signedIn = await sessions.signInWithPassword(store, auth, body, visitorOf(context));
    if (signedIn === "wrong") throw new Refusal(401, "Email or password is wrong");
    const known = await attempt.succeeded();
    if (signedIn === "disabled") throw new Refusal(403, "This account is disabled");
    return { data: { person: signedIn.person }, cookies: [...signedIn.cookies, known] };
  });

  serve(people.getSession, async ({ context }) => ({
    data: { person: (await sessionOf(context))?.person ?? null },
  }));

  serve(people.signOut, async ({ context }) => {
    const session = await sessionOf(context);
    if (session) refuseOtherPerson(session.person, context.req.header(people.PERSON_HEADER));
    const cookies = await sessions.signOut(store, auth, context.req.raw.headers, {
      session,
      address: addressOf(context),
    });
    watch.changed("signed-out");
    // A browser may have kept documents to go back to, with this person's leads in them.
    context.header("clear-site-data", '"cache"');
    return { data: null, cookies };
  });

  serve(signIn.checkFirstManagerLink, async ({ body: { token } }) => ({
    data: { state: await firstManagerLinkState(token) },
  }));

  serve(signIn.createFirstManager, async ({ body: { token, ...manager }, context }) => {
    const state = await firstManagerLinkState(token);
    if (state !== "valid") throw new Refusal(403, WHY_NOT[state]);
    await refuseWeakPassword(manager.password, manager, "password");
    const made = await createFirstManager(store, auth, token, {
      ...manager,
      address: addressOf(context),
    });
    if (made === "used") throw new Refusal(403, WHY_NOT.used);
    if (made === "taken") throw new Refusal(409, "Someone has an account with this email already");
    const { person, cookies } = await sessions.signInVouched(auth, made.id, visitorOf(context));
    return { status: 201, data: { person }, cookies };
  });
}

type LinkState = z.infer<typeof signIn.FirstManagerLink>["state"];

/** Why a link makes no manager, and what to do. */
const WHY_NOT = {
  used: "There is a manager already, so this link no longer works; sign in",
  "out-of-date": "This link is out of date; restart the server for a new one",
} as const;
