import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { text } from "node:stream/consumers";
import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Listener, listen } from "./listener.ts";
import { OperatorError } from "./operator-error.ts";
import { createApp } from "#server/app.ts";
import { withTestServer } from "#server/test-server.ts";

/** What only a real connection can do to the server. */

const server = withTestServer({ sampleLeads: 20 });
let listener: Listener;
let key: string;

beforeAll(async () => {
  listener = await listen("127.0.0.1", 0, createApp(server()).fetch);
  key = (await server().withKey())["x-api-key"];
});
afterAll(() => listener.close());

const open = (): Socket => connect(listener.port, "127.0.0.1");

/** Sends these bytes over a connection of their own and gives all that comes back. */
async function send(bytes: string): Promise<string> {
  const socket = open();
  socket.end(bytes);
  return text(socket);
}

const HOST = "host: 127.0.0.1\r\n";

describe("broken HTTP gets the envelope all the same", () => {
  test.each([
    ["nonsense", "hello\r\n\r\n", 400],
    ["a broken Host", "GET / HTTP/1.1\r\nhost: a b\r\n\r\n", 400],
    ["no Host", "GET /healthz HTTP/1.1\r\nconnection: close\r\n\r\n", 400],
    ["a target that is no path", `GET api HTTP/1.1\r\n${HOST}\r\n`, 400],
    ["headers without end", `GET / HTTP/1.1\r\n${HOST}x: ${"x".repeat(20_000)}\r\n\r\n`, 431],
    ["a query without end", `GET /leads?${"x".repeat(20_000)} HTTP/1.1\r\n${HOST}\r\n`, 431],
    [
      "two lengths",
      `POST / HTTP/1.1\r\n${HOST}content-length: 1\r\ncontent-length: 2\r\n\r\nx`,
      400,
    ],
  ])("%s", async (_name, bytes, status) => {
    const answer = await send(bytes);
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(answer).toMatch(/\r\n\r\n(?:[0-9a-f]+\r\n)?\{"status":"error","message":"[^"]+"\}/);
  });
});

describe("a body", () => {
  const post = (rest: string) =>
    `POST /api/opt-in/submit HTTP/1.1\r\n${HOST}x-api-key: ${key}\r\nconnection: close\r\n${rest}`;
  const chunk = (size: number) => `${size.toString(16)}\r\n${"x".repeat(size)}\r\n`;

  test("without a length is read to its end", async () => {
    const json = JSON.stringify({ email: "c@example.com", first_name: "C", source: "OTHER" });
    const chunks = `${json.length.toString(16)}\r\n${json}\r\n0\r\n\r\n`;
    const answer = await send(post(`transfer-encoding: chunked\r\n\r\n${chunks}`));
    expect(answer).toMatch(/^HTTP\/1.1 201 /);
  });

  test("is answered, also when nothing can come behind it", async () => {
    const slow = await listen("127.0.0.1", 0, async () => {
      await setTimeout(50);
      return new Response("late");
    });
    const socket = connect(slow.port, "127.0.0.1");
    socket.end(`GET / HTTP/1.1\r\n${HOST}\r\n`);
    expect(await text(socket)).toMatch(/^HTTP\/1.1 200 [^]*late$/);
    await slow.close();
  });

  test("whose sender is gone isn't answered for long", async () => {
    const { promise: noticed, resolve: notice } = Promise.withResolvers<void>();
    const endless = await listen("127.0.0.1", 0, ({ signal }) => {
      signal.addEventListener("abort", () => notice());
      socket.destroy();
      return noticed.then(() => new Response());
    });
    const socket = connect(endless.port, "127.0.0.1");
    socket.write(`GET / HTTP/1.1\r\n${HOST}\r\n`);
    await expect(noticed).resolves.toBeUndefined();
    await endless.close();
  });

  test("without a length is refused as soon as it is too long", async () => {
    const chunks = Array.from({ length: 5 }, () => chunk(64 * 1024)).join("");
    const answer = await send(post(`transfer-encoding: chunked\r\n\r\n${chunks}0\r\n\r\n`));
    expect(answer).toMatch(/^HTTP\/1.1 413 /);
    expect(answer).toContain("Request body is larger than 256 KiB");
  });

  test("that is announced too long is refused unread", async () => {
    const socket = open();
    socket.write(post("content-length: 99999999\r\n\r\n{"));
    let answer = "";
    socket.setEncoding("utf8").on("data", (part: string) => (answer += part));
    await once(socket, "data");
    expect(answer).toMatch(/^HTTP\/1.1 413 /);
    socket.destroy();
  });

  test("that breaks off changes nothing, and the server goes on", async () => {
    const socket = open();
    socket.write(post('content-length: 500\r\n\r\n{"email":"cut@example.com"'));
    await once(socket, "connect");
    socket.destroy();
    expect((await fetch(`http://127.0.0.1:${listener.port}/healthz`)).status).toBe(200);
  });
});

describe("listening", () => {
  test("on a port in use is one line that says so", async () => {
    const again = listen("127.0.0.1", listener.port, () => new Response());
    await expect(again).rejects.toThrow(OperatorError);
    await expect(again).rejects.toThrow(/^PORT is in use/);
  });

  test("stops once what is under way is answered, and takes nothing new", async () => {
    const { promise: finished, resolve: finish } = Promise.withResolvers<Response>();
    const { promise: arrived, resolve: arrive } = Promise.withResolvers<void>();
    const slow = await listen("127.0.0.1", 0, () => {
      arrive();
      return finished;
    });
    const address = `http://127.0.0.1:${slow.port}`;
    const underWay = fetch(address);
    await arrived;
    const closed = slow.close();
    await expect(fetch(address)).rejects.toThrow("fetch failed");
    finish(new Response("answered"));
    expect(await (await underWay).text()).toBe("answered");
    await closed;
  });
});
