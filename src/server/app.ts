import { Hono } from "hono";
import { ENDPOINTS } from "#api/contract/all.ts";
import { EVENTS_PATH } from "#api/contract/events.ts";
import { openApiDocument } from "#api/open-api.ts";
import type { Auth } from "#server/accounts/better-auth.ts";
import { sessionReader } from "#server/accounts/sessions/sessions.ts";
import { sendJson } from "#server/http/wire/answer.ts";
import { serveAccount } from "#server/http/resources/people/account.ts";
import type { AppFiles } from "#server/http/static/app-files.ts";
import { clientAddresses } from "#server/http/edge/client-address.ts";
import { isDirect } from "#server/http/edge/direct-request.ts";
import { edgeHeaders } from "#server/http/edge/headers.ts";
import { endpointServer, refuseOtherMethods } from "#server/http/wire/endpoint.ts";
import { serveEvents } from "#server/http/events/events.ts";
import { failureAnswerer } from "#server/http/wire/failures.ts";
import { openGates } from "#server/http/edge/gates.ts";
import { leadReads, serveLeadViews } from "#server/http/resources/leads/lead-views.ts";
import { serveLeads } from "#server/http/resources/leads/leads.ts";
import { serveOptInViews } from "#server/http/resources/opt-ins/opt-in-views.ts";
import { serveOptIns } from "#server/http/resources/opt-ins/opt-ins.ts";
import { type Addresses, originCheck } from "#server/http/edge/origin.ts";
import { servePeople } from "#server/http/resources/people/people.ts";
import { pageDataReader } from "#server/http/static/page-data.ts";
import { readiness } from "#server/http/resources/health.ts";
import { Refusal, unknownResource } from "#server/http/wire/refusal.ts";
import { requestLog } from "#server/http/edge/request-log.ts";
import type { ServerContext, ServerEnv } from "#server/http/wire/server-env.ts";
import { SessionWatch } from "#server/accounts/sessions/session-watch.ts";
import { signInAttempts } from "#server/http/resources/people/sign-in-attempts.ts";
import { appServer } from "#server/http/static/app-server.ts";
import { serveSync } from "#server/http/resources/sync.ts";
import { serveViews } from "#server/http/resources/views/views.ts";
import type { SyncSource } from "#server/store/record/sync-source.ts";
import type { Log } from "#server/boot/log.ts";
import type { LeadRecord } from "#server/store/record/lead-record.ts";
import type { Store } from "#server/store/open.ts";
import { withReadLimits } from "#server/store/read-limits.ts";

const LONGEST_READ_MS = 10_000;

export interface Deps {
  readonly store: Store;
  /** Whose word counts: the store's own, or Hermon's. */
  readonly record: LeadRecord;
  readonly sync: SyncSource;
  readonly auth: Auth;
  readonly log: Log;
  /** The built app. */
  readonly files: AppFiles;
  readonly addresses: Addresses;
  /** Whether sample people may sign in, by requests that come straight from this machine. */
  readonly sampleAllowed: boolean;
  /** Whose `X-Forwarded-For` counts; left out: that of proxies on this machine. */
  readonly trustedProxies?: Parameters<typeof clientAddresses>[0];
  /** Requests a minute for each API key, 0: no limit. */
  readonly perMinute: number;
  /** How long a request waits for a read of the database, in milliseconds; left out: ten seconds. */
  readonly longestReadMs?: number;
  /** Ends the answers that have no end of their own, so that the server can stop. */
  readonly stopping: AbortSignal;
}

/** All that the server answers, as one function from request to response. */
export function createApp(deps: Deps): Hono<ServerEnv> {
  const {
    store,
    record,
    sync,
    auth,
    log,
    files,
    addresses,
    sampleAllowed,
    perMinute,
    trustedProxies,
    longestReadMs = LONGEST_READ_MS,
  } = deps;
  const readSession = sessionReader(store, auth);
  const mayBeSample = (context: ServerContext) => sampleAllowed && isDirect(context);
  const sessionOf = (context: ServerContext) =>
    readSession(context.req.header("cookie"), mayBeSample(context));
  const checkOrigin = originCheck(addresses);

  const app = new Hono<ServerEnv>();
  app.use(requestLog(log));
  app.use((_, next) => withReadLimits({ ms: longestReadMs }, next));
  app.use(edgeHeaders(addresses.appUrl?.startsWith("https:") ?? false));
  app.onError(failureAnswerer(log));

  app.get("/healthz", (context) => sendJson(context, 200, { status: "success", message: "Alive" }));
  app.get("/readyz", readiness(store, log));
  const openApi = openApiDocument();
  app.get("/api/openapi.json", (context) => sendJson(context, 200, openApi));

  const gates = openGates({ store, log, sessionOf, checkOrigin, perMinute });
  const serve = endpointServer(app, gates);
  serveLeads(serve, store, record);
  serveOptIns(serve, store, record, log);
  const reads = leadReads(store);
  serveLeadViews(serve, store, record, reads);
  serveOptInViews(serve, store);
  serveSync(serve, sync);
  const watch = new SessionWatch(store);
  const addressOf = clientAddresses(trustedProxies);
  const attempts = signInAttempts({ store, auth, addressOf });
  servePeople(serve, { ...deps, attempts, watch, addressOf, sessionOf, mayBeSample });
  serveViews(serve, { store, reads, addressOf });
  serveAccount(serve, { store, auth, attempts, watch, addressOf });
  serveEvents(app, { ...deps, gates, sessionOf, watch });
  refuseOtherMethods(app, [...ENDPOINTS, { method: "GET", path: EVENTS_PATH }]);
  app.all("/api", unknown).all("/api/*", unknown);

  app.get("*", appServer(files, pageDataReader({ store, gates, reads, log })));
  app.all("*", () => {
    throw new Refusal(405, "Method not allowed, use GET, HEAD", {
      headers: { allow: "GET, HEAD" },
    });
  });
  return app;
}

const unknown = (): never => {
  throw unknownResource();
};
