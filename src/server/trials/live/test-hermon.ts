import { type Client, createClient } from "#api/client.ts";
import { type Lead, listLeads } from "#api/contract/leads/leads.ts";
import { listStatuses } from "#api/contract/leads/statuses.ts";
import { OPPORTUNITY } from "#api/contract/vocabulary.ts";
import { createApp } from "#server/app.ts";
import { listen } from "#server/boot/listener.ts";
import type { Store } from "#server/store/open.ts";
import { startTestProxy, type TestProxy } from "./test-proxy.ts";
import { openTestServer, present } from "#server/test-server.ts";

/** A server of ours that is its own record, in the place of Hermon. */
export interface TestHermon {
  /** Past the proxy: what a test does there by itself. */
  readonly api: Client;
  readonly store: Store;
  readonly key: string;
  /** In front of it, for whoever mirrors it. */
  readonly proxy: TestProxy;
  /** A lead by its place in the list, from 0. */
  leadAt(place: number): Promise<Lead>;
  /** The id of a status for leads that this one doesn't have; another one for another `which`. */
  readonly otherStatus: (lead: Lead, which?: number) => Promise<string>;
  close(): Promise<void>;
}

/** Starts one with so many made-up leads. */
export async function startTestHermon(sampleLeads: number): Promise<TestHermon> {
  const { server, close } = await openTestServer({ sampleLeads });
  const listener = await listen("127.0.0.1", 0, createApp(server).fetch);
  const url = `http://127.0.0.1:${listener.port}`;
  const headers = await server.withKey();
  const proxy = await startTestProxy(url);
  const api = createClient({ baseUrl: url, headers, tries: 1 });
  return {
    api,
    store: server.store,
    key: headers["x-api-key"],
    proxy,
    async leadAt(place) {
      const query = { page: place + 1, limit: 1 };
      return present((await api.call(listLeads, { query })).data[0]);
    },
    async otherStatus(lead, which = 0) {
      const statuses = await api.call(listStatuses);
      const others = statuses.filter(
        ({ id, type }) => id !== lead.status.id && type !== OPPORTUNITY,
      );
      return present(others[which]).id;
    },
    async close() {
      await proxy.close();
      await listener.close();
      await close();
    },
  };
}
