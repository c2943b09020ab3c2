import { type IncomingMessage, request } from "node:http";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import type { Client } from "#api/client.ts";
import { EVENTS, EVENTS_PATH, type EventName, LeadsChange } from "#api/contract/events.ts";
import { changeLeadStatus, listLeadsView } from "#api/contract/lead-views.ts";
import type { Lead } from "#api/contract/leads.ts";
import { submitOptIn } from "#api/contract/opt-ins.ts";
import { getWorkspace, signOut } from "#api/contract/people.ts";
import type { Status } from "#api/contract/statuses.ts";
import type { SyncState } from "#api/contract/sync.ts";
import { isForLeads } from "#api/contract/vocabulary.ts";
import { createApp } from "#server/app.ts";
import { type Listener, listen } from "#server/listener.ts";
import { openTestServer, present, withTestServer } from "#server/test-server.ts";
import { Feed } from "#server/store/feed.ts";
import { ownSync } from "./sync.ts";

/** What open pages are told by themselves, over real HTTP. */

const server = withTestServer({ sampleLeads: 150 });
let listener: Listener;
let member: Client;
let leads: Lead[];
let statuses: Status[];

beforeAll(async () => {
  const app = createApp(server());
  listener = await listen("127.0.0.1", 0, app.fetch);
  member = server().client(await server().as("member"));
  leads = (await member.call(listLeadsView, { query: { limit: 100 } })).data;
  statuses = (await member.call(getWorkspace)).statuses.filter(isForLeads);
});
afterEach(() => vi.useRealTimers());
afterAll(() => listener.close());

interface StreamEvent {
  readonly name: string;
  readonly id: string | undefined;
  readonly content: unknown;
}

/** Splits what comes into events; comments and `retry` are left out. */
function eventsIn(text: string): StreamEvent[] {
  return text.split("\n\n").flatMap((block) => {
    const field = (name: string) => new RegExp(`^${name}: (.*)$`, "m").exec(block)?.[1];
    const name = field("event");
    if (name === undefined) return [];
    const content: unknown = JSON.parse(field("data") ?? "");
    return [{ name, id: field("id"), content }];
  });
}

/** Opens a stream and reads along. */
async function listenIn(
  headers: Readonly<Record<string, string>>,
  query = "",
  port = listener.port,
) {
  const outgoing = request({ port, path: EVENTS_PATH + query, headers }).end();
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    outgoing.once("response", resolve).once("error", reject);
  });
  let text = "";
  answer.setEncoding("utf8").on("data", (part: string) => (text += part));
  const ended = new Promise<void>((resolve) => answer.once("close", () => resolve()));
  const events = () => eventsIn(text.slice(0, text.lastIndexOf("\n\n") + 1));
  return {
    headers: answer.headers,
    raw: () => text,
    events,
    ended,
    of: (name: EventName) => events().filter((event) => event.name === name),
    /** The changes of leads, once there are so many. */
    changes: (count = 1) =>
      vi.waitFor(
        () => {
          const found = events().filter(({ name }) => name === "leads");
          expect(found).toHaveLength(count);
          return found.map(({ id, content }) => ({ id, ...LeadsChange.parse(content) }));
        },
        { interval: 10, timeout: 5_000 },
      ),
    close: () => outgoing.destroy(),
  };
}

const asViewer = async () => server().as("viewer");
const waitFor = <T>(look: () => T) => vi.waitFor(look, { interval: 10, timeout: 5_000 });

let untouched = 0;
/** Changes the status of a lead nobody has touched yet. */
async function change() {
  const lead = present(leads[(untouched += 1)]);
  const next = present(statuses.find(({ id }) => id !== lead.status.id));
  const body = { status_id: next.id };
  const changed = await member.call(changeLeadStatus, { params: { id: lead.id }, body });
  return changed.lead;
}

async function submit(email: string) {
  const sender = server().client(await server().withKey());
  return sender.call(submitOptIn, { body: { email, first_name: "Quill", source: "OTHER" } });
}

describe("who may listen", () => {
  test("is whoever is signed in, viewers too", async () => {
    const { headers, close } = await listenIn(await asViewer());
    expect(headers).toMatchObject({
      "content-type": "text/event-stream",
      "cache-control": "no-store",
      "x-accel-buffering": "no",
    });
    expect(headers["content-encoding"]).toBeUndefined();
    close();
  });

  test("nobody else", async () => {
    const answer = await server().ask(EVENTS_PATH);
    expect([answer.status, answer.body]).toEqual([
      401,
      { status: "error", message: "Sign in to go on" },
    ]);
    const key = await server().withKey();
    expect((await server().ask(EVENTS_PATH, { headers: key })).status).toBe(401);
  });

  test("HEAD ends at once, and other methods are refused", async () => {
    const headers = await asViewer();
    const head = await server().ask(EVENTS_PATH, { method: "HEAD", headers });
    expect([head.status, head.body]).toEqual([200, ""]);
    const post = await server().ask(EVENTS_PATH, { method: "POST", headers });
    expect([post.status, post.headers.get("allow")]).toEqual([405, "GET, HEAD"]);
  });
});

describe("a stream", () => {
  test("begins with how often to come back, and the state of the copy", async () => {
    const stream = await listenIn(await asViewer());
    await waitFor(() => expect(stream.events()).toHaveLength(1));
    expect(stream.raw()).toMatch(/^retry: 2000\n\n/);
    const [event] = stream.events();
    expect(event?.name).toBe("sync");
    expect(EVENTS.sync.parse(event?.content)).toEqual(ownSync.state());
    stream.close();
  });

  test("tells of a changed lead as lists have it now", async () => {
    const stream = await listenIn(await asViewer());
    const lead = await change();
    expect(await stream.changes()).toMatchObject([{ leads: [lead], gone: [], others: false }]);
    stream.close();
  });

  test("tells of a new lead that there are others", async () => {
    const stream = await listenIn(await asViewer());
    const { lead_id } = await submit("new@example.com");
    const [told] = await stream.changes();
    expect(told).toMatchObject({ leads: [{ id: lead_id }], others: true });
    stream.close();
  });

  test("tells a burst in one, without names when they are too many", async () => {
    const stream = await listenIn(await asViewer());
    const emails = Array.from({ length: 60 }, (_, at) => `burst${at}@example.com`);
    // Published as they would be, without waiting for the disk.
    for (const email of emails) server().feed.publish({ leads: [email], others: true });
    expect(await stream.changes()).toMatchObject([{ leads: [], gone: [], others: true }]);
    stream.close();
  });

  test("tells of leads that are no longer there", async () => {
    const stream = await listenIn(await asViewer());
    server().feed.publish({ leads: [], gone: ["896e4c72-e390-4baf-906f-395992266222"] });
    const gone = ["896e4c72-e390-4baf-906f-395992266222"];
    expect(await stream.changes()).toMatchObject([{ leads: [], gone, others: false }]);
    stream.close();
  });
});

describe("coming back", () => {
  test("behind the last event, one hears what one missed and nothing else", async () => {
    const viewer = await asViewer();
    const [first, witness] = [await listenIn(viewer), await listenIn(viewer)];
    const heard = await change();
    const [event] = await first.changes();
    expect(event?.leads).toEqual([heard]);
    first.close();
    const missed = [await change()];
    await witness.changes(2);
    missed.push(await change());
    await witness.changes(3);
    witness.close();

    const streams = [
      await listenIn({ ...viewer, "last-event-id": present(event?.id) }),
      await listenIn(viewer, `?after=${event?.id}`),
    ];
    for (const stream of streams) {
      const [told] = await stream.changes();
      expect(new Set(told?.leads)).toEqual(new Set(missed));
      expect(stream.of("reset")).toEqual([]);
      // Nothing new came with the state: cut off there, one would go on from the same place.
      expect(stream.events()[0]).toMatchObject({ name: "sync", id: event?.id });
    }
    const later = await change();
    for (const stream of streams) {
      expect((await stream.changes(2))[1]?.leads).toEqual([later]);
      stream.close();
    }
  });

  test("from before anything was heard, the position is known all the same", async () => {
    const viewer = await asViewer();
    const first = await listenIn(viewer);
    await waitFor(() => expect(first.events()).toHaveLength(1));
    const position = present(first.events()[0]?.id);
    first.close();
    await first.ended;
    const missed = await change();
    await vi.waitFor(async () => {
      const again = await listenIn({ ...viewer, "last-event-id": position });
      await waitFor(() => expect(again.events()).not.toHaveLength(0));
      again.close();
      expect(again.of("leads")).toMatchObject([{ content: { leads: [missed] } }]);
    });
  });

  test("from elsewhere, one is told that anything may have changed", async () => {
    const viewer = await asViewer();
    const again = await listenIn({ ...viewer, "last-event-id": "another-7" });
    await waitFor(() => expect(again.of("reset")).toHaveLength(1));
    const lead = await change();
    expect(await again.changes()).toMatchObject([{ leads: [lead] }]);
    again.close();
  });

  test("a page hears what came while it was loading", async () => {
    const lead = await change();
    const other = await listenIn(await asViewer());
    await vi.waitFor(async () => {
      const stream = await listenIn(await asViewer(), "?age=2000");
      await waitFor(() => expect(stream.events()).not.toHaveLength(0));
      stream.close();
      const told = stream.of("leads").flatMap(({ content }) => LeadsChange.parse(content).leads);
      expect(told).toContainEqual(lead);
    });
    expect(other.of("reset")).toEqual([]);
    other.close();
  });
});

describe("the state of the copy", () => {
  test("is told when it changes, at most once a second", async () => {
    const feed = new Feed<SyncState>();
    const inPhase = (phase: SyncState["phase"]): SyncState => ({
      ...ownSync.state(),
      mode: "live",
      phase,
    });
    let state = inPhase("copying");
    const sync = {
      ...ownSync,
      state: () => state,
      subscribe: (hear: (now: SyncState) => void) => feed.subscribe(hear),
    };
    const { server: live, close } = await openTestServer({ sync, sampleLeads: 20 });
    const there = await listen("127.0.0.1", 0, createApp(live).fetch);
    const stream = await listenIn(await live.as("viewer"), "", there.port);
    const phases = () => stream.of("sync").map(({ content }) => EVENTS.sync.parse(content).phase);
    await waitFor(() => expect(phases()).toEqual(["copying"]));
    for (const phase of ["unreachable", "refused", "unreachable", "current"] as const) {
      state = inPhase(phase);
      feed.publish(state);
    }
    await waitFor(() => expect(phases()).toEqual(["copying", "unreachable", "current"]));
    await close();
    await stream.ended;
    await there.close();
  });
});

describe("a stream ends", () => {
  /** In process, where time can be made to pass. */
  async function readInProcess(headers: Readonly<Record<string, string>>) {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    const answer = await createApp(server()).request(EVENTS_PATH, { headers }, {});
    const reader = present(answer.body).pipeThrough(new TextDecoderStream()).getReader();
    return async () => (await reader.read()).value;
  }

  test("not while the session lasts, but shows every 20 seconds that it lives", async () => {
    const read = await readInProcess(await asViewer());
    await read();
    await read();
    vi.advanceTimersByTime(20_000);
    expect(await read()).toMatch(/^: heartbeat\n/);
    vi.advanceTimersByTime(20_000);
    expect(await read()).toMatch(/^: heartbeat\n/);
  });

  test("with the session", async () => {
    const headers = await asViewer();
    const read = await readInProcess(headers);
    await read();
    await read();
    await server().client(headers).call(signOut);
    vi.advanceTimersByTime(20_000);
    expect(await read()).toBeUndefined();
  });

  test("when the server stops", async () => {
    const stopping = new AbortController();
    const app = createApp({ ...server(), stopping: stopping.signal });
    const there = await listen("127.0.0.1", 0, app.fetch);
    const stream = await listenIn(await asViewer(), "", there.port);
    stopping.abort();
    await Promise.all([there.close(), stream.ended]);
    expect(stream.raw()).toMatch(/^retry: 2000\n\n[^]*\n\n$/);
  });
});
