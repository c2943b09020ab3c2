import { stat } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { createClient } from "#api/client.ts";
import { EVENTS_PATH } from "#api/contract/events.ts";
import { getWorkspace } from "#api/contract/people/people.ts";
import { createFirstManager, listSamplePeople } from "#api/contract/people/sign-in.ts";
import { listStatuses } from "#api/contract/leads/statuses.ts";
import { present } from "../test-server.ts";
import {
  runAdmin,
  runToItsEnd,
  type ServerProcess,
  startServer,
  temporaryDirectory,
} from "./test-process.ts";

/** The program itself, as an operator starts and stops it. */

const settingsIn = async (directory?: string) => ({
  DATABASE_URL: `file:${join(directory ?? (await temporaryDirectory()), "data/dashboard.db")}`,
});

test("says where it listens in one line, logs elsewhere, and ends when told to", async () => {
  const directory = await temporaryDirectory();
  const server = await startServer(await settingsIn(directory));
  expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
  expect((await fetch(`${server.url}/api/external/leads/7?setter=a@example.com`)).status).toBe(401);
  const { code, stdout, stderr } = await server.end("SIGTERM");
  expect(code).toBe(0);
  expect(stdout).toBe(`Lead dashboard: ${server.url}\n`);
  expect(stderr).toContain('"route":"/api/external/leads/:id","status":401');
  expect(stderr).not.toContain("example.com");
  for (const file of ["dashboard.db", "dashboard.db.secret"]) {
    const { mode } = await stat(join(directory, "data", file));
    expect(mode & 0o077, `${file} is for others too`).toBe(0);
  }
});

test("a second start finds the database as it was, whatever SAMPLE_LEADS says by then", async () => {
  const settings = await settingsIn();
  const first = await startServer(settings);
  const { stdout } = await runAdmin(["key", "create", "A form"], settings);
  const statuses = async (baseUrl: string) =>
    createClient({ baseUrl, headers: { "x-api-key": stdout.trim() } }).call(listStatuses);
  const before = await statuses(first.url);
  await first.end("SIGINT");
  const second = await startServer({ ...settings, SAMPLE_LEADS: "50" });
  expect(await statuses(second.url)).toEqual(before);
  await second.end("SIGTERM");
});

test("a session outlives a restart", async () => {
  const settings = { ...(await settingsIn()), PORT: "0" };
  const first = await startServer(settings);
  const cookie = await signInAsSample(first.url);
  const personOf = async (baseUrl: string) =>
    (await createClient({ baseUrl, headers: { cookie } }).call(getWorkspace)).person;
  const person = await personOf(first.url);
  await first.end("SIGTERM");
  const second = await startServer(settings);
  expect(await personOf(second.url)).toEqual(person);
  await second.end("SIGTERM");
});

test("a second server on the same file says so and stops; the admin command works, and so does a start after a kill", async () => {
  const settings = await settingsIn();
  const first = await startServer(settings);
  const { code, stdout, stderr } = await runToItsEnd(settings);
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  expect(stderr).toMatch(/^\S+dashboard\.db is used by another server, and only one may: .*\n$/);
  expect((await runAdmin(["key", "create", "A form"], settings)).code).toBe(0);
  await first.end("SIGKILL");
  const next = await startServer(settings);
  await next.end("SIGTERM");
});

/** Signs one of the sample people in and gives the cookie. */
async function signInAsSample(baseUrl: string): Promise<string> {
  const [person] = await createClient({ baseUrl }).call(listSamplePeople);
  const path = `/api/dashboard/sample-people/${present(person).id}/sign-in`;
  const answer = await fetch(baseUrl + path, { method: "POST" });
  return present(answer.headers.getSetCookie()[0]?.split(";")[0]);
}

test("open pages don't keep it from stopping: their streams end as they should", async () => {
  const server = await startServer(await settingsIn());
  const cookie = await signInAsSample(server.url);
  const stream = await fetch(server.url + EVENTS_PATH, { headers: { cookie } });
  expect(stream.status).toBe(200);
  const { code, stderr } = await server.end("SIGTERM");
  expect(code).toBe(0);
  expect(stderr).toContain(`"route":"${EVENTS_PATH}","status":200`);
  // Cut off, it couldn't be read to its end.
  expect(await stream.text()).toMatch(/^retry: \d+\n\n/);
});

test("there are no sample people when others can reach the server", async () => {
  const server = await startServer({ ...(await settingsIn()), HOST: "0.0.0.0" });
  const baseUrl = server.url.replace("0.0.0.0", "127.0.0.1");
  expect(await createClient({ baseUrl }).call(listSamplePeople)).toEqual([]);
  await server.end("SIGTERM");
});

test("without sample workspace, each start prints another link until there is a manager, and all work", async () => {
  const settings = { ...(await settingsIn()), SAMPLE_LEADS: "0" };
  const person = { name: "Mae", email: "mae@example.com", password: "long enough" };
  const create = (baseUrl: string, token: string) =>
    createClient({ baseUrl }).call(createFirstManager, { body: { ...person, token } });

  const first = await startServer(settings);
  const earlier = await tokenOf(first);
  await first.end("SIGTERM");
  const second = await startServer(settings);
  const token = await tokenOf(second);
  expect((await create(second.url, earlier)).person).toMatchObject({ role: "manager" });
  await expect(create(second.url, token)).rejects.toMatchObject({ status: 403 });
  expect((await second.end("SIGTERM")).stderr).not.toContain(token);
  const third = await startServer(settings);
  const { stdout } = await third.end("SIGTERM");
  expect(stdout).toBe(`Lead dashboard: ${third.url}\n`);
});

describe("a database stays what it was at its first start", () => {
  // Nobody listens there: a mirror starts without Hermon, too.
  const live = { HERMON_API_KEY: "sk_live_hush", HERMON_API_URL: "http://127.0.0.1:1" };

  test("its own record", async () => {
    const settings = await settingsIn();
    await (await startServer(settings)).end("SIGTERM");
    const { code, stdout, stderr } = await runToItsEnd({ ...settings, ...live });
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toMatch(/^DATABASE_URL names a database that is its own record, .*\n$/);
  });

  test("or a mirror, which starts without sample and without Hermon", async () => {
    const settings = await settingsIn();
    const mirror = await startServer({ ...settings, ...live });
    await tokenOf(mirror);
    expect(await createClient({ baseUrl: mirror.url }).call(listSamplePeople)).toEqual([]);
    const first = await mirror.end("SIGTERM");
    expect(first.code).toBe(0);
    const { code, stdout, stderr } = await runToItsEnd(settings);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toMatch(/^DATABASE_URL names a mirror of a Hermon workspace, .*\n$/);
    expect(first.stdout + first.stderr + stderr).not.toContain("hush");
  });
});

/** The token of the link, which follows the line with the address. */
const tokenOf = (server: ServerProcess) =>
  vi.waitFor(() => present(/\/first-manager#token=([\w-]{43})$/m.exec(server.said())?.[1]), {
    timeout: 30_000,
  });

describe("a wrong setting stops the start with one line", () => {
  test.each([
    [{ PORT: "x" }, "PORT must be a whole number from 0 to 65535"],
    [{ HERMON_API_KEY: "two words" }, "HERMON_API_KEY must be one word of plain letters and signs"],
    [{ HERMON_MAX_RPS: "fast" }, "HERMON_MAX_RPS must be a number from 0.1 to 1000"],
    [{ HOST: "203.0.113.1" }, "HOST is no address of this machine"],
  ])("%o", async (settings, line) => {
    const ended = await runToItsEnd({ ...(await settingsIn()), ...settings });
    expect(ended).toEqual({ code: 1, stdout: "", stderr: `${line}\n` });
  });

  test("also a port in use, before any database is made", async () => {
    const server = await startServer(await settingsIn());
    const directory = await temporaryDirectory();
    const settings = { ...(await settingsIn(directory)), PORT: new URL(server.url).port };
    const { code, stderr } = await runToItsEnd(settings);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^PORT is in use .*\n$/);
    await expect(stat(join(directory, "data"))).rejects.toThrow("ENOENT");
    await server.end("SIGTERM");
  });
});
