import { gunzipSync, zstdDecompressSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { openApiDocument } from "#api/open-api.ts";
import { openTestServer, type TestServer, withTestServer } from "#server/test-server.ts";
import type { AppFile } from "../static/app-files.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

const file = (type: string, text: string): AppFile => ({
  type,
  copies: [
    { coding: "br", bytes: bytes(`br of ${text}`), etag: `"${text}-br"` },
    { coding: "gzip", bytes: bytes(`gzip of ${text}`), etag: `"${text}-gz"` },
    { coding: null, bytes: bytes(text), etag: `"${text}"` },
  ],
});

const files = new Map([
  ["/index.html", file("text/html; charset=utf-8", "the page")],
  ["/assets/main-abc.js", file("text/javascript; charset=utf-8", "the script")],
  ["/icon.svg", file("image/svg+xml", "the icon")],
]);

const server = withTestServer({ files, sampleLeads: 150 });

const html = /^text\/html/;

describe("the app", () => {
  test.each(["/", "/leads", "/leads?source=x&lead=7", "/sign-in", "/no/such/page", "/%00", "/%zz"])(
    "%s is its page",
    async (path) => {
      const { status, headers, body } = await server().ask(path);
      expect([status, body]).toEqual([200, "the page"]);
      expect(headers.get("content-type")).toMatch(html);
      expect(headers.get("cache-control")).toBe("no-cache");
    },
  );

  test("its files are sent as small as the browser takes them, each with its own tag", async () => {
    const ask = (coding: string) =>
      server().ask("/assets/main-abc.js", { headers: { "accept-encoding": coding } });
    const [br, gzip, plain] = [
      await ask("gzip, deflate, br, zstd"),
      await ask("gzip;q=0.5, br;q=0"),
      await ask(""),
    ];
    expect([br.body, gzip.body, plain.body]).toEqual([
      "br of the script",
      "gzip of the script",
      "the script",
    ]);
    expect(br.headers.get("content-encoding")).toBe("br");
    expect(plain.headers.get("content-encoding")).toBeNull();
    expect(new Set([br, gzip, plain].map(({ headers }) => headers.get("etag"))).size).toBe(3);
    expect(br.headers.get("vary")).toBe("accept-encoding");
    expect(br.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
  });

  test("what the browser has is not sent again", async () => {
    const headers = { "if-none-match": '"other", "the page"' };
    const answer = await server().ask("/leads", { headers });
    expect([answer.status, answer.body]).toEqual([304, ""]);
    expect(answer.headers.get("etag")).toBe('"the page"');
  });

  test.each(["/assets/gone-123.js", "/assets/", "/favicon.ico", "/../package.json", "/.env.txt"])(
    "%s is a file that isn't there",
    async (path) => {
      expect((await server().ask(path)).status).toBe(404);
    },
  );

  test("is only read", async () => {
    const { status, headers } = await server().ask("/leads", { method: "POST" });
    expect([status, headers.get("allow")]).toEqual([405, "GET, HEAD"]);
    const head = await server().ask("/leads", { method: "HEAD" });
    expect([head.status, head.body]).toEqual([200, ""]);
  });

  test("says what to do when it isn't built", async () => {
    const { server: unbuilt, close } = await openTestServer({ sampleLeads: 0 });
    expect((await unbuilt.ask("/")).body).toMatch(/npm run build/);
    await close();
  });
});

describe("paths of the API", () => {
  test.each([
    "/api",
    "/api/",
    "/api/nope",
    "/api/external/leads/",
    "/api/dashboard/leads/7/nope",
    "/api/%00",
  ])("%s is a 404 in JSON", async (path) => {
    for (const method of ["GET", "POST", "DELETE"]) {
      const answer = await server().ask(path, { method });
      expect(answer.status).toBe(404);
      expect(answer.body).toEqual({ status: "error", message: "Resource not found" });
    }
  });

  test.each([
    ["DELETE", "/api/external/leads", "GET, HEAD"],
    ["GET", "/api/opt-in/submit", "POST"],
    ["PUT", "/api/external/leads/7/status", "PATCH"],
    ["OPTIONS", "/api/external/leads", "GET, HEAD"],
    ["POST", "/api/dashboard/leads", "GET, HEAD"],
  ])("%s %s is a 405 that says what is allowed", async (method, path, allow) => {
    const { status, headers, body } = await server().ask(path, { method });
    expect([status, headers.get("allow")]).toEqual([405, allow]);
    expect(body).toEqual({ status: "error", message: `Method not allowed, use ${allow}` });
  });

  test("HEAD is GET without the body", async () => {
    const headers = await server().withKey();
    const answer = await server().ask("/api/external/leads", { method: "HEAD", headers });
    expect([answer.status, answer.body]).toEqual([200, ""]);
  });

  test("the OpenAPI document is there for anyone", async () => {
    const { body } = await server().ask("/api/openapi.json");
    expect(body).toMatchObject({ openapi: openApiDocument().openapi });
  });

  test("health is there for anyone", async () => {
    expect((await server().ask("/healthz")).status).toBe(200);
    expect((await server().ask("/readyz")).status).toBe(200);
  });
});

describe("answers", () => {
  const answers = async (of: TestServer) =>
    Promise.all(
      ["/leads", "/assets/main-abc.js", "/api/external/leads", "/api/nope", "/healthz"].map(
        (path) => of.ask(path),
      ),
    );

  test("carry the edge's headers, whatever they are", async () => {
    for (const { headers } of await answers(server())) {
      expect(Object.fromEntries(headers)).toMatchObject({
        "content-security-policy":
          "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
        "referrer-policy": "same-origin",
        "cross-origin-opener-policy": "same-origin",
      });
      expect(headers.get("permissions-policy")).toContain("camera=()");
      expect(headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
      expect(headers.get("strict-transport-security")).toBeNull();
      expect(headers.get("access-control-allow-origin")).toBeNull();
    }
  });

  test("over https ask browsers to stay there, and mark the cookie Secure", async () => {
    const addresses = { appUrl: "https://leads.example.com", host: "127.0.0.1", port: 4310 };
    const { server: https, close } = await openTestServer({ addresses, sampleLeads: 20 });
    for (const { headers } of await answers(https)) {
      expect(headers.get("strict-transport-security")).toMatch(/^max-age=\d{8}/);
    }
    const { cookie } = await https.as("manager");
    expect(cookie).toMatch(/^__Secure-dashboard\.session_token=/);
    const workspace = await https.ask("/api/dashboard/workspace", { headers: { cookie } });
    expect(workspace.status).toBe(200);
    await close();
  });

  test("of the API are kept by no cache", async () => {
    const headers = await server().withKey();
    const answer = await server().ask("/api/external/leads", { headers });
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(answer.headers.get("content-type")).toBe("application/json");
  });
});

test("JSON is compressed for those who take it, once it is worth it", async () => {
  const { createApp } = await import("#server/app.ts");
  const app = createApp({ ...server(), files });
  const key = await server().withKey();
  const read = async (path: string, coding: string) => {
    const answer = await app.request(path, { headers: { ...key, "accept-encoding": coding } }, {});
    return { coding: answer.headers.get("content-encoding"), bytes: await answer.bytes() };
  };
  const path = "/api/external/leads?limit=100";
  const plain = await read(path, "identity");
  const zstd = await read(path, "gzip, deflate, br, zstd");
  const gzip = await read(path, "gzip, br");
  expect([plain.coding, zstd.coding, gzip.coding]).toEqual([null, "zstd", "gzip"]);
  expect(zstdDecompressSync(zstd.bytes)).toEqual(Buffer.from(plain.bytes));
  expect(gunzipSync(gzip.bytes)).toEqual(Buffer.from(plain.bytes));
  expect(zstd.bytes.length).toBeLessThan(plain.bytes.length / 3);
  expect((await read("/api/nope", "gzip")).coding).toBeNull();
});
