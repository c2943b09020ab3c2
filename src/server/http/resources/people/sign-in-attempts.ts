import { createHmac } from "node:crypto";
import { emailKey } from "#api/contract/email-key.ts";
import type { Auth } from "#server/accounts/better-auth.ts";
import { networkOf } from "../../edge/ip-addresses.ts";
import {
  countAttempt,
  forgetAttempts,
  forgiveAttempt,
  type Tried,
} from "#server/accounts/sessions/attempts.ts";
import type { Store } from "#server/store/open.ts";
import type { ClientAddress } from "../../edge/client-address.ts";
import { knownDevices } from "./known-devices.ts";
import { tooMany } from "../../wire/refusal.ts";
import type { ServerContext } from "../../wire/server-env.ts";

const MINUTE = 60_000;

/** Wrong passwords for one account, from one address or by one known browser, before one waits. */
const OWN = { most: 10, spanMs: 15 * MINUTE };

/**
 * Wrong passwords by unknown browsers, all accounts or all addresses together. After `many`, each
 * account gets no more than `FEW` tries from an address; whoever knows the password needs one. Only
 * after `most` nobody unknown is let in.
 */
const FROM_ADDRESS = { many: 50, most: 500, spanMs: 15 * MINUTE };
const TO_ACCOUNT = { many: 100, most: 500, spanMs: 60 * MINUTE };
const FEW = 3;

/** Slows down whoever tries passwords, without keeping out those who know theirs. */
export interface SignInAttempts {
  /**
   * Counts an attempt before its password is looked at, so that many at once don't slip through.
   * @throws {Refusal} 429 after too many
   */
  begin(email: string, context: ServerContext): Promise<Attempt>;
}

interface Attempt {
  /** Forgets the wrong ones before; gives the `Set-Cookie` header by which the browser is known. */
  succeeded(): Promise<string>;
}

interface AttemptsOptions {
  readonly store: Store;
  readonly auth: Auth;
  readonly addressOf: ClientAddress;
}

/**
 * Attempts are counted by address and account together, so that a stranger locks nobody out from
 * elsewhere; and a browser in which someone signed in has a count of its own for that account
 * (OWASP's device cookies), so that nobody behind the same address does either. All in the database:
 * a restart forgets nothing.
 */
export function signInAttempts({ store, auth, addressOf }: AttemptsOptions): SignInAttempts {
  const devices = knownDevices(auth);
  return {
    async begin(email, context) {
      const account = emailKey(email);
      const network = networkOf(addressOf(context));
      const device = await devices.find(context, account);
      const { secret } = await auth.$context;
      const keyOf = (...of: string[]) =>
        createHmac("sha256", secret).update(JSON.stringify(of)).digest("base64url");

      const own = device
        ? keyOf("device", account, device)
        : keyOf("account from address", account, network);
      const address = keyOf("address", network);
      const all = keyOf("account", account);
      const tried = await countAttempt(store, own, OWN.spanMs);
      if (tried.count > OWN.most) throw tooManyAttempts(tried);
      if (!device) {
        const [from, to] = await Promise.all([
          countAttempt(store, address, FROM_ADDRESS.spanMs),
          countAttempt(store, all, TO_ACCOUNT.spanMs),
        ]);
        refuseCrowd(from, FROM_ADDRESS, tried);
        refuseCrowd(to, TO_ACCOUNT, tried);
      }
      return {
        async succeeded() {
          await forgetAttempts(store, own);
          if (!device) await Promise.all([address, all].map((key) => forgiveAttempt(store, key)));
          return devices.remember(account, device);
        },
      };
    },
  };
}

function refuseCrowd(crowd: Tried, limit: { many: number; most: number }, own: Tried): void {
  if (crowd.count > limit.most) throw tooManyAttempts(crowd);
  if (crowd.count > limit.many && own.count > FEW) throw tooManyAttempts(own);
}

function tooManyAttempts({ until }: Tried) {
  const waitMs = until - Date.now();
  const minutes = Math.max(1, Math.ceil(waitMs / MINUTE));
  const wait = minutes === 1 ? "a minute" : `${minutes} minutes`;
  return tooMany(waitMs, `Too many attempts to sign in; try again in ${wait}`);
}
