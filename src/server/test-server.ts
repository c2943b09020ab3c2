import { afterAll, beforeAll } from "vitest";
import { type Client, createClient } from "#api/client.ts";
import type { Role } from "#api/contract/people/roles.ts";
import { createApp, type Deps } from "#server/app.ts";
import { listAccounts } from "#server/accounts/people/accounts.ts";
import { hashApiKey, makeApiKey, addApiKey } from "#server/accounts/api-keys.ts";
import { openAuth } from "#server/accounts/better-auth.ts";
import { signInVouched } from "#server/accounts/sessions/sign-in.ts";
import { openLog } from "#server/boot/log.ts";
import { ownRecord, ownSync } from "#server/store/record/own-record.ts";
import { openStore } from "#server/store/open.ts";
import { newDatabase, OPERATOR, VISITOR } from "#server/store/test-store.ts";
import { prepareWorkspace } from "#server/boot/workspace.ts";

/** Of the made-up workspace: enough for every status, source and owner to occur. */
const LEADS = 200;

export const ORIGIN = "http://127.0.0.1:4310";

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** The parsed body; its text when it isn't JSON. */
  readonly body: unknown;
}

export interface Asked {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON, but for text and bytes, which are sent as they are. */
  readonly body?: unknown;
}

export interface TestServer extends Deps {
  /** Sends a request to the app. */
  ask(path: string, asked?: Asked): Promise<Answer>;
  /** The headers of a sender with a new API key. */
  withKey(): Promise<{ "x-api-key": string }>;
  /** The headers of the sample person with that role, in a new session. */
  as(role: Role): Promise<{ cookie: string }>;
  /** The typed client in place of a sender with these headers. */
  client(headers: Readonly<Record<string, string>>): Client;
}

/** The app over a database of its own, or that of `deps`; without limits unless `deps` sets them. */
export async function openTestServer(deps: Partial<Deps> & { sampleLeads?: number } = {}) {
  const { url, remove } = await newDatabase();
  const store = deps.store ?? (await openStore(url));
  const secureCookies = deps.addresses?.appUrl?.startsWith("https:") ?? false;
  const auth =
    deps.auth ?? openAuth(store, { secret: "a secret for tests".repeat(3), secureCookies });
  const stopping = new AbortController();
  const all: Deps = {
    store,
    record: ownRecord(store),
    sync: ownSync,
    auth,
    log: openLog("error"),
    files: new Map(),
    addresses: { appUrl: undefined, host: "127.0.0.1", port: 4310 },
    sampleAllowed: true,
    perMinute: 0,
    stopping: stopping.signal,
    ...deps,
  };
  await prepareWorkspace(store, auth, { sampleLeads: deps.sampleLeads ?? LEADS, log: all.log });
  const app = createApp(all);

  const server: TestServer = {
    ...all,
    async ask(path, { method = "GET", headers = {}, body } = {}) {
      const sent = isRaw(body) ? body : JSON.stringify(body);
      const init = { method, headers, ...(sent === undefined ? {} : { body: sent }) };
      const response = await app.request(path, init, {});
      return {
        status: response.status,
        headers: response.headers,
        body: parsed(await response.text()),
      };
    },
    async withKey() {
      const key = makeApiKey();
      await addApiKey(
        store,
        { name: "Test", hash: hashApiKey(key), last4: key.slice(-4) },
        OPERATOR,
      );
      return { "x-api-key": key };
    },
    async as(role) {
      const person = (await listAccounts(store)).find((one) => one.role === role);
      const { cookies } = await signInVouched(auth, person?.id ?? "", VISITOR);
      return { cookie: cookies[0]?.split(";")[0] ?? "" };
    },
    client: (headers) =>
      createClient({
        baseUrl: ORIGIN,
        headers,
        fetch: async (address, init) => app.request(address, init, {}),
      }),
  };
  const close = async () => {
    stopping.abort();
    if (!deps.store) await store.close();
    await remove();
  };
  return { server, close, url };
}

/** The same for all tests of a file, opened before and closed after them. */
export function withTestServer(deps?: Parameters<typeof openTestServer>[0]): () => TestServer {
  let opened: Awaited<ReturnType<typeof openTestServer>>;
  beforeAll(async () => {
    opened = await openTestServer(deps);
  });
  afterAll(() => opened.close());
  return () => opened.server;
}

/** What a test can't go on without. */
export function present<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Error("The test found nothing to test");
  return value;
}

const isRaw = (body: unknown): body is string | Uint8Array<ArrayBuffer> | undefined =>
  body === undefined || typeof body === "string" || body instanceof Uint8Array;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
