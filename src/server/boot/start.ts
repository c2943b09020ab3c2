import { join } from "node:path";
import { createApp } from "#server/app.ts";
import { hasManager } from "#server/accounts/people/accounts.ts";
import { makeFirstManagerToken } from "#server/accounts/people/first-manager.ts";
import { removeOldSessions } from "#server/accounts/sessions/sessions.ts";
import { openDatabase } from "./database.ts";
import { readAppFiles } from "#server/http/static/app-files.ts";
import { startingApp } from "#server/http/resources/health.ts";
import { listen } from "./listener.ts";
import type { Log } from "./log.ts";
import { isLoopback } from "#server/http/edge/ip-addresses.ts";
import type { Settings } from "./settings.ts";
import { removeOldAttempts } from "#server/accounts/sessions/attempts.ts";
import { removeOldAudit } from "#server/store/audit/audit.ts";
import { removeOldCalls } from "#server/store/mirrored/servers/calls.ts";
import { removeOldJobs } from "#server/store/jobs/jobs.ts";
import type { Store } from "#server/store/open.ts";
import { StoreFailure } from "#server/store/store-failure.ts";
import { openWorkspace } from "./workspace.ts";

/** A server that is ready. */
export interface Running {
  /** Where it listens. */
  readonly address: string;
  /** Where the first manager makes an account; `null` when there is a manager. */
  readonly firstManagerLink: string | null;
  /** Answers what is under way, then closes the database. */
  stop(): Promise<void>;
}

const DIST = join(import.meta.dirname, "../../../dist");

const addressOf = (host: string, port: number) =>
  `http://${host.includes(":") ? `[${host}]` : host}:${port}`;

/**
 * Starts the server. It listens before it opens the database, so that a port in use is found out
 * before anything is made, and `/healthz` answers while a large sample is.
 */
export async function start(settings: Settings, log: Log): Promise<Running> {
  const { HOST: host, APP_URL: appUrl } = settings;
  const listener = await listen(host, settings.PORT, startingApp().fetch);
  const address = addressOf(host, listener.port);
  try {
    const { store, auth } = await openDatabase(settings, log);
    await removeOld(store).catch(ignoreUnsaved);
    const tidying = setInterval(() => void removeOld(store).catch(logError(log)), HOUR).unref();
    const workspace = await openWorkspace(settings, store, auth, log);
    const { record, sync, isSample } = workspace;
    const sampleAllowed = isSample && isForThisMachine(host, appUrl);
    const stopping = new AbortController();
    const app = createApp({
      store,
      record,
      sync,
      auth,
      log,
      files: await readAppFiles(DIST),
      addresses: { appUrl, host, port: listener.port },
      sampleAllowed,
      perMinute: settings.RATE_LIMIT_RPM,
      trustedProxies: settings.TRUSTED_PROXIES,
      stopping: stopping.signal,
    });
    listener.serveWith(app.fetch);
    return {
      address,
      firstManagerLink: await firstManagerLink(store, appUrl ?? address, sampleAllowed),
      async stop() {
        clearInterval(tidying);
        stopping.abort();
        await listener.close();
        await workspace.stop();
        await store.close();
      },
    };
  } catch (error) {
    await listener.close();
    throw error;
  }
}

const HOUR = 3600 * 1000;

/** What is over and nobody comes back for. */
async function removeOld(store: Store): Promise<void> {
  await removeOldSessions(store);
  await removeOldAttempts(store);
  await removeOldAudit(store);
  await removeOldCalls(store);
  await removeOldJobs(store);
}

/** What can't be saved now is for a later time; the log has it. */
function ignoreUnsaved(error: unknown): void {
  if (!(error instanceof StoreFailure)) throw error;
}

const logError = (log: Log) => (error: unknown) => log.error({ err: error });

/** Whether nobody but those at this machine is meant to open the dashboard. */
const isForThisMachine = (host: string, appUrl: string | undefined): boolean =>
  isLoopback(host) && (appUrl === undefined || isLoopback(new URL(appUrl).hostname));

/** The token stands behind the `#`, which browsers keep to themselves: no log ever holds it. */
async function firstManagerLink(store: Store, appUrl: string, sampleAllowed: boolean) {
  if (await hasManager(store, sampleAllowed)) return null;
  return `${new URL("/first-manager", appUrl)}#token=${await makeFirstManagerToken(store)}`;
}
