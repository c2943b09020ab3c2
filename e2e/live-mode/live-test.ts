import { type BrowserContextOptions, expect, type Page, test as base } from "@playwright/test";
import { type Client, createClient } from "#api/client.ts";
import { getSync, syncNow } from "#api/contract/sync.ts";
import type { AppServer } from "../setup/app-server.ts";
import { type FaultyProxy, startFaultyProxy } from "../setup/faulty-proxy.ts";
import {
  PASSWORD,
  PEOPLE,
  signInWithPassword,
  startMirror,
  startUpstream,
  type Upstream,
} from "../setup/live-workspace.ts";
import type { Session } from "../setup/sample-sessions.ts";
import { inTemporaryDirectory } from "../setup/temporary-directory.ts";
import { beginVisits } from "../setup/visits.ts";

interface Visit extends BrowserContextOptions {
  /** Who is signed in; left out, nobody is. */
  readonly as?: keyof typeof PEOPLE;
  /** The console errors that this journey is there to cause. */
  readonly provoking?: RegExp;
}

interface Mirror {
  readonly url: string;
  /** The same, as its manager's page has it. */
  readonly api: Client;
  readonly sessionOf: (who: keyof typeof PEOPLE) => Promise<Session>;
}

interface WorkerFixtures {
  /** What stands in for Hermon. */
  upstream: Upstream;
  /** Between the mirror and Hermon. */
  way: FaultyProxy;
  /** A server that has mirrored all of Hermon. */
  mirror: Mirror;
}

interface TestFixtures {
  /** The way to Hermon, whole again after each journey. */
  hermon: FaultyProxy;
  /** A mirror of its own that was started for the first time, with a way to Hermon of its own. */
  start: (prepare: (hermon: FaultyProxy) => void) => Promise<AppServer>;
  /** Opens a path of the mirror in a browser of one's own. */
  visit: (path: string, visit?: Visit) => Promise<Page>;
}

const isCurrent = async (api: Client) => (await api.call(getSync)).phase === "current";

/** Journeys through a mirror of a Hermon workspace. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  upstream: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the needed fixtures from it
    async ({}, provide) => {
      await inTemporaryDirectory(async (directory) => {
        const upstream = await startUpstream(directory);
        await provide(upstream);
        await upstream.stop();
      });
    },
    { scope: "worker" },
  ],

  way: [
    async ({ upstream }, provide) => {
      const way = await startFaultyProxy(upstream.url);
      await provide(way);
      await way.close();
    },
    { scope: "worker" },
  ],

  mirror: [
    async ({ upstream, way, playwright }, provide) => {
      await inTemporaryDirectory(async (directory) => {
        const server = await startMirror(directory, way.url, upstream.key);
        for (const person of Object.values(PEOPLE)) {
          await server.createPerson({ ...person, password: PASSWORD });
        }
        const sessionOf = async (who: keyof typeof PEOPLE) =>
          signInWithPassword(PEOPLE[who], await playwright.request.newContext(), server.url);
        const { cookies } = await sessionOf("manager");
        const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
        const api = createClient({ baseUrl: server.url, headers: { cookie } });
        await expect.poll(() => isCurrent(api)).toBe(true);
        await provide({ url: server.url, api, sessionOf });
        await server.stop();
      });
    },
    { scope: "worker" },
  ],

  hermon: async ({ way, mirror }, provide) => {
    await provide(way);
    way.mend();
    await mirror.api.call(syncNow);
    await expect.poll(() => isCurrent(mirror.api)).toBe(true);
  },

  start: async ({ upstream }, provide) => {
    const ends: (() => Promise<void>)[] = [];
    await inTemporaryDirectory(async (directory) => {
      await provide(async (prepare) => {
        const hermon = await startFaultyProxy(upstream.url);
        ends.unshift(() => hermon.close());
        prepare(hermon);
        const server = await startMirror(directory, hermon.url, upstream.key);
        ends.unshift(() => server.stop());
        return server;
      });
      for (const end of ends) await end();
    });
  },

  // Takes the way to Hermon and the other mirrors even for journeys without them: they end after
  // the pages, which would log requests that found nobody.
  visit: async ({ browser, mirror, hermon: _, start: __ }, provide) => {
    const visits = beginVisits(browser);
    await provide(async (path, { as, ...options } = {}) => {
      const storageState = as && (await mirror.sessionOf(as));
      return visits.open(path, {
        baseURL: mirror.url,
        ...(storageState && { storageState }),
        ...options,
      });
    });
    await visits.end();
  },
});

export { expect };
