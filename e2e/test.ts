import { cp } from "node:fs/promises";
import { type BrowserContextOptions, expect, type Page, test as base } from "@playwright/test";
import { type Client, createClient } from "#api/client.ts";
import { type AppServer, startAppServer } from "./setup/app-server.ts";
import { type FaultyProxy, startFaultyProxy } from "./setup/faulty-proxy.ts";
import { SAMPLE_DIRECTORY } from "./setup/sample-database.ts";
import { type Part, type Session, signInAs } from "./setup/sample-sessions.ts";
import { isSlow } from "./setup/slow.ts";
import { inTemporaryDirectory } from "./setup/temporary-directory.ts";
import { beginVisits } from "./setup/visits.ts";
import { type LabelOf, readLabels } from "./setup/value-labels.ts";

interface Visit extends BrowserContextOptions {
  /** Who is signed in; left out, nobody is. */
  readonly as?: Part;
  /** Goes through the faulty proxy instead of straight to the server. */
  readonly throughProxy?: boolean;
  /** The console errors that this journey is there to cause. */
  readonly provoking?: RegExp;
}

interface WorkerFixtures {
  /** This worker's own server, over its own copy of the sample workspace. */
  app: AppServer;
  /** The documented API of that server, with a key. */
  api: Client;
  /** The session of a sample person, who signs in once. */
  sessionOf: (part: Part) => Promise<Session>;
  labelOf: LabelOf;
}

interface TestFixtures {
  /** Opens a path in a browser of one's own. Errors that nobody sees fail the test. */
  visit: (path: string, visit?: Visit) => Promise<Page>;
  /** A proxy in front of the app, for requests that fail. */
  faultyProxy: FaultyProxy;
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  app: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the needed fixtures from it
    async ({}, provide) => {
      await inTemporaryDirectory(async (directory) => {
        await cp(process.env[SAMPLE_DIRECTORY] ?? "", directory, { recursive: true });
        const app = await startAppServer(directory);
        await provide(app);
        await app.stop();
      });
    },
    { scope: "worker" },
  ],

  api: [
    async ({ app }, provide) => {
      const key = await app.createKey("e2e");
      await provide(createClient({ baseUrl: app.url, headers: { "x-api-key": key } }));
    },
    { scope: "worker" },
  ],

  sessionOf: [
    async ({ app, playwright }, provide) => {
      const sessions = new Map<Part, Promise<Session>>();
      await provide((part) => {
        const known = sessions.get(part);
        if (known) return known;
        const session = playwright.request
          .newContext()
          .then((request) => signInAs(part, request, app.url));
        sessions.set(part, session);
        return session;
      });
    },
    { scope: "worker" },
  ],

  labelOf: [
    async ({ app, sessionOf }, provide) => {
      await provide(await readLabels(app.url, await sessionOf("viewer")));
    },
    { scope: "worker" },
  ],

  // Takes the proxy even for journeys without one: what it needs is closed after its pages, and a
  // page whose proxy went first would log requests that found nobody.
  visit: async ({ app, browser, sessionOf, faultyProxy }, provide) => {
    const visits = beginVisits(browser);
    await provide(async (path, { as, throughProxy, ...options } = {}) => {
      const storageState = as && (await sessionOf(as));
      return visits.open(path, {
        baseURL: throughProxy || isSlow ? faultyProxy.url : app.url,
        ...(storageState && { storageState }),
        ...options,
      });
    });
    await visits.end();
  },

  faultyProxy: async ({ app }, provide) => {
    const proxy = await startFaultyProxy(app.url);
    await provide(proxy);
    await proxy.close();
  },
});

export { expect };
