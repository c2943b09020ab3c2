import { afterAll, beforeAll, expect, test } from "vitest";
import { changeLeadStatus } from "#api/contract/leads/lead-history.ts";
import { listLeadsView } from "#api/contract/leads/lead-views.ts";
import { getWorkspace } from "#api/contract/people/people.ts";
import { isForLeads } from "#api/contract/vocabulary.ts";
import { createApp } from "#server/app.ts";
import { type Listener, listen } from "#server/boot/listener.ts";
import { openStore, type Store } from "#server/store/open.ts";
import { ownRecord } from "#server/store/record/own-record.ts";
import { openTestServer, present, type TestServer } from "#server/test-server.ts";
import { listenAt, waitFor } from "./test-events.ts";

/** What open pages are told of what another server of the same database was asked for. */

let one: TestServer;
let two: TestServer;
let listeners: Listener[];
let close: () => Promise<void>;

beforeAll(async () => {
  const opened = await openTestServer({ sampleLeads: 20 });
  one = opened.server;
  const store: Store = await openStore(opened.url);
  const other = await openTestServer({ ...one, store, record: ownRecord(store) });
  two = other.server;
  const serve = (server: TestServer) => listen("127.0.0.1", 0, createApp(server).fetch);
  listeners = [await serve(one), await serve(two)];
  close = async () => {
    for (const listener of listeners) await listener.close();
    await other.close();
    await store.close();
    await opened.close();
  };
});
afterAll(() => close());

/** Changes the status of a lead at a server. */
async function change(server: TestServer, place: number) {
  const member = server.client(await one.as("member"));
  const { data } = await member.call(listLeadsView);
  const { statuses } = await member.call(getWorkspace);
  const lead = present(data[place]);
  const next = present(
    statuses.find((status) => isForLeads(status) && status.id !== lead.status.id),
  );
  const body = { status_id: next.id };
  return (await member.call(changeLeadStatus, { params: { id: lead.id }, body })).lead;
}

test("a change at one server is told at the other, and a page goes on at either", async () => {
  const viewer = await one.as("viewer");
  const at = (server: number, headers = {}) =>
    listenAt(present(listeners[server]).port, { ...viewer, ...headers });
  const [here, there] = [await at(0), await at(1)];
  const lead = await change(one, 0);
  const [told] = await here.changes();
  const [same] = await there.changes();
  expect(same).toEqual(told);
  expect(told?.leads).toEqual([lead]);
  for (const stream of [here, there]) stream.close();

  const missed = await change(two, 1);
  for (const server of [0, 1]) {
    const again = await at(server, { "last-event-id": present(told?.id) });
    const [change_] = await again.changes();
    expect(change_?.leads).toEqual([missed]);
    expect(again.of("reset")).toEqual([]);
    // What this server told is known to the other at once, read there or not.
    const other = await at(1 - server, { "last-event-id": present(change_?.id) });
    await waitFor(() => expect(other.events()).not.toHaveLength(0));
    expect(other.of("reset")).toEqual([]);
    for (const stream of [again, other]) stream.close();
  }
});
