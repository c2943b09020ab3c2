import { describe, expect, test } from "vitest";
import { changeName } from "#api/contract/people/account.ts";
import { EVENTS, EVENTS_PATH } from "#api/contract/events.ts";
import { submitOptIn } from "#api/contract/opt-ins/submission.ts";
import type { SyncState } from "#api/contract/sync.ts";
import { createView } from "#api/contract/views/view-changes.ts";
import { createApp } from "#server/app.ts";
import { listen } from "#server/boot/listener.ts";
import { openTestServer } from "#server/test-server.ts";
import { recordChanges } from "#server/store/events/record-changes.ts";
import { Feed } from "#server/store/record/feed.ts";
import { ownSync } from "#server/store/record/own-record.ts";
import { listenAt, waitFor, withEvents } from "./test-events.ts";

/** What open pages are told by themselves, over real HTTP. */

const { server, asViewer, listenIn, change } = withEvents();

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
  test("tells whenever somebody saves a view, whoever sees it", async () => {
    const stream = await listenIn(await asViewer());
    const manager = server().client(await server().as("manager"));
    await manager.call(createView, { body: { name: "Hot", query: "" } });
    expect(await stream.changes()).toMatchObject([{ leads: [], others: false, views: true }]);
    stream.close();
  });

  test("begins with how often to come back, and the state of the copy", async () => {
    const stream = await listenIn(await asViewer());
    await waitFor(() => expect(stream.events()).toHaveLength(1));
    expect(stream.raw()).toMatch(/^retry: 2000\n\n/);
    const [event] = stream.events();
    expect(event?.name).toBe("sync");
    expect(EVENTS.sync.parse(event?.content)).toEqual(ownSync.state());
    stream.close();
  });

  test("begins with a reset where the page shows another role than the person has by now", async () => {
    const [same, other] = [
      await listenIn(await asViewer(), "?role=viewer"),
      await listenIn(await asViewer(), "?role=member"),
    ];
    await waitFor(() => expect(other.of("reset")).toHaveLength(1));
    await change();
    await same.changes();
    expect(same.of("reset")).toHaveLength(0);
    for (const stream of [same, other]) stream.close();
  });

  test("tells of a changed lead as lists have it now", async () => {
    const stream = await listenIn(await asViewer());
    const lead = await change();
    expect(await stream.changes()).toMatchObject([
      { leads: [lead], gone: [], others: false, opt_ins: false },
    ]);
    stream.close();
  });

  test("tells of a new lead that there are others", async () => {
    const stream = await listenIn(await asViewer());
    const { lead_id } = await submit("new@example.com");
    const [told] = await stream.changes();
    expect(told).toMatchObject({ leads: [{ id: lead_id }], others: true, opt_ins: true });
    stream.close();
  });

  test("tells of another opt-in of a lead that there is one", async () => {
    const stream = await listenIn(await asViewer());
    await submit("again@example.com");
    await stream.changes();
    const { lead_id } = await submit("again@example.com");
    const [, told] = await stream.changes(2);
    expect(told).toMatchObject({ leads: [{ id: lead_id }], others: false, opt_ins: true });
    stream.close();
  });

  test("tells a burst in one, without names when they are too many", async () => {
    const stream = await listenIn(await asViewer());
    const emails = Array.from({ length: 60 }, (_, at) => `burst${at}@example.com`);
    await server().store.write(async (tx) => {
      for (const email of emails) await recordChanges(tx, { leads: [email], others: true });
    });
    expect(await stream.changes()).toMatchObject([{ leads: [], gone: [], others: true }]);
    stream.close();
  });

  test("tells of another name of someone, so that pages ask for the team again", async () => {
    const stream = await listenIn(await asViewer());
    const member = server().client(await server().as("member"));
    await member.call(changeName, { body: { name: "Mara Skog" } });
    expect(await stream.changes()).toMatchObject([{ leads: [], others: false, statuses: true }]);
    stream.close();
  });

  test("tells of leads that are no longer there", async () => {
    const stream = await listenIn(await asViewer());
    const gone = ["896e4c72-e390-4baf-906f-395992266222"];
    await server().store.write((tx) => recordChanges(tx, { gone }));
    expect(await stream.changes()).toMatchObject([{ leads: [], gone, others: false }]);
    stream.close();
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
    const stream = await listenAt(there.port, await live.as("viewer"));
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
