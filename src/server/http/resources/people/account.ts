import * as contract from "#api/contract/people/account.ts";
import { setColumnLayout as setColumnLayoutContract } from "#api/contract/views/column-layouts.ts";
import type { Person } from "#api/contract/people/people.ts";
import { changePassword, hasPassword } from "#server/accounts/passwords/account-passwords.ts";
import type { Auth } from "#server/accounts/better-auth.ts";
import { changeName } from "#server/accounts/people/account-changes.ts";
import type { ClientAddress } from "../../edge/client-address.ts";
import { endSession, endSessions, listSessions } from "#server/accounts/sessions/own-sessions.ts";
import { setColumnLayout } from "#server/store/views/column-layouts.ts";
import type { Store } from "#server/store/open.ts";
import type { Serve } from "../../wire/endpoint.ts";
import { refuseWeakPassword } from "./password-rules.ts";
import { Refusal, unknownResource, wrongField } from "../../wire/refusal.ts";
import type { ServerContext } from "../../wire/server-env.ts";
import type { SessionWatch } from "#server/accounts/sessions/session-watch.ts";
import type { SignInAttempts } from "./sign-in-attempts.ts";

export interface AccountOptions {
  readonly store: Store;
  readonly auth: Auth;
  readonly attempts: SignInAttempts;
  readonly watch: SessionWatch;
  readonly addressOf: ClientAddress;
}

/** What people do about their own account and what they keep of their own, whatever their role. */
export function serveAccount(serve: Serve, options: AccountOptions): void {
  const { store, auth, attempts, watch, addressOf } = options;
  const actorOf = ({ id }: Person, context: ServerContext) =>
    ({ kind: "person", id, address: addressOf(context) }) as const;

  serve(contract.getAccount, async ({ caller: { id: current, person } }) => {
    const sessions = await listSessions(store, person.id);
    return {
      data: {
        has_password: await hasPassword(store, person.id),
        sessions: sessions
          .map(({ id, beganAt, lastUsedAt, device }) => ({
            id,
            is_current: id === current,
            began_at: beganAt,
            last_used_at: lastUsedAt,
            device,
          }))
          .toSorted((a, b) => Number(b.is_current) - Number(a.is_current)),
      },
    };
  });

  serve(contract.changeName, async ({ caller: { person }, body: { name }, context }) => {
    await changeName(store, person, name, actorOf(person, context));
    return { data: { ...person, name } };
  });

  serve(contract.changePassword, async ({ caller: { id, person }, body, context }) => {
    const { current_password: current, new_password: next } = body;
    if (!(await hasPassword(store, person.id))) throw new Refusal(409, NO_PASSWORD);
    if (next === current) throw wrongField("new_password", "New password must be another one");
    await refuseWeakPassword(next, person, "new_password");
    const attempt = await attempts.begin(person.email, context, actorOf(person, context));
    const ended = await changePassword(store, auth, {
      userId: person.id,
      sessionId: id,
      current,
      next,
      address: addressOf(context),
    });
    if (ended === null) throw wrongField("current_password", "Current password is wrong");
    watch.changed();
    return { data: { ended }, cookies: [await attempt.succeeded()] };
  });

  serve(contract.endSession, async ({ caller: { person }, params: { id }, context }) => {
    const how = { action: "session-ended", actor: actorOf(person, context) } as const;
    if (!(await endSession(store, { userId: person.id, id }, how))) throw unknownResource();
    watch.changed();
    return { data: null };
  });

  serve(contract.endOtherSessions, async ({ caller: { id, person }, context }) => {
    const ended = await endSessions(store, person.id, actorOf(person, context), id);
    watch.changed();
    return { data: { ended } };
  });

  serve(setColumnLayoutContract, async ({ caller: { person }, params: { view }, body }) => {
    await setColumnLayout(store, person.id, view, body);
    return { data: body };
  });
}

const NO_PASSWORD = "This account has no password";
