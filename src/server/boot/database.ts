import { randomBytes } from "node:crypto";
import { type Auth, openAuth } from "#server/accounts/better-auth.ts";
import { keptSecret } from "#server/accounts/secret.ts";
import type { Log } from "./log.ts";
import { OperatorError } from "./operator-error.ts";
import type { Settings } from "./settings.ts";
import { kindOf } from "#server/store/database/kind-of.ts";
import { openExistingStore, openStore, type Store } from "#server/store/open.ts";
import { DatabaseProblem, StoreFailure } from "#server/store/store-failure.ts";
import { watchStore } from "./store-log.ts";

interface Database {
  readonly store: Store;
  readonly auth: Auth;
}

/**
 * Opens the server's database, and the accounts in it; makes what isn't there and brings the rest up
 * to date. Its files are the owner's alone.
 * @throws {OperatorError} when it can't be opened
 */
export async function openDatabase(settings: Settings, log: Log): Promise<Database> {
  const { DATABASE_URL: url, APP_SECRET: given, APP_URL: appUrl } = settings;
  process.umask(0o077);
  const store = await openStore(url, { serve: true, watch: watchStore(log) }).catch(refuse);
  try {
    const secret = given ?? (await secretBeside(url));
    return { store, auth: openAuth(store, { secret, secureCookies: isSecure(appUrl) }) };
  } catch (error) {
    await store.close();
    throw error;
  }
}

async function secretBeside(url: string): Promise<string> {
  const path = (await kindOf(url)).secretPath(url);
  if (path === undefined) {
    throw new OperatorError(
      "APP_SECRET must be set where DATABASE_URL names no file that it could be kept beside",
    );
  }
  return keptSecret(path);
}

const isSecure = (appUrl: string | undefined) => appUrl?.startsWith("https:") ?? false;

/**
 * Opens the database as it is, to work on it beside the server. Sessions can't be begun with what
 * this gives: no secret is needed, and none is made.
 * @throws {OperatorError} when there is none, or it isn't of this version
 */
export async function openExistingDatabase({ DATABASE_URL: url }: Settings): Promise<Database> {
  const store = await openExistingStore(url).catch(refuse);
  const secret = randomBytes(32).toString("base64url");
  return { store, auth: openAuth(store, { secret, secureCookies: false }) };
}

function refuse(error: Error): never {
  if (error instanceof DatabaseProblem) throw new OperatorError(error.message);
  const why = error instanceof StoreFailure ? error.reason : error.message;
  throw new OperatorError(`DATABASE_URL can't be opened: ${why}`);
}
