import { request } from "node:http";
import { setImmediate as nextTurn } from "node:timers/promises";
import { expect, test } from "vitest";
import { listen } from "#server/boot/listener.ts";
import { EventStream } from "./event-stream.ts";

const CHUNK = new Uint8Array(64 * 1024);

test("a client that doesn't read is dropped before much waits for it", async () => {
  let cut = 0;
  const stream = new EventStream(() => (cut += 1));
  let sent = 0;
  for (; !stream.ended.aborted; sent += 1) stream.send(CHUNK);
  expect(sent * CHUNK.length).toBeLessThan(512 * 1024);
  stream.send(CHUNK);
  stream.end();
  expect(cut).toBe(1);
});

test("one event may be large, where nothing waits before it", () => {
  const stream = new EventStream(() => {});
  stream.send(new Uint8Array(1024 * 1024));
  expect(stream.ended.aborted).toBe(false);
});

test("over a connection, the sleeping client's is closed, and one that left is known to have", async () => {
  const streams: EventStream[] = [];
  const listener = await listen("127.0.0.1", 0, (_, env) => {
    const stream = new EventStream(() => "outgoing" in env && env.outgoing.destroy());
    streams.push(stream);
    stream.send(CHUNK);
    return new Response(stream.body);
  });
  const open = async () => {
    const outgoing = request({ port: listener.port }).end();
    await new Promise((resolve) => void outgoing.once("response", resolve));
    return outgoing.on("error", () => undefined);
  };
  // Its answer is never read.
  const sleeping = await open();
  for (let sent = 0; sent < 1_000 && !streams[0]?.ended.aborted; sent += 1) {
    streams[0]?.send(CHUNK);
    await nextTurn();
  }
  expect(streams[0]?.ended.aborted).toBe(true);

  const leaving = await open();
  const isKnown = new Promise((resolve) => streams[1]?.ended.addEventListener("abort", resolve));
  leaving.destroy();
  await isKnown;
  sleeping.destroy();
  await listener.close();
});
