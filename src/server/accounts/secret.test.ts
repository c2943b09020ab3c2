import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { DatabaseProblem } from "#server/store/store-failure.ts";
import { openTestStore } from "#server/store/test-store.ts";
import { openAuth } from "./better-auth.ts";
import { keptSecret } from "./secret.ts";

const PUBLISHED = "better-auth-secret-12345678901234567890";

function newPath(): string {
  const folder = mkdtempSync(join(tmpdir(), "secret-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return join(folder, "dashboard.db.secret");
}

test("a secret is made once, also by several at once, for its owner alone", async () => {
  const path = newPath();
  const secrets = await Promise.all(Array.from({ length: 5 }, () => keptSecret(path)));
  expect(new Set(secrets).size).toBe(1);
  expect(secrets[0]).toMatch(/^[\w-]{43}$/);
  expect(statSync(path).mode & 0o077).toBe(0);
  expect(readdirSync(join(path, ".."))).toEqual(["dashboard.db.secret"]);
  expect(await keptSecret(path)).toBe(secrets[0]);
});

test("a line break at its end, as editors put it there, isn't part of it", async () => {
  const path = newPath();
  const secret = await keptSecret(path);
  writeFileSync(path, `${secret}\r\n`);
  expect(await keptSecret(path)).toBe(secret);
});

test.each([
  ["empty", ""],
  ["blank", " ".repeat(40)],
  ["line breaks", "\n".repeat(40)],
  ["short", "x".repeat(31)],
  ["short with blanks around", `${" ".repeat(20)}short${" ".repeat(20)}`],
  ["zeros, as a power cut leaves them", "\0".repeat(43)],
  ["the one that better-auth publishes", PUBLISHED],
])(
  "a file that is %s is refused in one line that names it, and stays as it is",
  async (_, text) => {
    const path = newPath();
    writeFileSync(path, text);
    const reading = keptSecret(path);
    await expect(reading).rejects.toBeInstanceOf(DatabaseProblem);
    await expect(reading).rejects.toThrow(`${path} must hold a secret of at least 32 characters`);
    expect(readFileSync(path, "utf8")).toBe(text);
  },
);

test("one that can't be read is refused in one line that names it", async () => {
  const path = newPath();
  mkdirSync(path);
  await expect(keptSecret(path)).rejects.toThrow(`${path} can't be read`);
});

test.each(["", "x".repeat(31), PUBLISHED])("nothing is signed with %j", async (secret) => {
  const store = await openTestStore();
  expect(() => openAuth(store, { secret, secureCookies: false })).toThrow("can't be the secret");
});

test("what signs is ours, whatever another program's environment says", async () => {
  const store = await openTestStore();
  const secret = "ours ".repeat(10);
  const names = ["BETTER_AUTH_SECRET", "BETTER_AUTH_SECRETS", "AUTH_SECRET"];
  for (const name of names) process.env[name] = `1:${"theirs ".repeat(10)}`;
  onTestFinished(() => {
    for (const name of names) delete process.env[name];
  });
  const context = await openAuth(store, { secret, secureCookies: false }).$context;
  expect(context.secret).toBe(secret);
});
