import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, test } from "vitest";
import { createClient } from "#api/client.ts";
import { signIn } from "#api/contract/people/sign-in.ts";
import { listStatuses } from "#api/contract/leads/statuses.ts";
import { listenAt, waitFor } from "#server/http/events/test-events.ts";
import { runAdmin, startServer, temporaryDirectory } from "./test-process.ts";

/** The admin command beside a running server. */

async function withServer() {
  const directory = await temporaryDirectory();
  const settings = { DATABASE_URL: `file:${join(directory, "dashboard.db")}` };
  const server = await startServer(settings);
  const admin = (line: string, input?: string) => runAdmin(line.split(" "), settings, input);
  return { directory, server, admin, settings };
}

const wrong = (line: string) => ({ code: 1, stdout: "", stderr: `${line}\n` });

test("a key is printed once, works at once, and stops at once when it is revoked", async () => {
  const { server, admin } = await withServer();
  const { code, stdout } = await admin("key create Form");
  expect(code).toBe(0);
  expect(stdout).toMatch(/^sk_live_[\w-]{43}\n$/);
  const key = stdout.trim();
  const api = createClient({ baseUrl: server.url, headers: { "x-api-key": key } });
  expect(await api.call(listStatuses)).toHaveLength(12);

  const list = await admin("key list");
  expect(list.stdout).toContain(`…${key.slice(-4)}`);
  expect(list.stdout).not.toContain(key);
  const [id = ""] = list.stdout.split("\t");
  expect(await admin(`key revoke ${id}`)).toMatchObject({ code: 0 });
  await expect(api.call(listStatuses)).rejects.toMatchObject({ status: 401 });
  expect((await admin("key list")).stdout).toContain("revoked");
  expect(await admin(`key revoke ${id}`)).toEqual(wrong(`No valid key has the id ${id}`));
});

test("a person made here can sign in", async () => {
  const { server, admin } = await withServer();
  const made = await admin("user create ann@example.com --name Ann --role member");
  const password = /^ann@example\.com can sign in with (\S{20})\n$/.exec(made.stdout)?.[1] ?? "";
  const body = { email: "ann@example.com", password };
  const { person } = await createClient({ baseUrl: server.url }).call(signIn, { body });
  expect(person).toMatchObject({ name: "Ann", role: "member" });
  const log = (await admin("audit list --limit 2")).stdout;
  expect(log.replaceAll(/ [\w-]{36}$/gm, "").split("\n")).toEqual([
    expect.stringMatching(/UTC\tsigned-in\tperson ann@example\.com\t127\.0\.0\.1\tsession$/),
    expect.stringMatching(/UTC\taccount-created\toperator .*\taccount ann@example\.com\tmember$/),
    "",
  ]);

  const own = "user create bob@example.com --name Bob --role viewer --password-stdin";
  expect(await admin(own, "short\n")).toEqual(
    wrong("password must be at least 10 characters long"),
  );
  expect((await admin(own, "long enough\n")).stdout).toBe("bob@example.com can sign in\n");
  expect((await admin("user list")).stdout).toContain("bob@example.com\tviewer\tBob\n");
  expect(await admin(own, "long enough\n")).toEqual(
    wrong("bob@example.com has an account already"),
  );
});

describe("what happens to an account counts at once in the running server", () => {
  const EMAIL = "ann@example.com";
  const FIRST = "the first of them";

  /** Ann, signed in and with an open page. */
  async function withAnn() {
    const { server, admin } = await withServer();
    const made = `user create ${EMAIL} --name Ann --role member --password-stdin`;
    expect(await admin(made, FIRST)).toMatchObject({ code: 0 });
    const signInWith = (password: string) =>
      fetch(`${server.url}/api/dashboard/sign-in`, {
        method: "POST",
        body: JSON.stringify({ email: EMAIL, password }),
      });
    const answer = await signInWith(FIRST);
    const headers = { cookie: answer.headers.getSetCookie()[0]?.split(";")[0] ?? "" };
    const page = await listenAt(Number(new URL(server.url).port), headers);
    const workspace = () => fetch(`${server.url}/api/dashboard/workspace`, { headers });
    return { admin, signInWith, page, workspace };
  }

  test("disabled and enabled", async () => {
    const { admin, signInWith, page, workspace } = await withAnn();
    expect((await admin(`user disable ${EMAIL}`)).stdout).toBe(
      `${EMAIL} can't sign in any more, and is signed out everywhere\n`,
    );
    const heard = page.raw().length;
    expect((await workspace()).status).toBe(401);
    await page.ended;
    // Long before the stream would have been looked at anyway.
    expect(page.raw().slice(heard)).not.toContain("heartbeat");
    expect(await (await signInWith(FIRST)).json()).toMatchObject({
      message: "This account is disabled",
    });
    expect((await admin("user list")).stdout).toMatch(
      /^ann@example\.com\tmember\tAnn\t+disabled$/m,
    );
    expect((await admin(`user enable ${EMAIL}`)).code).toBe(0);
    expect(await admin(`user enable ${EMAIL}`)).toEqual(wrong(`${EMAIL} isn't disabled`));
    expect((await workspace()).status).toBe(401);
    expect((await signInWith(FIRST)).status).toBe(200);
  });

  test("another role", async () => {
    const { admin, page, workspace } = await withAnn();
    expect((await admin(`user role ${EMAIL} viewer`)).stdout).toBe(`${EMAIL} is a viewer now\n`);
    expect(await (await workspace()).json()).toMatchObject({
      data: { person: { role: "viewer" } },
    });
    await waitFor(() => expect(page.of("reset")).toHaveLength(1));
    page.close();
  });

  test("another password, and sessions ended", async () => {
    const { admin, signInWith, page, workspace } = await withAnn();
    expect((await admin(`user sessions ${EMAIL}`)).stdout).toMatch(
      /^began .* UTC\tlast used .* UTC\t/,
    );
    expect(await admin(`user password ${EMAIL} --password-stdin`, "password123\n")).toEqual(
      wrong("password is one of the most common ones; choose another"),
    );
    expect(await admin(`user password ${EMAIL} --password-stdin`, "the second of them\n")).toEqual({
      code: 0,
      stdout: `${EMAIL} can sign in with the new password, and is signed out everywhere\n`,
      stderr: "",
    });
    await page.ended;
    expect((await workspace()).status).toBe(401);
    expect((await signInWith(FIRST)).status).toBe(401);
    expect((await signInWith("the second of them")).status).toBe(200);
    const { stdout } = await admin(`user sessions ${EMAIL} --end`);
    expect(stdout).toBe(`${EMAIL} is signed out of 1 session\n`);
    expect((await admin(`user sessions ${EMAIL}`)).stdout).toBe(`${EMAIL} is signed in nowhere\n`);
    const made = (await admin(`user password ${EMAIL}`)).stdout;
    const password = /can sign in with (\S{20}), and/.exec(made)?.[1] ?? "";
    expect((await signInWith(password)).status).toBe(200);
  });
});

test("a backup holds everything, and never replaces a file", async () => {
  const { directory, admin } = await withServer();
  const file = join(directory, "backup.db");
  expect(await admin(`backup ${file}`)).toMatchObject({ code: 0 });
  const backup = new DatabaseSync(file, { readOnly: true });
  expect(backup.prepare("select count(*) as n from leads").get()).toEqual({ n: 20 });
  backup.close();
  expect(await admin(`backup ${file}`)).toEqual(wrong(`${file} is there already`));
});

test("only a mirror of Hermon is emptied", async () => {
  const { admin } = await withServer();
  expect(await admin("mirror reset --yes")).toEqual(
    wrong("DATABASE_URL names no mirror of a Hermon workspace"),
  );
});

test.each([
  "user list",
  "user create ann@example.com --name Ann --role viewer",
  "key list",
  "key create Form",
  "key revoke 1",
  "backup copy.db",
  "check",
])("%s: a missing database is an error that names the path, and nothing is made", async (line) => {
  const directory = await temporaryDirectory();
  const path = join(directory, "data/dashboard.db");
  const { code, stdout, stderr } = await runAdmin(line.split(" "), {
    DATABASE_URL: `file:${path}`,
  });
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  expect(stderr).toMatch(/^There is no database at .*\n$/);
  expect(stderr).toContain(path);
  expect(await readdir(directory)).toEqual([]);
});

test("a backup is restored when the server has stopped, however that ended, and not before", async () => {
  const { directory, server, admin, settings } = await withServer();
  const file = join(directory, "backup.db");
  const path = join(directory, "dashboard.db");
  await admin("user create ann@example.com --name Ann --role viewer");
  expect(await admin(`backup ${file}`)).toMatchObject({ code: 0 });
  await admin("user create bob@example.com --name Bob --role viewer");
  expect(await admin(`restore ${file}`)).toEqual(
    wrong(`${path} is in use: stop the server and all others that have it open`),
  );
  expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
  await server.end("SIGKILL");
  const restored = await admin(`restore ${file}`);
  expect(restored.code).toBe(0);
  const kept = /^\S+ is now what is in \S+; what was there before is kept as (\S+)\n$/.exec(
    restored.stdout,
  )?.[1];
  const peopleIn = async (database: string) =>
    (await runAdmin(["user", "list"], { DATABASE_URL: `file:${database}` })).stdout;
  expect(await peopleIn(path)).not.toContain("bob@example.com");
  expect(await peopleIn(kept ?? "")).toContain("bob@example.com");
  const { code, stdout } = await admin("check");
  expect(code).toBe(0);
  expect(stdout).toMatch(/dashboard\.db is sound: 20 leads, \d+ opt-ins\n$/);
  const again = await startServer(settings);
  expect((await fetch(`${again.url}/readyz`)).status).toBe(200);
});

test("a database from before an upgrade is copied as it is; for the rest the server is to be started", async () => {
  const { directory, server, admin } = await withServer();
  await server.end("SIGTERM");
  const path = join(directory, "dashboard.db");
  const database = new DatabaseSync(path);
  database.exec("delete from kysely_migration where name = '0003-mirror'");
  database.close();
  const before = await readFile(path);
  const line = `${path} is from an older version of this program: start the server once, which brings it up to date`;
  expect(await admin("key list")).toEqual(wrong(line));
  const file = join(directory, "backup.db");
  expect(await admin(`backup ${file}`)).toMatchObject({ code: 0 });
  const copy = new DatabaseSync(file, { readOnly: true });
  const names = copy.prepare("select name from kysely_migration").all().map(Object.values);
  copy.close();
  expect(names.flat()).not.toContain("0003-mirror");
  expect(await readFile(path)).toEqual(before);
  expect((await admin("check")).code).toBe(1);
});

// Windows has no such limits.
test.runIf(process.platform !== "win32")(
  "a backup that doesn't fit leaves nothing behind",
  async () => {
    const { directory, server, settings } = await withServer();
    await server.end("SIGTERM");
    const before = await readdir(directory);
    const target = join(directory, "backup.db");
    const { code, stdout, stderr } = await runAdmin(["backup", target], settings, "", 64);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toBe(`${target} can't be written: the disk reports errors\n`);
    expect(await readdir(directory)).toEqual(before);
  },
);

test("a line that names no command gets the usage", async () => {
  const DATABASE_URL = `file:${join(await temporaryDirectory(), "dashboard.db")}`;
  const { code, stdout, stderr } = await runAdmin(["user", "remove", "x"], { DATABASE_URL });
  expect([code, stdout]).toEqual([1, ""]);
  expect(stderr).toMatch(/^Usage: npm run admin -- COMMAND\n/);
});
