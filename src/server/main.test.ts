import { stat } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { createClient } from "#api/client.ts";
import { createFirstManager, getWorkspace, listSamplePeople } from "#api/contract/people.ts";
import { listStatuses } from "#api/contract/statuses.ts";
import { present } from "./test-server.ts";
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
  const [person] = await createClient({ baseUrl: first.url }).call(listSamplePeople);
  const path = `/api/dashboard/sample-people/${present(person).id}/sign-in`;
  const answer = await fetch(first.url + path, { method: "POST" });
  const cookie = present(answer.headers.getSetCookie()[0]?.split(";")[0]);
  await first.end("SIGTERM");
  const second = await startServer(settings);
  const client = createClient({ baseUrl: second.url, headers: { cookie } });
  expect((await client.call(getWorkspace)).person.id).toBe(person?.id);
  await second.end("SIGTERM");
});

test("there are no sample people when others can reach the server", async () => {
  const server = await startServer({ ...(await settingsIn()), HOST: "0.0.0.0" });
  const baseUrl = server.url.replace("0.0.0.0", "127.0.0.1");
  expect(await createClient({ baseUrl }).call(listSamplePeople)).toEqual([]);
  await server.end("SIGTERM");
});

test("without sample workspace, each start prints a new link until there is a manager", async () => {
  const settings = { ...(await settingsIn()), SAMPLE_LEADS: "0" };
  const person = { name: "Mae", email: "mae@example.com", password: "long enough" };
  const create = (baseUrl: string, token: string) =>
    createClient({ baseUrl }).call(createFirstManager, { body: { ...person, token } });

  const first = await startServer(settings);
  const earlier = await tokenOf(first);
  await first.end("SIGTERM");
  const second = await startServer(settings);
  const token = await tokenOf(second);
  await expect(create(second.url, earlier)).rejects.toMatchObject({ status: 403 });
  expect((await create(second.url, token)).person).toMatchObject({ role: "manager" });
  await expect(create(second.url, token)).rejects.toMatchObject({ status: 403 });
  expect((await second.end("SIGTERM")).stderr).not.toContain(token);
  const third = await startServer(settings);
  const { stdout } = await third.end("SIGTERM");
  expect(stdout).toBe(`Lead dashboard: ${third.url}\n`);
});

/** The token of the link, which follows the line with the address. */
const tokenOf = (server: ServerProcess) =>
  vi.waitFor(() => present(/\/first-manager#token=([\w-]{43})$/m.exec(server.said())?.[1]));

describe("a wrong setting stops the start with one line", () => {
  test.each([
    [{ PORT: "x" }, "PORT must be a whole number from 0 to 65535"],
    [{ HERMON_API_KEY: "sk_live x" }, "HERMON_API_KEY must be one word of plain letters and signs"],
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
