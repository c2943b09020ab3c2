import { createHmac } from "node:crypto";
import type { Transaction } from "kysely";
import type { AuditActor } from "#api/contract/people/audit.ts";
import { emailKey } from "#api/contract/text/email-key.ts";
import type { Auth } from "#server/accounts/better-auth.ts";
import { networkOf } from "../../edge/ip-addresses.ts";
import {
  countAttempt,
  forgetAttempts,
  forgiveAttempt,
  type Tried,
} from "#server/accounts/sessions/attempts.ts";
import { recordAudit } from "#server/store/audit/audit.ts";
import type { Store } from "#server/store/open.ts";
import type { Tables } from "#server/store/tables.ts";
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
   * @param actor who is recorded to have tried too often
   * @throws {Refusal} 429 after too many
   */
  begin(email: string, context: ServerContext, actor: AuditActor): Promise<Attempt>;
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
    async begin(email, context, actor) {
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
      const excess = await store.write(async (tx) => {
        const tried = await countAttempt(tx, own, OWN.spanMs);
        let found = excessOf(tried, OWN.most);
        if (!found && !device) {
          const from = await countAttempt(tx, address, FROM_ADDRESS.spanMs);
          const to = await countAttempt(tx, all, TO_ACCOUNT.spanMs);
          found = crowdExcessOf(from, FROM_ADDRESS, tried) ?? crowdExcessOf(to, TO_ACCOUNT, tried);
        }
        if (found) await recordRefused(tx, actor, found.refused);
        return found;
      });
      if (excess) throw tooManyAttempts(excess);
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

/** Tries beyond a limit: how many they are by now, and until when. */
interface Excess {
  readonly refused: number;
  readonly until: number;
}

const excessOf = ({ count, until }: Tried, most: number): Excess | null =>
  count > most ? { refused: count - most, until } : null;

const crowdExcessOf = (crowd: Tried, limit: { many: number; most: number }, own: Tried) =>
  excessOf(crowd, limit.most) ?? (crowd.count > limit.many ? excessOf(own, FEW) : null);

/**
 * Of refused tries the first, second, fourth, eighth … is recorded, with how many they are by then:
 * they cost whoever sends them nothing, and each one recorded would fill the disk.
 */
async function recordRefused(tx: Transaction<Tables>, actor: AuditActor, refused: number) {
  if (!Number.isInteger(Math.log2(refused))) return;
  await recordAudit(tx, { actor, action: "too-many-attempts", detail: String(refused) });
}

function tooManyAttempts({ until }: Excess) {
  const waitMs = until - Date.now();
  const minutes = Math.max(1, Math.ceil(waitMs / MINUTE));
  const wait = minutes === 1 ? "a minute" : `${minutes} minutes`;
  return tooMany(waitMs, `Too many attempts to sign in; try again in ${wait}`);
}
