import { PERSON_HEADER } from "#api/contract/people/people.ts";
import { may } from "#api/contract/people/roles.ts";
import { hashApiKey, type ApiKey, findApiKey } from "#server/accounts/api-keys.ts";
import { renewSession, type Session } from "#server/accounts/sessions/sessions.ts";
import type { Log } from "#server/boot/log.ts";
import type { Store } from "#server/store/open.ts";
import type { Gates } from "../wire/call.ts";
import { StoreFailure } from "#server/store/store-failure.ts";
import { requestLimit } from "./limits.ts";
import { invalidKey, notSignedIn, roleCannot } from "../wire/refusal.ts";
import type { ServerContext } from "../wire/server-env.ts";
import { refuseOtherPerson } from "./shown-person.ts";

export interface GateOptions {
  readonly store: Store;
  readonly log: Log;
  readonly sessionOf: (context: ServerContext) => Promise<Session | null>;
  readonly checkOrigin: (context: ServerContext) => void;
  /** Requests a minute for each API key; a session has ten times as many. 0: no limit. */
  readonly perMinute: number;
}

/** Makes the gates of all endpoints: who is it, may they, have they asked too often. */
export function openGates({ store, log, sessionOf, checkOrigin, perMinute }: GateOptions): Gates {
  const keyLimit = requestLimit(store, "key", perMinute);
  const sessionLimit = requestLimit(store, "session", perMinute * 10);

  async function self(context: ServerContext): Promise<Session> {
    checkOrigin(context);
    const found = await sessionOf(context);
    if (!found) throw notSignedIn();
    await sessionLimit.count(found.id);
    context.header(PERSON_HEADER, found.person.id);
    refuseOtherPerson(found.person, context.req.header(PERSON_HEADER));
    renew(context, found);
    return found;
  }

  /** Nobody waits for it: what can't be written down now is with a later request. */
  function renew(context: ServerContext, { id, renewal }: Session): void {
    if (!renewal) return;
    context.header("set-cookie", renewal.cookie, { append: true });
    renewSession(store, id, renewal).catch((error: unknown) => {
      // The store logs that itself, once.
      if (error instanceof StoreFailure) return;
      log.error({ requestId: context.get("requestId"), err: error });
    });
  }

  return {
    self,

    async person(context, capability): Promise<Session> {
      const found = await self(context);
      const { role } = found.person;
      if (may(role, capability)) return found;
      throw roleCannot(role, capability);
    },

    async key({ req }): Promise<ApiKey> {
      const given = req.header("x-api-key");
      const key = given && (await findApiKey(store, hashApiKey(given)));
      if (!key) throw invalidKey();
      await keyLimit.count(key.id);
      return key;
    },

    async public(context): Promise<null> {
      checkOrigin(context);
      return null;
    },
  };
}
