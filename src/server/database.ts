import { type Auth, openAuth } from "#server/auth/better-auth.ts";
import { keptSecret } from "#server/auth/secret.ts";
import { OperatorError } from "#server/operator-error.ts";
import type { Settings } from "#server/settings.ts";
import { filePath, openStore, type Store } from "#server/store/open.ts";

/**
 * Opens the database the settings name, and the accounts in it. Its files are the owner's alone.
 * @throws {OperatorError} when it can't be opened
 */
export async function openDatabase(settings: Settings): Promise<{ store: Store; auth: Auth }> {
  const { DATABASE_URL: url, APP_SECRET: given, APP_URL: appUrl } = settings;
  process.umask(0o077);
  const store = await openStore(url).catch((error: Error) => {
    throw new OperatorError(`DATABASE_URL can't be opened: ${error.message}`);
  });
  const auth = openAuth(store, {
    secret: given ?? (await keptSecret(`${filePath(url)}.secret`)),
    secureCookies: appUrl?.startsWith("https:") ?? false,
  });
  return { store, auth };
}
