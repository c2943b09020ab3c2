import { afterEach, describe, expect, test, vi } from "vitest";
import { EVENTS_PATH } from "#api/contract/events.ts";
import { signOut } from "#api/contract/people.ts";
import { createApp } from "#server/app.ts";
import { listen } from "#server/listener.ts";
import { present, withTestServer } from "#server/test-server.ts";
import { listenAt } from "./test-events.ts";

/** How long pages are told, and what ends it. */

const server = withTestServer({ sampleLeads: 20 });
const asViewer = () => server().as("viewer");

afterEach(() => vi.useRealTimers());

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
    const stream = await listenAt(there.port, await asViewer());
    stopping.abort();
    await Promise.all([there.close(), stream.ended]);
    expect(stream.raw()).toMatch(/^retry: 2000\n\n[^]*\n\n$/);
  });
});
