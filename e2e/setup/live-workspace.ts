import type { APIRequestContext } from "@playwright/test";
import { type Client, createClient } from "#api/client.ts";
import { signIn } from "#api/contract/people/sign-in.ts";
import { requestPath } from "#api/request.ts";
import { type AppServer, type NewPerson, startAppServer } from "./app-server.ts";
import type { Session } from "./sample-sessions.ts";

/** What stands in for Hermon: a server of the app with a record of its own. */
export interface Upstream {
  readonly url: string;
  /** What the mirror is let in with. */
  readonly key: string;
  /** The documented API, for what is done in Hermon itself. */
  readonly api: Client;
  stop(): Promise<void>;
}

/** Few enough that all of them are copied, and their details filled in, while one looks. */
const LEADS = "320";

export async function startUpstream(directory: string): Promise<Upstream> {
  const server = await startAppServer(directory, { SAMPLE_LEADS: LEADS });
  const key = await server.createKey("mirror");
  const headers = { "x-api-key": await server.createKey("someone") };
  const api = createClient({ baseUrl: server.url, headers });
  return { url: server.url, key, api, stop: () => server.stop() };
}

/** Starts a server that mirrors the workspace behind this address. */
export const startMirror = (directory: string, apiUrl: string, key: string): Promise<AppServer> =>
  startAppServer(directory, {
    HERMON_API_KEY: key,
    HERMON_API_URL: apiUrl,
    HERMON_MAX_RPS: "500",
    HERMON_POLL_SECONDS: "1",
  });

/** Those who work with the mirror. */
export const PEOPLE = {
  manager: { name: "Ada Quill", email: "ada.quill@example.com", role: "manager" },
  setter: { name: "Ben Aster", email: "ben.aster@example.com", role: "member" },
} as const satisfies Record<string, Omit<NewPerson, "password">>;

export const PASSWORD = "correct horse battery";

export async function signInWithPassword(
  { email }: Pick<NewPerson, "email">,
  request: APIRequestContext,
  baseUrl: string,
): Promise<Session> {
  const response = await request.post(baseUrl + requestPath(signIn, {}), {
    data: { email, password: PASSWORD },
  });
  if (!response.ok()) throw new Error(`Signing in as ${email} answered ${response.status()}`);
  return request.storageState();
}
