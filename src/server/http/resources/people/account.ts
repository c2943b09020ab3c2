import * as contract from "#api/contract/account.ts";
import { changePassword, hasPassword } from "#server/accounts/passwords/account-passwords.ts";
import type { Auth } from "#server/accounts/better-auth.ts";
import { endSession, endSessions, listSessions } from "#server/accounts/sessions/own-sessions.ts";
import type { Store } from "#server/store/open.ts";
import type { Serve } from "../../wire/endpoint.ts";
import { refuseWeakPassword } from "./password-rules.ts";
import { Refusal, unknownResource, wrongField } from "../../wire/refusal.ts";
import type { SessionWatch } from "#server/accounts/sessions/session-watch.ts";
import type { SignInAttempts } from "./sign-in-attempts.ts";

export interface AccountOptions {
  readonly store: Store;
  readonly auth: Auth;
  readonly attempts: SignInAttempts;
  readonly watch: SessionWatch;
}

/** What people do about their own account. */
export function serveAccount(serve: Serve, { store, auth, attempts, watch }: AccountOptions): void {
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

  serve(contract.changePassword, async ({ caller: { id, person }, body, context }) => {
    const { current_password: current, new_password: next } = body;
    if (!(await hasPassword(store, person.id))) throw new Refusal(409, NO_PASSWORD);
    if (next === current) throw wrongField("new_password", "New password must be another one");
    await refuseWeakPassword(next, person, "new_password");
    const attempt = await attempts.begin(person.email, context);
    const ended = await changePassword(store, auth, {
      userId: person.id,
      sessionId: id,
      current,
      next,
    });
    if (ended === null) throw wrongField("current_password", "Current password is wrong");
    watch.changed();
    return { data: { ended }, cookies: [await attempt.succeeded()] };
  });

  serve(contract.endSession, async ({ caller: { person }, params: { id } }) => {
    if (!(await endSession(store, person.id, id))) throw unknownResource();
    watch.changed();
    return { data: null };
  });

  serve(contract.endOtherSessions, async ({ caller: { id, person } }) => {
    const ended = await endSessions(store.db, person.id, id);
    watch.changed();
    return { data: { ended } };
  });
}

const NO_PASSWORD = "This account has no password";
